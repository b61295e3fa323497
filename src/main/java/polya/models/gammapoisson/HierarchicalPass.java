package polya.models.gammapoisson;

import polya.corpus.Tile;
import polya.infer.variational.MeanFieldPass;
import polya.infer.variational.VariationalSums;
import polya.math.Special;
import polya.mixing.SharedRate;
import polya.topics.Phi;
import polya.topics.TermStatisticsBuilder;

/**
 * {@link HierarchicalDocument} over tiles. Where a tile remembers its documents all of them send E
 * t_dk, e_d E t_dk and E log t_dk + E log ξ_d, K sums each; those without tokens too.
 */
final class HierarchicalPass extends MeanFieldPass {
  /**
   * e_d E t_dk travel in units of 2^8: they may be large, and small parts of them do not matter.
   */
  private static final double ACTIVE_UNIT = 256;

  private final HierarchicalDocument local;
  private final int topics;
  private final double constant;

  HierarchicalPass(Phi phi, double[] shape, HierarchicalDocument local) {
    super(phi, shape, local);
    this.local = local;
    topics = shape.length;
    SharedRate prior = local.prior();
    double k = prior.posteriorShape();
    constant =
        prior.shape() * StrictMath.log(prior.rate())
            - Special.lgamma(prior.shape())
            + Special.lgamma(k)
            + k
            + (1 - k) * Special.digamma(k);
  }

  /** How many sums there are for K topics. */
  static int sums(int topics) {
    return VariationalSums.CONCENTRATION_K + 3 * topics;
  }

  /** Σ_d (E log t_dk + E log ξ_d). */
  static double logs(double[] sums, int k) {
    return sums[VariationalSums.CONCENTRATION_K + k];
  }

  /** Σ_d E t_dk. */
  static double intensity(double[] sums, int topics, int k) {
    return sums[VariationalSums.CONCENTRATION_K + topics + k];
  }

  /** Σ_d e_d E t_dk. */
  static double active(double[] sums, int topics, int k) {
    return ACTIVE_UNIT * sums[VariationalSums.CONCENTRATION_K + 2 * topics + k];
  }

  @Override
  protected void reportPrior(Tile tile, int d, double[] gamma, TermStatisticsBuilder out) {}

  @Override
  protected void scorePrior(
      Tile tile, int d, double[] gamma, double[] ratios, TermStatisticsBuilder out) {
    out.sum(VariationalSums.SCORE, entropy(tile, d, ratios));
    score(gamma, d * topics, out);
  }

  @Override
  protected void scoreEmpty(double[] gamma, int d, TermStatisticsBuilder out) {
    local.settle(gamma, d * topics);
    score(gamma, d * topics, out);
  }

  /**
   * Sends Σ_k [γ_k + log Γ(γ_k) − γ_k ψ(γ_k)], the entropies of q(t) less E log t, and with the
   * entropy of q(ξ) the expectation of log p(ξ); and the sums by topic.
   */
  private void score(double[] gamma, int at, TermStatisticsBuilder out) {
    SharedRate prior = local.prior();
    double logRate = StrictMath.log(prior.posteriorShape() / local.active);
    double logActive = Special.digamma(prior.posteriorShape()) - logRate;
    double part = constant + (prior.shape() - 1) * logActive;
    part -= prior.rate() * local.active + logRate;
    for (int k = 0; k < topics; k++) {
      double g = gamma[at + k];
      double digamma = Special.digamma(g);
      double rate = local.rate(k);
      part += g + Special.lgamma(g) - g * digamma;
      int sum = VariationalSums.CONCENTRATION_K + k;
      out.sum(sum, digamma - StrictMath.log(rate) + logActive);
      out.sum(sum + topics, g / rate);
      out.sum(sum + 2 * topics, local.active * g / (rate * ACTIVE_UNIT));
    }
    out.sum(VariationalSums.SCORE, part);
  }
}
