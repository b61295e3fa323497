package polya.models.hpf;

import polya.corpus.Tile;
import polya.infer.CorpusFacts;
import polya.infer.variational.MeanFieldPass;
import polya.infer.variational.VariationalSums;
import polya.math.Special;
import polya.mixing.DirichletDocuments;
import polya.mixing.SharedRate;
import polya.topics.Phi;
import polya.topics.SumsLayout;
import polya.topics.TermStatisticsBuilder;

/**
 * {@link HpfDocument} over tiles. Where a tile remembers its documents all of them send E t_dk, e_d
 * E t_dk and (as {@link VariationalSums#LOG_THETA}) E log t_dk + E log ξ_d, K sums each; those
 * without tokens too.
 */
final class HpfPass extends MeanFieldPass {
  /** Σ_d E t_dk, K numbers. */
  static final String INTENSITY = "intensity";

  /** Σ_d e_d E t_dk, K numbers: they may be large, and small parts of them do not matter. */
  static final String ACTIVE = "activeIntensity";

  private static final int ACTIVE_BITS = 40;

  /** Shapes and rates are at most this. */
  private static final double MOST = 1e6;

  private final HpfDocument local;
  private final int topics;
  private final double constant;

  HpfPass(Phi phi, double[] shape, HpfDocument local) {
    super(phi, new DirichletDocuments(shape), local);
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

  /** The sums of a run. */
  static SumsLayout sums(CorpusFacts facts, int topics) {
    double rated = MOST * (facts.documents() + facts.tokens() + 1.0);
    return VariationalSums.of(facts, topics)
        .vector(INTENSITY, topics, SumsLayout.REAL, rated)
        .vector(ACTIVE, topics, ACTIVE_BITS, MOST * rated);
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
    int logs = out.layout().sums().at(VariationalSums.LOG_THETA);
    int intensity = out.layout().sums().at(INTENSITY);
    int active = out.layout().sums().at(ACTIVE);
    for (int k = 0; k < topics; k++) {
      double g = gamma[at + k];
      double digamma = Special.digamma(g);
      double rate = local.rate(k);
      part += g + Special.lgamma(g) - g * digamma;
      out.sum(logs + k, digamma - StrictMath.log(rate) + logActive);
      out.sum(intensity + k, g / rate);
      out.sum(active + k, local.active * g / rate);
    }
    out.sum(VariationalSums.SCORE, part);
  }
}
