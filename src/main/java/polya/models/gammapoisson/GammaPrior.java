package polya.models.gammapoisson;

import java.util.Arrays;
import polya.math.Special;
import polya.mixing.GammaHyperparameters;

/**
 * Learning the prior Gamma(a_k, b_k) of intensities. With documents' posteriors Gamma(γ_dk, 1 +
 * b_k) as good as the rates allow, all that the evidence lower bound has of a and b is
 *
 * <pre>  F = Σ_k { a_k T_k − D' log Γ(a_k) + D a_k log b_k − (n_k + D a_k) log(1 + b_k) },</pre>
 *
 * with T_k = Σ ψ(γ_dk) over the D' documents that have tokens, n_k the topic's expected counts, and
 * D all documents: one without tokens says that its intensities are small. Where topics add up to
 * S_k instead of 1, 1 + b_k is S_k + b_k. Every step here raises F. Shapes and rates stay within
 * the range of {@link GammaHyperparameters}.
 */
final class GammaPrior {
  private static final int HALVINGS = 60;
  private static final int STEPS = 30;

  private GammaPrior() {}

  /**
   * The best common rate where topics add up to S_k, by halving in log b: Σ_k (D a_k − (n_k + D
   * a_k) b / (S_k + b)) = 0.
   */
  static double common(double[] shape, double documents, double[] countsK, double[] scale) {
    double low = StrictMath.log(GammaHyperparameters.LEAST);
    double high = StrictMath.log(GammaHyperparameters.MOST);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      double b = StrictMath.exp(middle);
      double slope = 0;
      for (int k = 0; k < shape.length; k++) {
        double prior = documents * shape[k];
        slope += prior - (countsK[k] + prior) * b / (scale[k] + b);
      }
      low = slope > 0 ? middle : low;
      high = slope > 0 ? high : middle;
    }
    return StrictMath.exp((low + high) / 2);
  }

  /** The best rate of a topic: b_k = D a_k / n_k. */
  static double own(double shape, double documents, double counts) {
    return counts > 0
        ? GammaHyperparameters.within(documents * shape / counts)
        : GammaHyperparameters.MOST;
  }

  /**
   * Shapes that raise F under rates that are held, each by itself: ψ(a_k) = T_k/D' + (D/D') log(b_k
   * / (1 + b_k)), by halving in log a.
   */
  static double[] shapes(double[] shape, double[] rate, Known known) {
    double[] next = shape.clone();
    for (int k = 0; k < next.length; k++) {
      double log = StrictMath.log(rate[k]) - StrictMath.log1p(rate[k]);
      next[k] = inverse(known.meanDigamma(k) + known.documents / known.fitted * log);
    }
    return next;
  }

  private static double inverse(double wanted) {
    double low = StrictMath.log(GammaHyperparameters.LEAST);
    double high = StrictMath.log(GammaHyperparameters.MOST);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      boolean more = Special.digamma(StrictMath.exp(middle)) < wanted;
      low = more ? middle : low;
      high = more ? high : middle;
    }
    return GammaHyperparameters.within(StrictMath.exp((low + high) / 2));
  }

  /**
   * Shapes and rates in turn, until F hardly rises.
   *
   * @param rates of {@link GammaPoissonParameters#RATES}
   * @return {a, b}
   */
  static double[][] learned(
      double[] shape, double[] rate, Known known, boolean learnsShape, String rates) {
    double[] a = shape;
    double[] b = rate;
    for (int step = 0; step < STEPS; step++) {
      a = learnsShape && known.fitted > 0 ? shapes(a, b, known) : a;
      b = rates(a, b, known, rates);
    }
    return new double[][] {a, b};
  }

  /**
   * As {@link #learned(double[], double[], Known, boolean, String)} where topics add up to S_k.
   *
   * @param rate b, not relative to S
   */
  static double[][] learned(
      double[] shape,
      double[] rate,
      double[] scale,
      Known known,
      boolean learnsShape,
      String rates) {
    double[] a = shape;
    double[] b = rate;
    for (int step = 0; step < STEPS; step++) {
      a = learnsShape && known.fitted > 0 ? shapes(a, divided(b, scale), known) : a;
      b = rates(a, b, scale, known, rates);
    }
    return new double[][] {a, b};
  }

  private static double[] divided(double[] b, double[] scale) {
    double[] relative = new double[b.length];
    Arrays.setAll(relative, k -> b[k] / scale[k]);
    return relative;
  }

  private static double[] rates(
      double[] shape, double[] rate, double[] scale, Known known, String rates) {
    double[] next = rate.clone();
    if (rates.equals(GammaPoissonParameters.COMMON)) {
      Arrays.fill(next, common(shape, known.documents, known.countsK, scale));
    } else if (rates.equals(GammaPoissonParameters.TOPIC)) {
      Arrays.setAll(
          next,
          k ->
              GammaHyperparameters.within(
                  scale[k] * own(shape[k], known.documents, known.countsK[k])));
    }
    return next;
  }

  /** The best rates under these shapes. */
  static double[] rates(double[] shape, double[] rate, Known known, String rates) {
    double[] next = rate.clone();
    if (rates.equals(GammaPoissonParameters.COMMON)) {
      Arrays.fill(
          next,
          GammaHyperparameters.commonRate(
              shape, known.documents, Arrays.stream(known.countsK).sum()));
    } else if (rates.equals(GammaPoissonParameters.TOPIC)) {
      Arrays.setAll(next, k -> own(shape[k], known.documents, known.countsK[k]));
    }
    return next;
  }

  /**
   * What is known of the corpus.
   *
   * @param digammaK T, K numbers; not looked at where shapes are not learned
   * @param fitted D'
   * @param documents D
   * @param countsK n, K numbers
   */
  record Known(double[] digammaK, double fitted, double documents, double[] countsK) {
    double meanDigamma(int k) {
      return digammaK[k] / fitted;
    }
  }
}
