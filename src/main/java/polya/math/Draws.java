package polya.math;

/**
 * Random draws. Each takes a number of uniforms that depends on what is drawn, and only {@link
 * StrictMath}, so a stream gives the same draws on every platform. Parameters are trusted: outside
 * their domain the result has no meaning.
 */
public final class Draws {
  private static final double POISSON_BY_REJECTION = 10;
  private static final double BINOMIAL_BY_REJECTION = 10;

  private Draws() {}

  /**
   * Gamma(shape, 1), shape &gt; 0, by Marsaglia and Tsang (ACM TOMS 26, 2000): about 1.05 normals
   * and uniforms. Below shape 1 it is the exponential of {@link #logGamma}, which may underflow to
   * zero.
   */
  public static double gamma(RandomStream stream, double shape) {
    return shape < 1 ? StrictMath.exp(logGamma(stream, shape)) : gammaFromOne(stream, shape);
  }

  /**
   * The logarithm of a Gamma(shape, 1) draw, finite however small the shape (down to 1e-300): below
   * 1, ln G(shape + 1) + ln U / shape.
   */
  public static double logGamma(RandomStream stream, double shape) {
    if (shape >= 1) {
      return StrictMath.log(gammaFromOne(stream, shape));
    }
    double boosted = StrictMath.log(gammaFromOne(stream, shape + 1));
    return boosted + StrictMath.log(stream.nextOpen()) / shape;
  }

  private static double gammaFromOne(RandomStream stream, double shape) {
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = stream.nextGaussian();
      double root = 1 + c * x;
      if (root > 0) {
        double v = root * root * root;
        double u = stream.nextOpen();
        double x2 = x * x;
        if (u < 1 - 0.0331 * x2 * x2
            || StrictMath.log(u) < 0.5 * x2 + d * (1 - v + StrictMath.log(v))) {
          return d * v;
        }
      }
    }
  }

  /**
   * Dirichlet(concentration) into out, which sums to one: normalised gammas, kept as logarithms
   * until the largest is known, so that tiny concentrations give a corner of the simplex and never
   * NaN.
   *
   * @param concentration positive, at least one of them
   * @param out as long; may be the same array
   * @return out
   */
  public static double[] dirichlet(RandomStream stream, double[] concentration, double[] out) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < concentration.length; k++) {
      out[k] = logGamma(stream, concentration[k]);
      largest = Math.max(largest, out[k]);
    }
    double sum = 0;
    for (int k = 0; k < concentration.length; k++) {
      out[k] = StrictMath.exp(out[k] - largest);
      sum += out[k];
    }
    for (int k = 0; k < concentration.length; k++) {
      out[k] /= sum;
    }
    return out;
  }

  /**
   * Poisson(mean), 0 ≤ mean ≤ 1e9, exact but for rounding: inversion of the distribution function
   * below 10 (mean + 1 steps), Hörmann's transformed rejection PTRS above (Insurance: Mathematics
   * and Economics 12, 1993; about 1.2 pairs of uniforms).
   */
  public static int poisson(RandomStream stream, double mean) {
    return mean < POISSON_BY_REJECTION
        ? poissonByInversion(stream, mean)
        : poissonByRejection(stream, mean);
  }

  private static int poissonByInversion(RandomStream stream, double mean) {
    double u = stream.nextOpen();
    double p = StrictMath.exp(-mean);
    int n = 0;
    // p falls below what a double can subtract from u long before n reaches a hundred.
    while (u > p && p > 0) {
      u -= p;
      n++;
      p *= mean / n;
    }
    return n;
  }

  private static int poissonByRejection(RandomStream stream, double mean) {
    double logMean = StrictMath.log(mean);
    double b = 0.931 + 2.53 * Math.sqrt(mean);
    double a = -0.059 + 0.02483 * b;
    double logInverseAlpha = StrictMath.log(1.1239 + 1.1328 / (b - 3.4));
    double sure = 0.9277 - 3.6224 / (b - 2);
    while (true) {
      double u = stream.nextOpen() - 0.5;
      double v = stream.nextOpen();
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= sure) {
        return (int) k;
      }
      if (k >= 0
          && (us >= 0.013 || v <= us)
          && StrictMath.log(v) + logInverseAlpha - StrictMath.log(a / (us * us) + b)
              <= k * logMean - mean - Special.lgamma(k + 1)) {
        return (int) k;
      }
    }
  }

  /**
   * Binomial(n, p), 0 ≤ n ≤ 2⁵³, 0 ≤ p ≤ 1, exact but for rounding: inversion of the distribution
   * function where n·min(p, 1 − p) is below 10, Hörmann's transformed rejection BTRS above (Journal
   * of Statistical Computation and Simulation 46, 1993; about 1.2 pairs of uniforms).
   */
  public static long binomial(RandomStream stream, long n, double p) {
    if (n == 0 || !(p > 0)) {
      return 0;
    }
    if (p >= 1) {
      return n;
    }
    if (p > 0.5) {
      return n - binomialBelowHalf(stream, n, 1 - p);
    }
    return binomialBelowHalf(stream, n, p);
  }

  private static long binomialBelowHalf(RandomStream stream, long n, double p) {
    if (n == 1) {
      return stream.nextDouble() < p ? 1 : 0;
    }
    return n * p < BINOMIAL_BY_REJECTION
        ? binomialByInversion(stream, n, p)
        : binomialByRejection(stream, n, p);
  }

  private static long binomialByInversion(RandomStream stream, long n, double p) {
    double u = stream.nextOpen();
    double odds = p / (1 - p);
    double mass = StrictMath.exp(n * StrictMath.log1p(-p));
    long k = 0;
    while (u > mass && k < n && mass > 0) {
      u -= mass;
      k++;
      mass *= odds * (n - k + 1) / k;
    }
    return k;
  }

  private static long binomialByRejection(RandomStream stream, long n, double p) {
    double deviation = Math.sqrt(n * p * (1 - p));
    double b = 1.15 + 2.53 * deviation;
    double a = -0.0873 + 0.0248 * b + 0.01 * p;
    double centre = n * p + 0.5;
    double sure = 0.92 - 4.2 / b;
    double alpha = (2.83 + 5.1 / b) * deviation;
    double logOdds = StrictMath.log(p / (1 - p));
    double mode = Math.floor((n + 1) * p);
    double atMode = Special.lgamma(mode + 1) + Special.lgamma(n - mode + 1);
    while (true) {
      double u = stream.nextOpen() - 0.5;
      double v = stream.nextOpen();
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + centre);
      if (us >= 0.07 && v <= sure) {
        return (long) k;
      }
      if (k >= 0
          && k <= n
          && StrictMath.log(v * alpha / (a / (us * us) + b))
              <= atMode
                  - Special.lgamma(k + 1)
                  - Special.lgamma(n - k + 1)
                  + (k - mode) * logOdds) {
        return (long) k;
      }
    }
  }
}
