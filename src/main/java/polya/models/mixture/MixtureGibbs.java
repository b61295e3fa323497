package polya.models.mixture;

import java.util.Arrays;
import polya.infer.Sent;
import polya.infer.gibbs.Concentrations;
import polya.infer.gibbs.GibbsLearning;
import polya.infer.gibbs.SentCounts;
import polya.math.CountTally;
import polya.math.RandomStream;
import polya.math.Special;
import polya.mixing.DocumentPrior;
import polya.topics.Globals;
import polya.topics.Sums;

/**
 * The mixture's shares by Gibbs sampling: m is counted in every sweep, and α, one number, is
 * learned of it with π integrated out, as the concentration of one Dirichlet of K cells.
 */
final class MixtureGibbs implements GibbsLearning {
  private static final long serialVersionUID = 1L;

  private final double alpha;
  private final int topics;
  private final boolean learnsDocConcentration;
  private final String method;

  /**
   * Of a run.
   *
   * @param alpha α, or where it begins
   * @param method {@link MixtureGibbsParameters#HYPERPARAMETER_METHOD}
   */
  MixtureGibbs(double alpha, int topics, boolean learnsDocConcentration, String method) {
    this.alpha = alpha;
    this.topics = topics;
    this.learnsDocConcentration = learnsDocConcentration;
    this.method = method;
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
  public boolean draws(boolean isDrawn) {
    return method.equals("sampled") || method.equals("auto") && isDrawn;
  }

  @Override
  public Globals swept(Globals globals, Sums sums) {
    return globals.with(MixtureState.TOPIC_DOCUMENTS, sums.vector(MixtureSums.DOCUMENTS));
  }

  @Override
  public Globals learned(Globals globals, Sent sent, RandomStream stream, boolean draws) {
    if (!learnsDocConcentration) {
      return globals;
    }
    double before = globals.scalar(MixtureState.DOC_CONCENTRATION);
    double[] m = globals.vector(MixtureState.TOPIC_DOCUMENTS);
    CountTally cells = SentCounts.totals(m);
    CountTally total = SentCounts.totals(new double[] {Arrays.stream(m).sum()});
    return globals.with(
        MixtureState.DOC_CONCENTRATION,
        draws
            ? Concentrations.WEAK.drawn(stream, before, cells, total, topics)
            : Concentrations.WEAK.climbed(before, cells, total, topics, Concentrations.STEPS));
  }

  /** log p(z | α), π integrated out. */
  @Override
  public double logDocuments(Globals globals, Sent sent, double[] totals) {
    double prior = globals.scalar(MixtureState.DOC_CONCENTRATION);
    double[] m = sent.sums().vector(MixtureSums.DOCUMENTS);
    double sum = Special.lgamma(topics * prior);
    sum -= Special.lgamma(topics * prior + Arrays.stream(m).sum());
    for (double counted : m) {
      sum += Special.lgamma(prior + counted) - Special.lgamma(prior);
    }
    return sum;
  }
}
