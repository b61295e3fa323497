package polya.heldout;

import java.util.Arrays;

/**
 * How heavy the tail of importance weights is: the shape k̂ of a generalised Pareto distribution
 * fitted to the largest min(S/5, 3√S) of S weights (Vehtari, Simpson, Gelman, Yao, Gabry: Pareto
 * smoothed importance sampling, JMLR 25, 2024), by the estimate of Zhang and Stephens
 * (Technometrics 51, 2009), drawn towards ½ by ten observations as there. Weights have finite
 * moments up to order 1/k: above ½ their variance is infinite, above {@value #LARGEST} the number
 * of draws that an estimate needs grows beyond use.
 */
public final class ParetoTail {
  /** The largest k̂ with which an estimate is trusted. */
  public static final double LARGEST = 0.7;

  /** Fewer weights that can be told from nothing are too few to fit, and alarming. */
  private static final int FEWEST = 5;

  /** Log weights closer than this are equal but for rounding. */
  private static final double ROUNDING = 1e-9;

  private static final double NOTHING = 1e-200;

  private static final int PRIOR_OBSERVATIONS = 10;
  private static final double PRIOR_K = 0.5;

  private ParetoTail() {}

  /**
   * k̂ of weights given as logarithms; −∞ if the largest are all equal, so that there is no tail;
   * +∞ if fewer than {@value #FEWEST} weigh anything beside the largest.
   *
   * @param logWeights finite, any scale; not changed
   */
  public static double k(double[] logWeights) {
    double[] sorted = logWeights.clone();
    Arrays.sort(sorted);
    int samples = sorted.length;
    int tail = (int) Math.min(samples / 5.0, Math.ceil(3 * Math.sqrt(samples)));
    double largest = sorted[samples - 1];
    if (largest - sorted[samples - tail - 1] < ROUNDING) {
      return Double.NEGATIVE_INFINITY;
    }
    double threshold = StrictMath.exp(sorted[samples - tail - 1] - largest);
    double[] excess = new double[tail];
    int n = 0;
    for (int i = samples - tail; i < samples; i++) {
      double x = StrictMath.exp(sorted[i] - largest) - threshold;
      if (x > NOTHING) {
        excess[n++] = x;
      }
    }
    if (n < FEWEST) {
      return Double.POSITIVE_INFINITY;
    }
    double k = shape(Arrays.copyOf(excess, n));
    return (n * k + PRIOR_OBSERVATIONS * PRIOR_K) / (n + PRIOR_OBSERVATIONS);
  }

  /**
   * The shape of a generalised Pareto distribution, the mean under a profile likelihood over a grid
   * of b = −k/σ (Zhang and Stephens 2009, with their constants).
   *
   * @param x ascending, &gt; 0
   */
  static double shape(double[] x) {
    int n = x.length;
    int grid = 30 + (int) Math.sqrt(n);
    double quartile = x[(int) Math.floor(n / 4.0 + 0.5) - 1];
    double[] b = new double[grid];
    double[] log = new double[grid];
    double best = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < grid; j++) {
      b[j] = 1 / x[n - 1] + (1 - Math.sqrt(grid / (j + 0.5))) / (3 * quartile);
      double k = meanLog(x, b[j]);
      log[j] = n * (StrictMath.log(-b[j] / k) - k - 1);
      best = Math.max(best, log[j]);
    }
    double sum = 0;
    double mean = 0;
    for (int j = 0; j < grid; j++) {
      double weight = StrictMath.exp(log[j] - best);
      sum += weight;
      mean += weight * b[j];
    }
    return meanLog(x, mean / sum);
  }

  /** Mean of log(1 − b x): the k that goes with b. */
  private static double meanLog(double[] x, double b) {
    double sum = 0;
    for (double xi : x) {
      sum += StrictMath.log1p(-b * xi);
    }
    return sum / x.length;
  }
}
