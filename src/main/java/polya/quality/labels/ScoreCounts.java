package polya.quality.labels;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How many documents have a label, or lack it, by label, score and group: what is left of scores
 * when only their order matters. A score is rounded to float32; where more than {@code limit}
 * entries would differ, the lowest bits of all scores are dropped until they fit, so that a score
 * stands for a range of relative width 2^-23, 2^-22, …. How many bits that takes is a function of
 * all documents together: a part of them never has more entries than the whole. So parts may be
 * added in any order and grouping to the same table. Memory 16 bytes an entry. Not thread-safe.
 */
final class ScoreCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  static final int MOST_LABELS = 1 << 24;

  private static final int SCORE_BITS = 32;
  private static final int LOW_BITS = 7; // six of the group, one of the truth
  private static final int MOST_PENDING = 1 << 16;

  private final int limit;
  private int dropped;
  private long[] keys = {};
  private long[] counts = {};
  private long[] pending = {};
  private int pendingSize;

  /**
   * No scores yet.
   *
   * @param limit the most entries
   */
  ScoreCounts(int limit) {
    this.limit = limit;
  }

  /** Adds one document's score of one label. */
  void add(int label, double score, int group, boolean wanted) {
    if (pendingSize == pending.length) {
      if (pendingSize == MOST_PENDING) {
        settle();
      }
      pending = Arrays.copyOf(pending, Math.max(64, Math.min(MOST_PENDING, 2 * pendingSize)));
    }
    long truth = wanted ? 1 : 0;
    pending[pendingSize++] =
        ((long) label << SCORE_BITS | ordered((float) score)) << LOW_BITS
            | (long) group << 1
            | truth;
  }

  /** Adds another part of the same documents, of the same limit. */
  void add(ScoreCounts other) {
    settle();
    other.settle();
    drop(other.dropped);
    other.drop(dropped);
    merge(other.keys, other.counts);
    fit();
  }

  /** How many entries there are; they are ascending by label, score, group, truth. */
  int size() {
    settle();
    return keys.length;
  }

  int label(int entry) {
    return (int) (keys[entry] >>> SCORE_BITS + LOW_BITS);
  }

  int group(int entry) {
    return (int) (keys[entry] >>> 1) & (Jackknife.GROUPS - 1);
  }

  boolean wanted(int entry) {
    return (keys[entry] & 1) == 1;
  }

  long count(int entry) {
    return counts[entry];
  }

  /** The least score that an entry stands for. */
  float score(int entry) {
    int ordered = (int) (keys[entry] >>> LOW_BITS);
    return Float.intBitsToFloat(ordered < 0 ? ordered ^ Integer.MIN_VALUE : ~ordered);
  }

  /** Whether two entries are of one label and stand for one range of scores. */
  boolean alike(int entry, int other) {
    return keys[entry] >>> LOW_BITS == keys[other] >>> LOW_BITS;
  }

  /** The bits of a float as a whole number without sign in the order of floats. */
  private static long ordered(float score) {
    int bits = Float.floatToIntBits(score + 0f); // −0 is 0
    return (bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE) & 0xffffffffL;
  }

  /** Takes pending scores into the table. */
  private void settle() {
    if (pendingSize > 0) {
      long[] added = coarse(Arrays.copyOf(pending, pendingSize));
      pending = new long[0];
      pendingSize = 0;
      Arrays.sort(added);
      long[] once = new long[added.length];
      Arrays.fill(once, 1);
      merge(added, once);
      fit();
    }
  }

  private void fit() {
    while (keys.length > limit && dropped < SCORE_BITS - 1) {
      drop(dropped + 1);
    }
  }

  /** Drops bits until so many are; one at a time, so that little is out of order after each. */
  private void drop(int bits) {
    while (dropped < bits) {
      dropped++;
      long[] all = coarse(keys);
      long[] of = counts;
      keys = new long[0];
      counts = new long[0];
      sort(all, of);
      merge(all, of);
    }
  }

  private long[] coarse(long[] exact) {
    long mask = -1L << LOW_BITS + dropped | (1 << LOW_BITS) - 1;
    long[] coarse = new long[exact.length];
    for (int i = 0; i < exact.length; i++) {
      coarse[i] = exact[i] & mask;
    }
    return coarse;
  }

  /** Sorts keys, and their counts with them, of which two neighbouring ranges at most are mixed. */
  private static void sort(long[] keys, long[] counts) {
    for (int i = 1; i < keys.length; i++) {
      long key = keys[i];
      long count = counts[i];
      int j = i;
      for (; j > 0 && keys[j - 1] > key; j--) {
        keys[j] = keys[j - 1];
        counts[j] = counts[j - 1];
      }
      keys[j] = key;
      counts[j] = count;
    }
  }

  /** Merges ascending entries, in which keys may repeat, into the table. */
  private void merge(long[] others, long[] othersCounts) {
    long[] merged = new long[keys.length + others.length];
    long[] sums = new long[merged.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < keys.length || j < others.length) {
      boolean own = j == others.length || i < keys.length && keys[i] <= others[j];
      long key = own ? keys[i] : others[j];
      long count = own ? counts[i++] : othersCounts[j++];
      if (size == 0 || merged[size - 1] != key) {
        merged[size++] = key;
      }
      sums[size - 1] = Math.addExact(sums[size - 1], count);
    }
    keys = Arrays.copyOf(merged, size);
    counts = Arrays.copyOf(sums, size);
  }
}
