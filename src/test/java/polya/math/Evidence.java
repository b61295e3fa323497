package polya.math;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/** p values for the statistical tests: small ones speak against the null hypothesis. */
public final class Evidence {
  private Evidence() {}

  /** Pearson's chi-square; every expected count should be at least about 5. */
  public static double chiSquare(double[] expected, long[] observed) {
    double sum = 0;
    for (int i = 0; i < expected.length; i++) {
      double difference = observed[i] - expected[i];
      sum += difference * difference / expected[i];
    }
    return 1 - new ChiSquaredDistribution(expected.length - 1).cumulativeProbability(sum);
  }

  /** Kolmogorov and Smirnov's one-sample test in its limiting form, for values of the CDF. */
  public static double uniform(double[] cdfValues) {
    double[] sorted = cdfValues.clone();
    java.util.Arrays.sort(sorted);
    double d = 0;
    int n = sorted.length;
    for (int i = 0; i < n; i++) {
      d = Math.max(d, Math.max(sorted[i] - i / (double) n, (i + 1) / (double) n - sorted[i]));
    }
    return 1 - new KolmogorovSmirnovTest().ksSum(d * Math.sqrt(n), 1e-12, 10000);
  }
}
