package polya.infer.variational;

import java.util.HashMap;
import java.util.Map;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

/**
 * Tells topics apart that begin with the same bits: no step could ever do it, since every document
 * would give each of them the same. The first of equal topics stays as it is; in every other each
 * term's expected count is multiplied by 1 + {@value #SPREAD} (2u − 1), u uniform, keyed by seed,
 * topic and term, and the sum is as before. Topics without an equal keep their bits.
 *
 * <p>Cost: a hash of V·K numbers, memory O(K); V numbers more for each topic that has an equal.
 */
final class TiedTopics {
  private static final double SPREAD = 0.5;

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private TiedTopics() {}

  /**
   * Tells them apart.
   *
   * @param rows V rows of at least K expected counts; changed in place where topics are equal
   */
  static void separate(float[][] rows, int topics, long seed) {
    Map<Long, Integer> first = new HashMap<>();
    long[] hashes = hashes(rows, topics);
    for (int k = 0; k < topics; k++) {
      Integer before = first.putIfAbsent(hashes[k], k);
      if (before != null && areEqual(rows, before, k)) {
        disturb(rows, k, Streams.of(seed, Purpose.TIES, 0, k));
      }
    }
  }

  private static long[] hashes(float[][] rows, int topics) {
    long[] hashes = new long[topics];
    for (float[] row : rows) {
      for (int k = 0; k < topics; k++) {
        long h = (hashes[k] ^ Float.floatToRawIntBits(row[k])) * MULTIPLIER;
        hashes[k] = h ^ h >>> 32;
      }
    }
    return hashes;
  }

  private static boolean areEqual(float[][] rows, int one, int other) {
    boolean counts = false;
    for (float[] row : rows) {
      if (row[one] != row[other]) {
        return false;
      }
      counts |= row[one] != 0;
    }
    return counts; // Topics without a count hold nothing that could be told apart.
  }

  private static void disturb(float[][] rows, int k, RandomStream stream) {
    double before = 0;
    double after = 0;
    for (float[] row : rows) {
      before += row[k];
      row[k] *= (float) (1 + SPREAD * (2 * stream.nextDouble() - 1));
      after += row[k];
    }
    float back = (float) (before / after);
    for (float[] row : rows) {
      row[k] *= back;
    }
  }
}
