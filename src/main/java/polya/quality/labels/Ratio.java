package polya.quality.labels;

import java.io.Serializable;
import polya.heldout.Estimate;
import polya.heldout.error.Bootstrap;

/**
 * Σ_d a_d / Σ_d b_d with its Poisson bootstrap over documents ({@link Bootstrap}). All ratios of
 * one seed weigh a document alike. a is rounded to 2^-20. Not thread-safe.
 */
final class Ratio implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Bootstrap sums;

  Ratio(long seed) {
    sums = new Bootstrap(seed);
  }

  void add(long documentKey, double a, long b) {
    sums.add(documentKey, new Estimate(b, a, 0));
  }

  void add(Ratio other) {
    sums.add(other.sums);
  }

  Measure measure() {
    return new Measure(sums.logProbabilityPerToken(), sums.logStandardError());
  }
}
