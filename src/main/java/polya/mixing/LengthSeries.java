package polya.mixing;

import java.util.Arrays;

/**
 * The coefficients of Σ_n c_n t^n = Π_k (1 − q_k t)^−a_k: up to a factor that has no n in it, the
 * probabilities of n tokens where topic k has a number of them that is negative binomial with shape
 * a_k and probability q_k. By the series' logarithmic derivative,
 *
 * <pre>  n c_n = Σ_{j=1…n} P_j c_{n−j},   P_j = Σ_k a_k q_k^j,   c_0 = 1</pre>
 *
 * <p>all of whose terms are positive, so nothing cancels. For one thread. Cost: n²/2 + n K
 * multiply-adds for the largest n asked for, once: a second for some 30,000 tokens.
 */
final class LengthSeries {
  private static final double LARGE = 1e200;

  private final double[] shape;
  private final double[] ratio;

  /** q_k^j of the last j. */
  private final double[] powerK;

  private double[] sums = new double[1];
  private double[] coefficients = {1};
  private double[] logs = {0};
  private double logScale;
  private int known = 1;

  /**
   * A series.
   *
   * @param shape a, K numbers &gt; 0
   * @param ratio q, K numbers in (0, 1]
   */
  LengthSeries(double[] shape, double[] ratio) {
    this.shape = shape.clone();
    this.ratio = ratio.clone();
    powerK = new double[ratio.length];
    Arrays.fill(powerK, 1);
  }

  /** log c_n. */
  double log(int n) {
    while (known <= n) {
      next();
    }
    return logs[n];
  }

  private void next() {
    int n = known++;
    if (n == logs.length) {
      sums = Arrays.copyOf(sums, 2 * n);
      coefficients = Arrays.copyOf(coefficients, 2 * n);
      logs = Arrays.copyOf(logs, 2 * n);
    }
    for (int k = 0; k < powerK.length; k++) {
      powerK[k] *= ratio[k];
      sums[n] += shape[k] * powerK[k];
    }
    double sum = 0;
    for (int j = 1; j <= n; j++) {
      sum += sums[j] * coefficients[n - j];
    }
    coefficients[n] = sum / n;
    logs[n] = StrictMath.log(coefficients[n]) + logScale;
    if (coefficients[n] > LARGE) {
      // Only their proportions count; those that vanish are of no account beside this one.
      for (int i = 0; i <= n; i++) {
        coefficients[i] /= LARGE;
      }
      logScale += StrictMath.log(LARGE);
    }
  }
}
