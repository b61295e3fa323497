package polya.mixing;

import java.util.Arrays;

/**
 * Shapes and rates of gamma priors of intensities, and of what those have as priors: all stay
 * within [{@value #LEAST}, {@value #MOST}], so that no weight is lost.
 */
public final class GammaHyperparameters {
  public static final double LEAST = 1e-6;
  public static final double MOST = 1e6;

  private GammaHyperparameters() {}

  /** A shape or rate, kept within its range; {@link #LEAST} for a NaN. */
  public static double within(double x) {
    return x >= LEAST ? Math.min(MOST, x) : LEAST;
  }

  /**
   * The common rate under which documents are expected to be as long as they are, b = D Σ_k a_k /
   * N; 1 without tokens.
   *
   * @param shape a, K numbers
   * @param documents D
   * @param tokens N
   */
  public static double commonRate(double[] shape, double documents, double tokens) {
    double sum = Arrays.stream(shape).sum();
    return tokens > 0 && documents > 0 ? within(documents * sum / tokens) : 1;
  }
}
