package polya.models.gammapoisson;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import polya.corpus.Document;
import polya.infer.Batch;
import polya.infer.CorpusFacts;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.Sent;
import polya.infer.TilePass;
import polya.infer.variational.DirichletTopics;
import polya.infer.variational.LocalOptions;
import polya.mixing.DocumentPrior;
import polya.params.Settings;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.Sums;
import polya.topics.SumsLayout;

/**
 * Hierarchical Poisson factorization (Gopalan, Hofman and Blei, UAI 2015) by textbook mean-field:
 * {@link DirichletTopics} with λ = c + n, the rates of {@link HierarchicalTopics} beside it, and
 * documents with activities. Shapes are as given: learned ones would leave less for activities to
 * say, and of planted topics some were lost. Stochastic passes, in which topics take shape, hold
 * popularities and scales back; they are at work from when every document was visited once in
 * incremental rounds.
 */
final class HierarchicalVariational extends DirichletTopics {
  private static final long serialVersionUID = 1L;

  private final LocalOptions local;
  private final int topics;
  private final SumsLayout sums;

  HierarchicalVariational(Settings settings, CorpusFacts facts) {
    this(settings, facts, GammaPoissonParameters.shape(settings, facts));
  }

  private HierarchicalVariational(Settings settings, CorpusFacts facts, double[] shape) {
    super(settings, facts, own(settings, facts, shape));
    local = LocalOptions.of(settings);
    topics = shape.length;
    sums = HierarchicalPass.sums(facts, topics);
  }

  private static Map<String, double[]> own(Settings settings, CorpusFacts facts, double[] shape) {
    double[] ones = new double[shape.length];
    Arrays.fill(ones, 1);
    Map<String, double[]> own = new TreeMap<>();
    own.put(GammaPoissonState.SHAPE, shape);
    own.put(GammaPoissonState.RATE, GammaPoissonParameters.rate(settings, shape, facts));
    own.put(HierarchicalTopics.UNIT, ones);
    own.put(HierarchicalTopics.SUM, ones);
    own.put(HierarchicalTopics.INTENSITY, new double[shape.length]);
    own.put(HierarchicalTopics.ACTIVITY_SUM, new double[shape.length]);
    own.put(HierarchicalTopics.DOCUMENTS, new double[] {facts.documents()});
    own.put(HierarchicalTopics.ACTIVITY, GammaPoissonParameters.activity(settings));
    own.put(HierarchicalTopics.POPULARITY, GammaPoissonParameters.popularity(settings));
    return own;
  }

  /** Chosen among more, as for gamma topics without a hierarchy. */
  @Override
  public int seedDocuments() {
    return SpreadSeeds.candidates(super.seedDocuments(), topics);
  }

  @Override
  public ModelState start(List<Document> seeds) {
    return super.start(SpreadSeeds.of(seeds, topics, super.seedDocuments() / topics));
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    return GammaPoissonState.documents(globals);
  }

  @Override
  public ModelState enter(ModelState state, Round round) {
    return HierarchicalTopics.settled(super.enter(state, round));
  }

  @Override
  public Phi publish(ModelState state, Round round) {
    return HierarchicalTopics.known(state.globals())
        ? HierarchicalTopics.weights(state)
        : super.publish(state, round);
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round) {
    double[] shape = globals.vector(GammaPoissonState.SHAPE);
    HierarchicalDocument document =
        new HierarchicalDocument(
            shape,
            local,
            HierarchicalTopics.activity(globals),
            globals.vector(HierarchicalTopics.UNIT),
            globals.vector(HierarchicalTopics.SUM));
    return new HierarchicalPass(phi, shape, document);
  }

  @Override
  public StatisticsLayout statistics(Round round) {
    return super.statistics(round).withSums(sums);
  }

  /** T and X of all documents' last visits. */
  @Override
  protected Globals learned(Globals next, Batch batch, Round round) {
    if (batch.corpus() == null || round.lanes()) {
      return next;
    }
    Sums sums = batch.corpus().sums();
    return next.with(HierarchicalTopics.INTENSITY, sums.vector(HierarchicalPass.INTENSITY))
        .with(HierarchicalTopics.ACTIVITY_SUM, sums.vector(HierarchicalPass.ACTIVE));
  }

  @Override
  protected double bound(ModelState before, Sent corpus) {
    return HierarchicalBound.of(before, corpus);
  }

  /** The rate that is told is the one under which topics are as intense as they were. */
  @Override
  public ModelState parameters(ModelState state) {
    ModelState settled = HierarchicalTopics.settled(state);
    Globals globals = settled.globals();
    if (!HierarchicalTopics.known(globals)) {
      return super.parameters(settled);
    }
    double documents = globals.scalar(HierarchicalTopics.DOCUMENTS);
    double[] shape = globals.vector(GammaPoissonState.SHAPE);
    double[] intensity = globals.vector(HierarchicalTopics.INTENSITY);
    double[] sum = globals.vector(HierarchicalTopics.SUM);
    double[] rate = new double[topics];
    Arrays.setAll(rate, k -> GammaPrior.within(documents * shape[k] / (intensity[k] * sum[k])));
    return super.parameters(settled.with(globals.with(GammaPoissonState.RATE, rate)));
  }
}
