package polya.models.hdp;

import java.util.Arrays;
import java.util.SortedMap;
import polya.infer.Sent;
import polya.infer.gibbs.GibbsLearning;
import polya.infer.gibbs.SampledDirichlet;
import polya.infer.gibbs.SentCounts;
import polya.infer.gibbs.TopicProcess;
import polya.math.RandomStream;
import polya.mixing.DocumentPrior;
import polya.topics.Globals;
import polya.topics.Sums;

/**
 * Documents whose mixtures are Dirichlet(r), by Gibbs sampling, with r drawn by a {@link
 * TopicProcess}; and the number of topics that are in use. What r is fixed to, it is LDA.
 */
final class HdpLearning implements GibbsLearning {
  private static final long serialVersionUID = 1L;

  /** Draws of the process at a time: cheap beside a sweep, and each needs the one before. */
  private static final int DRAWS = 5;

  private final Globals own;
  private final boolean learns;
  private final SampledDirichlet fixed;

  /**
   * Of a run.
   *
   * @param weights r, or where they begin
   * @param learns whether they are learned, and γ and c
   */
  HdpLearning(double[] weights, boolean learns) {
    own = HdpState.own(weights);
    this.learns = learns;
    fixed =
        new SampledDirichlet(
            own, HdpState.DOC_CONCENTRATION, HdpState::documents, false, "sampled");
  }

  @Override
  public Globals own() {
    return own;
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    return HdpState.documents(globals);
  }

  @Override
  public Globals swept(Globals globals, Sums sums) {
    return HdpState.counted(globals);
  }

  /** Always draws: a mode of r would be zero for every topic whose γ/K + L_k is less than 1. */
  @Override
  public Globals learned(Globals globals, Sent sent, RandomStream stream, boolean draws) {
    if (!learns) {
      return globals;
    }
    TopicProcess next = HdpState.process(globals);
    SentCounts counts = SentCounts.of(sent, next.weights().length);
    double[] exposure = new double[next.weights().length];
    for (int i = 0; i < DRAWS; i++) {
      double sum = Arrays.stream(next.weights()).sum();
      Arrays.fill(exposure, counts.lengths().logBetas(stream, sum));
      next = next.drawn(stream, counts.byTopic(), exposure, HdpState.LEAST);
    }
    return HdpState.with(globals, next);
  }

  @Override
  public double logDocuments(Globals globals, Sent sent, double[] totals) {
    return fixed.logDocuments(globals, sent, totals);
  }

  /** Of the topics as the round found them; nothing before the first sweep. */
  @Override
  public void tell(Globals globals, SortedMap<String, Double> seen) {
    HdpState.figures(globals).forEach(figure -> seen.put(figure.name(), figure.mean()));
    if (learns) {
      seen.put("weightSum", Arrays.stream(globals.vector(HdpState.DOC_CONCENTRATION)).sum());
    }
  }
}
