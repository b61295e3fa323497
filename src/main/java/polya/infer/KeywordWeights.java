package polya.infer;

import java.util.Arrays;
import polya.math.Draws;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.topics.Globals;
import polya.topics.TermCells;

/**
 * The parameters of {@link TopicPrior}'s mixture at its keywords: π_k, φ̃_wk and φ°_wk; and how the
 * counts of keywords are split under them. A token of term w on topic k is of the topic's keywords
 * with probability π φ̃/(π φ̃ + (1 − π) φ°), whatever else is known, so the count n_wk splits
 * Binomial, independently of all others. Given the split,
 *
 * <pre>  π_k ~ Beta(1 + m_k, 1 + n_k − m_k),  φ̃_k ~ Dirichlet(β̃ + m_·k),
 *   φ°_k ~ Dirichlet(β + n_·k − m_·k).</pre>
 *
 * <p>Of φ° only the keywords' share is here: the others' shares among themselves are Dirichlet
 * again, and independent of it.
 *
 * @param shares π, K numbers; 0 where a topic has no keywords
 * @param within φ̃ by cell
 * @param beside φ° by cell
 */
public record KeywordWeights(double[] shares, double[] within, double[] beside) {
  private static final String SHARES = "keywordShares";
  private static final String WITHIN = "keywordsWithin";
  private static final String BESIDE = "keywordsBeside";

  /** π is never so near to 1 that nothing is left of the other part. */
  private static final double MOST = 1 - 1e-9;

  /** Those that globals hold. */
  public static KeywordWeights of(Globals globals) {
    return new KeywordWeights(
        globals.vector(SHARES), globals.vector(WITHIN), globals.vector(BESIDE));
  }

  /** Globals with these. */
  public Globals in(Globals globals) {
    return globals.with(SHARES, shares).with(WITHIN, within).with(BESIDE, beside);
  }

  /**
   * Their means given a split.
   *
   * @param counts n_wk by cell
   * @param own m_wk by cell
   * @param totals n_k
   * @param terms V
   */
  public static KeywordWeights means(
      TopicPrior prior, double[] counts, double[] own, double[] totals, double beta, int terms) {
    TermCells cells = prior.cells();
    double[] ownK = cells.sums(own, totals.length);
    double[] shares = new double[totals.length];
    for (int k = 0; k < shares.length; k++) {
      shares[k] = prior.size(k) == 0 ? 0 : (1 + ownK[k]) / (2 + totals[k]);
    }
    double[] within = new double[own.length];
    double[] beside = new double[own.length];
    for (int c = 0; c < own.length; c++) {
      int k = cells.column(c);
      within[c] = (TopicPrior.WITHIN + own[c]) / (prior.size(k) * TopicPrior.WITHIN + ownK[k]);
      beside[c] = (beta + counts[c] - own[c]) / (terms * beta + totals[k] - ownK[k]);
    }
    return new KeywordWeights(shares, within, beside);
  }

  /**
   * A draw of them given a split, with the arguments of {@link #means}; a topic's are keyed by
   * (seed, round, topic): π, then φ̃, then φ°, the keywords in their order.
   */
  public static KeywordWeights drawn(
      TopicPrior prior,
      double[] counts,
      double[] own,
      double[] totals,
      double beta,
      int terms,
      long seed,
      int round) {
    TermCells cells = prior.cells();
    double[] ownK = cells.sums(own, totals.length);
    double[] countsK = cells.sums(counts, totals.length);
    KeywordWeights drawn =
        new KeywordWeights(
            new double[totals.length], new double[own.length], new double[own.length]);
    int[][] cellsOf = new int[totals.length][];
    int[] filled = new int[totals.length];
    for (int c = 0; c < own.length; c++) {
      int k = cells.column(c);
      cellsOf[k] = cellsOf[k] == null ? new int[prior.size(k)] : cellsOf[k];
      cellsOf[k][filled[k]++] = c;
    }
    for (int k = 0; k < totals.length; k++) {
      if (cellsOf[k] != null) {
        RandomStream stream = Streams.of(seed, Purpose.KEYWORDS, round, -1L - k);
        drawn.draw(stream, k, cellsOf[k], counts, own, ownK[k], countsK[k], totals[k], beta, terms);
      }
    }
    return drawn;
  }

  private void draw(
      RandomStream stream,
      int k,
      int[] cells,
      double[] counts,
      double[] own,
      double ownTotal,
      double countsTotal,
      double total,
      double beta,
      int terms) {
    double of = Draws.gamma(stream, 1 + ownTotal);
    shares[k] = Math.min(MOST, of / (of + Draws.gamma(stream, 1 + total - ownTotal)));
    double[] prior = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      prior[i] = TopicPrior.WITHIN + own[cells[i]];
    }
    double[] drawn = Draws.dirichlet(stream, prior, new double[cells.length]);
    // φ° of the keywords, and of all other terms together.
    double[] all = new double[cells.length + 1];
    for (int i = 0; i < cells.length; i++) {
      within[cells[i]] = drawn[i];
      all[i] = beta + counts[cells[i]] - own[cells[i]];
    }
    int others = terms - cells.length;
    all[cells.length] = others * beta + total - countsTotal;
    double[] parts =
        others == 0
            ? Draws.dirichlet(stream, prior(all, cells.length), new double[cells.length])
            : Draws.dirichlet(stream, all, new double[all.length]);
    for (int i = 0; i < cells.length; i++) {
      beside[cells[i]] = parts[i];
    }
  }

  private static double[] prior(double[] all, int n) {
    return Arrays.copyOf(all, n);
  }

  /** φ_wk of a cell under topic k. */
  public double weight(int cell, int k) {
    return shares[k] * within[cell] + (1 - shares[k]) * beside[cell];
  }

  /** The probability that a token of the cell is of the topic's keywords. */
  public double part(int cell, int k) {
    double own = shares[k] * within[cell];
    return own == 0 ? 0 : own / weight(cell, k);
  }

  /** φ° of all keywords of a topic together, K numbers. */
  public double[] besideTotals(TopicPrior prior) {
    return prior.cells().sums(beside, shares.length);
  }

  /** The expected split of counts. */
  public double[] expected(TopicPrior prior, double[] counts) {
    double[] own = new double[counts.length];
    for (int c = 0; c < own.length; c++) {
      own[c] = counts[c] * part(c, prior.cells().column(c));
    }
    return own;
  }

  /** A split drawn, keyed by (seed, round, term, topic). */
  public double[] split(TopicPrior prior, double[] counts, long seed, int round) {
    double[] own = new double[counts.length];
    for (int c = 0; c < own.length; c++) {
      int k = prior.cells().column(c);
      long cell = (long) prior.cells().term(c) * prior.topics() + k;
      RandomStream stream = Streams.of(seed, Purpose.KEYWORDS, round, cell);
      own[c] = Draws.binomial(stream, (long) counts[c], part(c, k));
    }
    return own;
  }
}
