package polya.models.mixture;

import java.util.Arrays;
import polya.corpus.Sections;
import polya.infer.Batch;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.Sent;
import polya.infer.variational.LearningRate;
import polya.infer.variational.TopicConcentration;
import polya.infer.variational.TopicsBound;
import polya.infer.variational.VariationalLearning;
import polya.infer.variational.VariationalSums;
import polya.math.Special;
import polya.mixing.DocumentPrior;
import polya.topics.Globals;

/**
 * How the mixture's shares are learned by variational inference: m of all documents' last visits,
 * once all were visited; until then m ← (1 − ρ) m + ρ D/|M| m of the batch. α, one number, is that
 * of the largest bound by {@code vb}, and by {@code cvb0} that under which m is most likely with π
 * integrated out; it waits for m of the corpus.
 */
final class MixtureVariational implements VariationalLearning {
  private static final long serialVersionUID = 1L;

  private final boolean vb;
  private final double alpha;
  private final int topics;
  private final boolean learnsDocConcentration;
  private final LearningRate learningRate;
  private final long documents;

  /**
   * Of a run.
   *
   * @param alpha α, or where it begins
   * @param documents D
   */
  MixtureVariational(
      boolean vb,
      double alpha,
      int topics,
      boolean learnsDocConcentration,
      LearningRate learningRate,
      long documents) {
    this.vb = vb;
    this.alpha = alpha;
    this.topics = topics;
    this.learnsDocConcentration = learnsDocConcentration;
    this.learningRate = learningRate;
    this.documents = documents;
  }

  @Override
  public Globals own() {
    return MixtureState.own(alpha, topics);
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    return new MixtureDocuments(MixtureState.shares(globals));
  }

  @Override
  public Globals learned(Globals globals, Batch batch, Round round) {
    if (batch.corpus() != null) {
      double[] m = batch.corpus().sums().vector(MixtureSums.DOCUMENTS);
      Globals next = globals.with(MixtureState.TOPIC_DOCUMENTS, m);
      return learnsDocConcentration && VariationalLearning.haveShape(round)
          ? next.with(MixtureState.DOC_CONCENTRATION, concentration(next))
          : next;
    }
    if (round.incremental() || batch.documents() == 0) {
      return globals;
    }
    double rho = learningRate.at(round);
    double scale = documents / (double) batch.documents();
    double[] m = globals.vector(MixtureState.TOPIC_DOCUMENTS);
    double[] batchK = batch.sums().vector(MixtureSums.DOCUMENTS);
    double[] next = new double[m.length];
    Arrays.setAll(next, k -> (1 - rho) * m[k] + rho * scale * batchK[k]);
    return globals.with(MixtureState.TOPIC_DOCUMENTS, next);
  }

  /** α as the concentration of one Dirichlet of K cells, of which m are counts. */
  private double concentration(Globals globals) {
    double before = globals.scalar(MixtureState.DOC_CONCENTRATION);
    double[] m = globals.vector(MixtureState.TOPIC_DOCUMENTS);
    double[] totals = {Arrays.stream(m).sum()};
    double[] sums = new double[2];
    for (double counted : m) {
      sums[0] += Special.digamma(before + counted) - Special.digamma(before);
      sums[1] += Special.trigamma(before + counted) - Special.trigamma(before);
    }
    return vb
        ? TopicConcentration.meanField(before, sums, totals, Sections.one(topics))
        : TopicConcentration.collapsed(before, sums, totals, Sections.one(topics));
  }

  /**
   * Σ_d H(r_d) + Σ_k m_k E log π_k − KL(Dir(γ) ‖ Dir(α)) and the topics' part ({@link
   * TopicsBound}): of the words in one order.
   */
  @Override
  public double bound(ModelState before, Sent corpus) {
    Globals globals = before.globals();
    double prior = globals.scalar(MixtureState.DOC_CONCENTRATION);
    double[] gammaK = MixtureState.gamma(globals);
    double[] expectedK = MixtureState.expectedLogShares(globals);
    double[] m = corpus.sums().vector(MixtureSums.DOCUMENTS);
    double bound = corpus.sums().scalar(VariationalSums.SCORE);
    bound += Special.lgamma(topics * prior) - Special.lgamma(Arrays.stream(gammaK).sum());
    for (int k = 0; k < topics; k++) {
      bound += (m[k] + prior - gammaK[k]) * expectedK[k];
      bound += Special.lgamma(gammaK[k]) - Special.lgamma(prior);
    }
    return bound + TopicsBound.of(before, corpus);
  }
}
