package polya.recommend;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How well a ranked list of terms meets a document's withheld terms, each of which counts once. A
 * class and not a record, because Spark's Kryo cannot carry records between JVMs.
 */
public final class RankingScore implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int wanted;
  private final int hits;
  private final double gain;

  private RankingScore(int wanted, int hits, double gain) {
    this.wanted = wanted;
    this.hits = hits;
    this.gain = gain;
  }

  /**
   * Scores a list; with gains 1/log₂(1 + rank), NDCG is their sum over hits divided by that of the
   * best list of n (Järvelin and Kekäläinen 2002, gains of 0 and 1).
   *
   * @param ranked terms, best first, n at most
   * @param withheld the terms to be met, ascending
   * @param n how many could have been recommended
   */
  public static RankingScore of(int[] ranked, int[] withheld, int n) {
    int hits = 0;
    double gain = 0;
    for (int i = 0; i < Math.min(n, ranked.length); i++) {
      if (Arrays.binarySearch(withheld, ranked[i]) >= 0) {
        hits++;
        gain += gain(i);
      }
    }
    double most = 0;
    for (int i = 0; i < Math.min(n, withheld.length); i++) {
      most += gain(i);
    }
    return new RankingScore(withheld.length, hits, most == 0 ? 0 : gain / most);
  }

  private static double gain(int place) {
    return StrictMath.log(2) / StrictMath.log(place + 2);
  }

  /** How many terms were withheld; without any there is nothing to score. */
  public int wanted() {
    return wanted;
  }

  /** How many of them are in the list. */
  public int hits() {
    return hits;
  }

  /** The share of the list that was withheld, of a list of n. */
  double precision(int n) {
    return (double) hits / n;
  }

  /** The share of the withheld terms that are in the list. */
  double recall() {
    return (double) hits / wanted;
  }

  /** Normalised discounted cumulative gain, 0 to 1. */
  double ndcg() {
    return gain;
  }
}
