package polya.infer.variational;

import polya.infer.TopicPrior;
import polya.math.Special;
import polya.topics.TermCells;

/**
 * Textbook mean-field of {@link TopicPrior}'s mixture: π_k, φ̃_k and φ°_k by factors, and which
 * part a token is of beside its topic. A document sees Φ_wk = e^{E log π φ̃} + e^{E log (1 − π)
 * φ°}, the sum of two geometric means, and a cell's counts split as these do.
 */
final class SeededFactors {
  private static final int NEWTON_STEPS = 8;

  private final TopicPrior prior;
  private final TermCells cells;
  private final double[] counts;
  private final double[] own;
  private final double[] totals;
  private final double[] ownK;
  private final double[] besideTotals;
  private final double eta;

  /**
   * Of a split.
   *
   * @param counts n_wk by cell
   * @param own m_wk by cell
   * @param totals n_k
   * @param terms V
   */
  SeededFactors(
      TopicPrior prior, double[] counts, double[] own, double[] totals, double eta, int terms) {
    this.prior = prior;
    this.counts = counts;
    this.own = own;
    this.totals = totals;
    this.eta = eta;
    cells = prior.cells();
    ownK = cells.sums(own, totals.length);
    besideTotals = new double[totals.length];
    for (int k = 0; k < totals.length; k++) {
      besideTotals[k] = terms * eta + totals[k] - ownK[k];
    }
  }

  /** Λ°_k = Vη + n_k − m_k, K numbers. */
  double[] besideTotals() {
    return besideTotals.clone();
  }

  /** E log (1 − π_k); 0 of a topic without keywords. */
  double logBeside(int k) {
    return prior.size(k) == 0
        ? 0
        : Special.digamma(1 + totals[k] - ownK[k]) - Special.digamma(2 + totals[k]);
  }

  /** E log π_k φ̃_wk of a cell. */
  private double logOwn(int c) {
    int k = cells.column(c);
    double least = TopicPrior.WITHIN;
    return Special.digamma(1 + ownK[k])
        - Special.digamma(2 + totals[k])
        + Special.digamma(least + own[c])
        - Special.digamma(prior.size(k) * least + ownK[k]);
  }

  /** λ°_wk = η + n_wk − m_wk of a cell. */
  double besideLambda(int c) {
    return eta + counts[c] - own[c];
  }

  /** E log φ°_wk of a cell. */
  double logBesideTerm(int c) {
    return Special.digamma(besideLambda(c)) - Special.digamma(besideTotals[cells.column(c)]);
  }

  /** log Φ_wk of a cell. */
  double logWeight(int c) {
    double first = logOwn(c);
    double second = logBeside(cells.column(c)) + logBesideTerm(c);
    double more = Math.max(first, second);
    return more + StrictMath.log1p(StrictMath.exp(-Math.abs(first - second)));
  }

  /** The part of each cell's counts that is of its topic's keywords, by cell. */
  void parts(double[] out) {
    for (int c = 0; c < out.length; c++) {
      out[c] = StrictMath.exp(logOwn(c) - logWeight(c));
    }
  }

  /** The λ of a cell that makes exp(ψ(λ) − ψ(Λ°) + E log (1 − π)) its Φ. */
  double lambda(int c) {
    int k = cells.column(c);
    return inverse(logWeight(c) - logBeside(k) + Special.digamma(besideTotals[k]));
  }

  /** ψ⁻¹, by Newton's method from Minka's start (2000, appendix C). */
  private static double inverse(double y) {
    double x = y >= -2.22 ? StrictMath.exp(y) + 0.5 : -1 / (y - Special.digamma(1));
    for (int i = 0; i < NEWTON_STEPS; i++) {
      x -= (Special.digamma(x) - y) / Special.trigamma(x);
    }
    return x;
  }

  /**
   * What the two parts add to the bound instead of what one Dirichlet would: −KL of π_k and φ̃_k of
   * all topics with keywords, from Beta(1, 1) and Dirichlet(β̃).
   */
  double logPriors() {
    double sum = 0;
    double least = TopicPrior.WITHIN;
    for (int k = 0; k < totals.length; k++) {
      if (prior.size(k) == 0) {
        continue;
      }
      double m = ownK[k];
      double rest = totals[k] - m;
      sum += Special.lgamma(1 + m) + Special.lgamma(1 + rest) - Special.lgamma(2 + totals[k]);
      sum -= m * (Special.digamma(1 + m) - Special.digamma(2 + totals[k]));
      sum -= rest * logBeside(k);
      double size = prior.size(k) * least;
      sum += Special.lgamma(size) - Special.lgamma(size + m);
    }
    double lgammaLeast = Special.lgamma(least);
    for (int c = 0; c < own.length; c++) {
      int k = cells.column(c);
      double log =
          Special.digamma(least + own[c]) - Special.digamma(prior.size(k) * least + ownK[k]);
      sum += Special.lgamma(least + own[c]) - lgammaLeast - own[c] * log;
    }
    return sum;
  }
}
