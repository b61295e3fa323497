package polya.quality;

import java.io.Serializable;
import java.util.Arrays;

/**
 * For each of many places, which windows of one document hold it: disjoint stretches [from, to) of
 * the windows' first tokens, in ascending order. Memory grows with the document; not thread-safe.
 */
final class WindowStarts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[][] bounds;
  private final int[] lengths;
  private final int[] used;
  private int places;

  WindowStarts(int places) {
    bounds = new int[places][];
    lengths = new int[places];
    used = new int[places];
  }

  /**
   * Adds windows that hold a place; from ascends from call to call.
   *
   * @param last the last of them
   * @return whether these are the first
   */
  boolean add(int place, int from, int last) {
    int n = lengths[place];
    if (n == 0) {
      used[places++] = place;
      bounds[place] = bounds[place] == null ? new int[4] : bounds[place];
    } else if (from <= bounds[place][n - 1]) {
      bounds[place][n - 1] = last + 1;
      return false;
    } else if (n == bounds[place].length) {
      bounds[place] = Arrays.copyOf(bounds[place], 2 * n);
    }
    bounds[place][n] = from;
    bounds[place][n + 1] = last + 1;
    lengths[place] = n + 2;
    return n == 0;
  }

  /** How many windows hold both places. */
  long common(int one, int other) {
    long common = 0;
    int i = 0;
    int j = 0;
    while (i < lengths[one] && j < lengths[other]) {
      int from = Math.max(bounds[one][i], bounds[other][j]);
      int to = Math.min(bounds[one][i + 1], bounds[other][j + 1]);
      common += Math.max(0, to - from);
      if (bounds[one][i + 1] < bounds[other][j + 1]) {
        i += 2;
      } else {
        j += 2;
      }
    }
    return common;
  }

  /** Forgets the document. */
  void clear() {
    for (int u = 0; u < places; u++) {
      lengths[used[u]] = 0;
    }
    places = 0;
  }
}
