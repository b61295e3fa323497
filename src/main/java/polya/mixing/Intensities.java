package polya.mixing;

import java.util.Arrays;

/** From a document's proportions of topics to its expected intensities of them. */
final class Intensities {
  private Intensities() {}

  /**
   * As {@link #of(double[], long, double[], double[])} where documents have activities: b are the
   * rates of the document's own shapes.
   *
   * @param activity null where there are none
   * @param rates b where there are none
   */
  static double[] of(
      double[] thetaK, long tokens, double[] alpha, double[] rates, Activity activity) {
    if (activity == null) {
      return of(thetaK, tokens, alpha, rates);
    }
    double all = tokens + Arrays.stream(alpha).sum();
    double[] gammaK = Arrays.stream(thetaK).map(theta -> theta * all).toArray();
    return of(thetaK, tokens, alpha, activity.rates(gammaK));
  }

  /**
   * E θ_k = (α_k + n_k) / (1 + b_k), the mean of Gamma(α_k + n_k, 1 + b_k).
   *
   * @param thetaK (α_k + n_k) / (α_0 + N), as {@link Mixtures} gives them
   * @param tokens N
   * @param alpha α, the shapes of intensities
   * @param rates b
   * @return K numbers &gt; 0; a new array
   */
  static double[] of(double[] thetaK, long tokens, double[] alpha, double[] rates) {
    double all = tokens + Arrays.stream(alpha).sum();
    double[] meanK = new double[thetaK.length];
    for (int k = 0; k < meanK.length; k++) {
      meanK[k] = thetaK[k] * all / (1 + rates[k]);
    }
    return meanK;
  }

  /**
   * E θ_k where the document has a rate of its own with q = 1/(1 + b) ~ Beta(c, e): q is Beta(c +
   * N, e + α_0) given its length, and E θ_k = (α_k + n_k) (c + N) / (c + e + α_0 + N).
   *
   * @param ratePrior c and e
   * @return K numbers &gt; 0; a new array
   */
  static double[] ofDocumentRates(
      double[] thetaK, long tokens, double[] alpha, double[] ratePrior) {
    double all = tokens + Arrays.stream(alpha).sum();
    double mean = (ratePrior[0] + tokens) / (ratePrior[0] + ratePrior[1] + all);
    return Arrays.stream(thetaK).map(share -> share * all * mean).toArray();
  }
}
