package polya.infer.gibbs;

import polya.infer.TopicPrior;
import polya.math.CountTally;
import polya.math.Draws;
import polya.math.RandomStream;
import polya.math.Special;
import polya.topics.TermCells;

/**
 * β where some cells have counts E_wk beside it, φ_k ~ Dirichlet(β + E_·k) (algorithms.md §2.2):
 * Escobar and West's step with Beta(Vβ + E_k, n_k), and at these cells tables CRT(n_wk, β + E_wk)
 * each of which is β's with probability β/(β + E_wk).
 */
final class SeededConcentration {
  private final TopicPrior prior;
  private final double[] counts;
  private final double[] totals;
  private final int terms;

  /**
   * Given counts.
   *
   * @param counts n_wk of the prior's cells
   * @param totals n_k
   * @param terms V
   */
  SeededConcentration(TopicPrior prior, double[] counts, double[] totals, int terms) {
    this.prior = prior;
    this.counts = counts;
    this.totals = totals;
    this.terms = terms;
  }

  /**
   * A step from this β.
   *
   * @param others the tally of all other cells
   * @param draws whether it is a draw, or steps of a fixed point
   */
  double next(double beta, CountTally others, RandomStream stream, boolean draws) {
    double next = beta;
    for (int step = 0; step < (draws ? 1 : Concentrations.STEPS); step++) {
      double rate = Concentrations.WEAK.rate() + exposure(next, stream, draws);
      double shape = Concentrations.WEAK.shape() + tables(next, others, stream, draws);
      next =
          Math.max(Concentrations.LEAST, (draws ? Draws.gamma(stream, shape) : shape - 1) / rate);
    }
    return next;
  }

  /** V Σ_k −ln x_k, or what is expected of it. */
  private double exposure(double beta, RandomStream stream, boolean draws) {
    double[] more = prior.countTotals();
    double sum = 0;
    for (int k = 0; k < totals.length; k++) {
      double a = terms * beta + more[k];
      if (totals[k] > 0 && draws) {
        double ahead = Draws.logGamma(stream, totals[k]);
        double own = Draws.logGamma(stream, a);
        double gap = ahead - own;
        sum += Math.max(0, gap) + StrictMath.log1p(StrictMath.exp(-Math.abs(gap)));
      } else if (totals[k] > 0) {
        sum += Special.digamma(a + totals[k]) - Special.digamma(a);
      }
    }
    return terms * sum;
  }

  private double tables(double beta, CountTally others, RandomStream stream, boolean draws) {
    TermCells cells = prior.cells();
    double sum = draws ? others.tables(stream, beta) : beta * others.harmonic(beta);
    for (int c = 0; c < cells.size(); c++) {
      double a = beta + prior.count(c);
      if (draws) {
        long tables = 0;
        for (long j = 0; j < counts[c]; j++) {
          tables += stream.nextDouble() < a / (a + j) ? 1 : 0;
        }
        sum += Draws.binomial(stream, tables, beta / a);
      } else if (counts[c] > 0) {
        sum += beta * (Special.digamma(a + counts[c]) - Special.digamma(a));
      }
    }
    return sum;
  }
}
