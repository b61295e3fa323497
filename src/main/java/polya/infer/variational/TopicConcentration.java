package polya.infer.variational;

import polya.corpus.Sections;
import polya.math.Special;
import polya.topics.TermBlock;

/**
 * Learning η, the symmetric Dirichlet prior of topics, from the expected counts n_wk of the whole
 * corpus. They come in as sums over blocks of terms, and only entries that are not zero cost
 * anything: a digamma and a trigamma each.
 */
public final class TopicConcentration {
  private static final double LEAST = 1e-4;
  private static final double MOST = 100;

  /** A step of {@link #collapsed} changes η by a factor of four at most. */
  private static final double LONGEST_STEP = StrictMath.log(4);

  private static final int HALVINGS = 60;

  private TopicConcentration() {}

  /**
   * What a block of terms adds: Σ_wk [ψ(η + n_wk) − ψ(η)] and Σ_wk [ψ'(η + n_wk) − ψ'(η)].
   *
   * @param block rows a, with n = slope · a
   */
  public static double[] sums(TermBlock block, double slope, double eta, int topics) {
    double digamma = Special.digamma(eta);
    double trigamma = Special.trigamma(eta);
    double[] sums = new double[2];
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      float[] row = block.row(w);
      for (int k = 0; k < topics; k++) {
        if (row[k] > 0) {
          double lambda = eta + slope * row[k];
          sums[0] += Special.digamma(lambda) - digamma;
          sums[1] += Special.trigamma(lambda) - trigamma;
        }
      }
    }
    return sums;
  }

  /**
   * One step towards the η under which fractional counts are most likely once topics are integrated
   * out: log p = Σ_k [log Γ(Vη) − log Γ(Vη + n_k)] + Σ_wk [log Γ(η + n_wk) − log Γ(η)]. A Newton
   * step in log η, or where that function is not concave Minka's fixed point (Estimating a
   * Dirichlet distribution, 2000, eq. 55). Steps of several passes converge, as the counts do.
   * Where terms have sections the sum over topics is one over sections and topics, with V_s.
   *
   * @param sums {@link #sums} over all blocks, at this η
   * @param totals n_k, or a number a section and topic
   */
  public static double collapsed(double eta, double[] sums, double[] totals, Sections sections) {
    int topics = totals.length / sections.count();
    double first = 0;
    double second = 0;
    for (int i = 0; i < totals.length; i++) {
      int terms = sections.size(i / topics);
      double all = terms * eta;
      double total = totals[i];
      if (terms == 0) {
        continue;
      }
      first += terms * (Special.digamma(all + total) - Special.digamma(all));
      second += (double) terms * terms * (Special.trigamma(all + total) - Special.trigamma(all));
    }
    if (!(sums[0] > 0 && first > 0)) {
      return eta; // No counts, or a single term.
    }
    double slope = eta * (sums[0] - first);
    double curvature = eta * eta * (sums[1] - second) + slope;
    double step = curvature < 0 ? -slope / curvature : StrictMath.log(sums[0] / first);
    step = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, step));
    return within(eta * StrictMath.exp(step));
  }

  /**
   * The η of the largest evidence lower bound with q(φ_k) = Dir(η + n_k) as it is: maximises K [log
   * Γ(Vη) − V log Γ(η)] + η Σ_wk E[log φ_wk], which is concave, by halving the interval where its
   * slope changes sign (algorithms.md §1.3). With the topics' λ = η + n after it the bound rises
   * once more: coordinate ascent.
   *
   * @param sums {@link #sums} over all blocks, at this η
   * @param totals n_k, or a number a section and topic
   */
  public static double meanField(double eta, double[] sums, double[] totals, Sections sections) {
    int topics = totals.length / sections.count();
    double expectedLog = sums[0];
    for (int i = 0; i < totals.length; i++) {
      int terms = sections.size(i / topics);
      if (terms > 0) {
        expectedLog += terms * (Special.digamma(eta) - Special.digamma(terms * eta + totals[i]));
      }
    }
    double wanted = -expectedLog / ((double) sections.terms() * topics);
    if (sections.terms() < 2 || !(sums[0] > 0)) {
      return eta;
    }
    double low = StrictMath.log(LEAST);
    double high = StrictMath.log(MOST);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      double x = StrictMath.exp(middle);
      boolean rises = digammaOfAll(sections, x) - Special.digamma(x) > wanted;
      low = rises ? middle : low;
      high = rises ? high : middle;
    }
    return within(StrictMath.exp((low + high) / 2));
  }

  /** Σ_s V_s ψ(V_s η) / V. */
  private static double digammaOfAll(Sections sections, double eta) {
    if (sections.isOne()) {
      return Special.digamma(sections.terms() * eta);
    }
    double sum = 0;
    for (int s = 0; s < sections.count(); s++) {
      int terms = sections.size(s);
      sum += terms == 0 ? 0 : terms * Special.digamma(terms * eta);
    }
    return sum / sections.terms();
  }

  private static double within(double eta) {
    return Math.max(LEAST, Math.min(MOST, eta));
  }
}
