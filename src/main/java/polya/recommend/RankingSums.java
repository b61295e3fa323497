package polya.recommend;

import java.io.Serializable;
import polya.math.WideSum;
import polya.topics.FixedPoint;

/**
 * Scores of lists added up over documents; any order and grouping give the same bits. Documents of
 * which nothing was withheld have no part in it.
 */
public final class RankingSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int BITS = 40;
  private static final double UNIT = 1.0 / (1L << BITS);

  private final int n;
  private long documents;
  private final long[] sums = new long[3];
  private final WideSum[] squares = {new WideSum(), new WideSum(), new WideSum()};

  /**
   * Sums for lists of n.
   *
   * @param n at least 1
   */
  public RankingSums(int n) {
    this.n = n;
  }

  /** Adds a document's list. */
  public void add(RankingScore score) {
    if (score.wanted() > 0) {
      documents++;
      add(0, score.precision(n));
      add(1, score.recall());
      add(2, score.ndcg());
    }
  }

  private void add(int measure, double value) {
    long fixed = FixedPoint.of(value, BITS);
    sums[measure] = Math.addExact(sums[measure], fixed);
    squares[measure].addProduct(fixed, fixed);
  }

  /** Adds all of another part, and gives this. */
  public RankingSums add(RankingSums other) {
    documents += other.documents;
    for (int m = 0; m < sums.length; m++) {
      sums[m] = Math.addExact(sums[m], other.sums[m]);
      squares[m].add(other.squares[m]);
    }
    return this;
  }

  /** What they amount to. */
  public RankingResult result() {
    return new RankingResult(n, documents, mean(0), mean(1), mean(2));
  }

  private RankingResult.Mean mean(int measure) {
    double mean = sums[measure] * UNIT / documents;
    double square = squares[measure].toDouble() * UNIT * UNIT / documents;
    double variance = Math.max(0, square - mean * mean) / (documents - 1.0);
    return new RankingResult.Mean(mean, documents < 2 ? Double.NaN : Math.sqrt(variance));
  }
}
