package polya.quality;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Where the terms of a corpus stand among the top terms of topics: a term may stand in many topics,
 * once in each. Immutable; a few bytes for each term of the corpus and each top term.
 */
public final class TermPlaces implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int topics;
  private final int size;
  private final int[] startW;
  private final int[] places;

  private TermPlaces(int topics, int size, int[] startW, int[] places) {
    this.topics = topics;
    this.size = size;
    this.startW = startW;
    this.places = places;
  }

  /**
   * The places of a corpus's terms.
   *
   * @param termsK the top terms of each topic in the corpus's own indices, best first, each topic
   *     with as many; −1 for a term that the corpus does not have
   * @param terms V, how many terms the corpus has
   * @throws IllegalArgumentException if there are more than 2³¹ − 1 pairs of top terms
   */
  public static TermPlaces of(int[][] termsK, int terms) {
    int size = termsK[0].length;
    int[] startW = new int[terms + 1];
    for (int[] top : termsK) {
      Arrays.stream(top).filter(w -> w >= 0).forEach(w -> startW[w + 1]++);
    }
    Arrays.parallelPrefix(startW, Integer::sum);
    int[] places = new int[startW[terms]];
    int[] next = startW.clone();
    for (int k = 0; k < termsK.length; k++) {
      for (int i = 0; i < size; i++) {
        if (termsK[k][i] >= 0) {
          places[next[termsK[k][i]]++] = k * size + i;
        }
      }
    }
    Math.multiplyExact(termsK.length, Math.multiplyExact(size, size));
    return new TermPlaces(termsK.length, size, startW, places);
  }

  /** K. */
  public int topics() {
    return topics;
  }

  /** How many top terms a topic has: n. */
  public int size() {
    return size;
  }

  /** The first of a term's places, see {@link #place}. */
  int from(int term) {
    return startW[term];
  }

  /** The end of a term's places. */
  int to(int term) {
    return startW[term + 1];
  }

  /** The place that {@code at} stands for, as topic · n + rank; ascending in it for one term. */
  int place(int at) {
    return places[at];
  }
}
