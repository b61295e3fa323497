package polya.recommend;

import java.util.Arrays;

/**
 * The terms of highest score among those offered, of equal scores those of lower index. What beats
 * the threshold is gathered; when there is no more room the n best of it stay, by quickselect
 * (Hoare, CACM 4, 1961), and the worst of these is the next threshold. An offer that comes to
 * nothing costs one comparison, another O(1) in the mean; of offers in random order about n (1 +
 * 1.5 log(offers / n)) come to something.
 *
 * <p>A term and its score are one number, higher where they are better: the score's bits, made to
 * be ordered as it is, then the term's complement; 63 bits, so that no difference overflows.
 */
final class BestTerms {
  private static final int TERM_BITS = 31;
  private static final int LEAST_ROOM = 32;
  private static final int MOST_ROOM = 1024;

  private final int n;
  private final long[] kept;
  private int size;
  private float least;

  /** The n best, n ≥ 1. */
  BestTerms(int n) {
    this.n = n;
    kept = new long[n + Math.max(LEAST_ROOM, Math.min(MOST_ROOM, n))];
    clear();
  }

  /** Forgets what was offered. */
  void clear() {
    size = 0;
    least = Float.NEGATIVE_INFINITY;
  }

  /**
   * Offers n consecutive terms, all above those offered before.
   *
   * @param offered their scores from {@code from} on; one of −∞ or NaN is never taken
   */
  void offer(int first, float[] offered, int from, int n) {
    for (int j = 0; j < n; j++) {
      if (offered[from + j] > least) {
        keep(first + j, offered[from + j]);
      }
    }
  }

  private void keep(int term, float score) {
    long ordered = flipped(Float.floatToRawIntBits(score + 0f)) ^ Integer.MIN_VALUE;
    kept[size++] = (ordered & 0xffffffffL) << TERM_BITS | ~term & Integer.MAX_VALUE;
    if (size == kept.length) {
      select();
      least = score(kept[n - 1]);
    }
  }

  /** The bits of a float as an integer ordered as it is; the same again takes them back. */
  private static int flipped(int bits) {
    return bits ^ bits >> 31 & Integer.MAX_VALUE;
  }

  private static float score(long key) {
    return Float.intBitsToFloat(flipped((int) (key >> TERM_BITS) ^ Integer.MIN_VALUE));
  }

  private static int term(long key) {
    return ~(int) key & Integer.MAX_VALUE;
  }

  /** Brings the n best to the front, the worst of them last; the others are forgotten. */
  private void select() {
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int at = partition(low, high);
      low = at < n ? at + 1 : low;
      high = at > n - 1 ? at - 1 : high;
      if (at == n - 1) {
        break;
      }
    }
    size = n;
  }

  /**
   * Where the pivot is once all that is better stands before it; without a branch to mispredict.
   */
  private int partition(int low, int high) {
    choosePivot(low, high);
    long pivot = kept[high];
    int at = low;
    for (int i = low; i < high; i++) {
      long key = kept[i];
      kept[i] = kept[at];
      kept[at] = key;
      at += (int) (pivot - key >>> 63);
    }
    kept[high] = kept[at];
    kept[at] = pivot;
    return at;
  }

  /** Puts the median of first, middle and last last. */
  private void choosePivot(int low, int high) {
    int middle = low + high >>> 1;
    long x = kept[low];
    long y = kept[middle];
    long z = kept[high];
    long median = Math.max(Math.min(x, y), Math.min(Math.max(x, y), z));
    if (median != z) {
      kept[high] = median;
      kept[median == x ? low : middle] = z;
    }
  }

  /** The best so far, best first; nothing is left here. */
  Recommendation take() {
    if (size > n) {
      select();
    }
    Arrays.sort(kept, 0, size);
    int[] ranked = new int[size];
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      long key = kept[size - 1 - i];
      ranked[i] = term(key);
      values[i] = score(key);
    }
    clear();
    return new Recommendation(ranked, values);
  }
}
