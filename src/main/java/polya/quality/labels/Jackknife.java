package polya.quality.labels;

import java.util.function.IntToDoubleFunction;
import polya.math.Purpose;
import polya.math.Streams;

/**
 * Errors of means over labels, which a bootstrap would need whole tables for in every replicate.
 * Documents are dealt into {@value #GROUPS} groups by a stream of their keys, and the measure T is
 * computed once without each: with H groups that hold documents the standard error is √((H − 1)/H ·
 * Σ_g (T₋g − T)²), the delete-a-group jackknife (Efron 1982; Shao and Tu, "The jackknife and
 * bootstrap", 1995). For measures that are smooth in their counts it agrees with the bootstrap over
 * documents to first order. Its own relative error is about 9 %.
 */
final class Jackknife {
  static final int GROUPS = 64;

  /** Streams of round 0 weigh documents in the bootstrap. */
  private static final int ROUND = 1;

  private Jackknife() {}

  /** The group of a document: of its key and the seed alone. */
  static int group(long seed, long documentKey) {
    return Streams.of(seed, Purpose.BOOTSTRAP, ROUND, documentKey).nextInt(GROUPS);
  }

  /**
   * The standard error; NaN with fewer than two groups that hold documents.
   *
   * @param whole T
   * @param without T₋g; a group without which there is nothing to measure, NaN, has no part
   * @param documents of each group
   */
  static double standardError(double whole, IntToDoubleFunction without, long[] documents) {
    int groups = 0;
    double squares = 0;
    for (int g = 0; g < GROUPS; g++) {
      double moved = documents[g] > 0 ? without.applyAsDouble(g) - whole : Double.NaN;
      if (!Double.isNaN(moved)) {
        groups++;
        squares += moved * moved;
      }
    }
    return groups < 2 ? Double.NaN : Math.sqrt((groups - 1.0) / groups * squares);
  }
}
