package polya.models.mixture;

/** Sums of numbers given as logarithms. */
final class LogSum {
  private LogSum() {}

  /** log Σ_k exp(a_k), without overflow. */
  static double of(double[] a) {
    double largest = largest(a);
    double sum = 0;
    for (double x : a) {
      sum += StrictMath.exp(x - largest);
    }
    return largest + StrictMath.log(sum);
  }

  /** Shares exp(a_k) / Σ_j exp(a_j) in the place of a; gives log Σ_k exp(a_k). */
  static double normalise(double[] a) {
    double largest = largest(a);
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      a[k] = StrictMath.exp(a[k] - largest);
      sum += a[k];
    }
    for (int k = 0; k < a.length; k++) {
      a[k] /= sum;
    }
    return largest + StrictMath.log(sum);
  }

  private static double largest(double[] a) {
    double largest = a[0];
    for (double x : a) {
      largest = Math.max(largest, x);
    }
    return largest;
  }
}
