package polya.heldout;

import java.util.Arrays;

/** Importance weights given as logarithms. */
public final class LogWeights {
  private LogWeights() {}

  /**
   * The mean of independent weights as an estimate of p: ESS = (Σ w)² / Σ w², and the standard
   * error of its logarithm √(1/ESS − 1/S) · √(S/(S − 1)), by the delta method.
   */
  public static Estimate estimate(long tokens, double[] logWeights) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double log : logWeights) {
      largest = Math.max(largest, log);
    }
    double sum = 0;
    double squares = 0;
    for (double log : logWeights) {
      double w = StrictMath.exp(log - largest);
      sum += w;
      squares += w * w;
    }
    int n = logWeights.length;
    double effective = sum * sum / squares;
    double variance = Math.max(0, 1 / effective - 1.0 / n) * n / Math.max(1, n - 1);
    double log = largest + StrictMath.log(sum / n);
    return new Estimate(tokens, log, Math.sqrt(variance), effective, Double.NaN);
  }

  /** The mean of few independent weights, with the error that its two halves show. */
  public static Estimate halves(long tokens, double[] logWeights) {
    int half = logWeights.length / 2;
    double first = logMean(Arrays.copyOf(logWeights, half));
    double second = logMean(Arrays.copyOfRange(logWeights, half, logWeights.length));
    double effective = estimate(tokens, logWeights).effectiveSamples();
    return Estimate.ofReplicates(tokens, first, second, effective);
  }

  /** log of the mean of weights. */
  public static double logMean(double[] logWeights) {
    return estimate(1, logWeights).logProbability();
  }
}
