package polya.gammapoisson;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.Batch;
import polya.infer.CorpusFacts;
import polya.infer.DirichletTopics;
import polya.infer.Inference;
import polya.infer.MeanFieldPass;
import polya.infer.ModelState;
import polya.infer.PriorsToTry;
import polya.infer.Round;
import polya.infer.Settings;
import polya.infer.TilePass;
import polya.infer.TileState;
import polya.infer.TopicState;
import polya.infer.VariationalSums;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.TermBlock;
import polya.topics.TermRows;
import polya.topics.TermStatisticsBuilder;

/**
 * Gamma-Poisson factorization by stochastic variational inference: {@link DirichletTopics}, each
 * topic's weights divided by 1 + b_k, and documents whose intensities are Gamma(a_k, b_k), with a
 * and b learned where they are to be.
 */
final class GammaPoissonVariational implements Inference {
  private static final long serialVersionUID = 1L;

  private final boolean vb;
  private final double[] shape;
  private final double[] rate;
  private final boolean learnsShape;
  private final String rates;
  private final DirichletTopics topics;
  private final long documents;
  private final long tokens;

  GammaPoissonVariational(Settings settings, CorpusFacts facts) {
    vb = GammaPoissonParameters.vb(settings);
    shape = GammaPoissonParameters.shape(settings, facts);
    rate = GammaPoissonParameters.rate(settings, shape, facts);
    learnsShape = settings.get(GammaPoissonParameters.OPTIMIZE_SHAPE);
    rates = settings.get(GammaPoissonParameters.RATES);
    topics = new DirichletTopics(settings, facts);
    documents = facts.documents();
    tokens = facts.tokens();
  }

  @Override
  public int seedDocuments() {
    return topics.seedDocuments();
  }

  private Map<String, double[]> prior() {
    return Map.of(GammaPoissonState.SHAPE, shape, GammaPoissonState.RATE, rate);
  }

  @Override
  public ModelState start(List<Document> seeds) {
    return topics.start(seeds, prior());
  }

  @Override
  public ModelState restart(ModelState earlier) {
    return topics.restart(earlier, prior());
  }

  @Override
  public boolean keepsState(Round round) {
    return topics.keepsState(round);
  }

  @Override
  public TileState seat(Tile tile) {
    return vb ? MeanFieldPass.seat(tile, shape) : null;
  }

  @Override
  public TileState reseat(Tile tile, byte[] bytes) {
    return MeanFieldPass.reseat(tile, shape, bytes);
  }

  @Override
  public ModelState enter(ModelState state, Round round) {
    return topics.enter(state, round);
  }

  /** 1/(1 + b_k), in proportion to the largest: a factor common to all topics cancels. */
  private static double[] weights(Globals globals) {
    double[] rate = globals.vector(GammaPoissonState.RATE);
    double least = Arrays.stream(rate).min().orElseThrow();
    return Arrays.stream(rate).map(b -> (1 + least) / (1 + b)).toArray();
  }

  @Override
  public Phi publish(ModelState state, Round round) {
    return topics.publish(state, weights(state.globals()));
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round) {
    return topics.open(phi, globals.vector(GammaPoissonState.SHAPE), weights(globals), round);
  }

  @Override
  public TermStatisticsBuilder statistics(Round round) {
    return topics.statistics();
  }

  @Override
  public BlockStep step(TermBlock block, TermRows rows, Globals globals, Batch batch, Round round) {
    return topics.step(block, rows, globals, batch, round);
  }

  @Override
  public boolean stepsTouchedBlocksOnly(Globals globals, Batch batch, Round round) {
    return topics.stepsTouchedBlocksOnly(globals, batch, round);
  }

  @Override
  public Globals fold(Globals globals, double[] totals, Batch batch, Round round) {
    Globals next = topics.fold(globals, totals, batch, round);
    if (!DirichletTopics.countsAreKnown(batch, round)) {
      return next;
    }
    double[][] learned =
        GammaPrior.learned(
            next.vector(GammaPoissonState.SHAPE),
            next.vector(GammaPoissonState.RATE),
            known(next, batch.corpus().sums()),
            vb && learnsShape,
            rates);
    return next.with(GammaPoissonState.SHAPE, learned[0]).with(GammaPoissonState.RATE, learned[1]);
  }

  private GammaPrior.Known known(Globals globals, double[] sums) {
    double decay = globals.scalar(TopicState.DECAY);
    double[] countsK =
        Arrays.stream(globals.vector(TopicState.TOPIC_TOTALS)).map(a -> decay * a).toArray();
    return new GammaPrior.Known(
        GammaPoissonBound.digammas(sums, countsK.length),
        sums[VariationalSums.FITTED],
        documents,
        countsK);
  }

  @Override
  public SortedMap<String, Double> observe(ModelState before, Batch batch, Round round) {
    SortedMap<String, Double> seen = topics.observe(before, batch);
    if (vb && batch.corpus() != null && round.endsPass()) {
      seen.put("bound", GammaPoissonBound.of(before, batch.corpus(), documents) / tokens);
    }
    return seen;
  }

  /**
   * Shapes to choose from; where each topic has a rate of its own that goes with its shape, none.
   */
  @Override
  public List<double[]> priors(ModelState state) {
    boolean none = vb || !learnsShape || rates.equals(GammaPoissonParameters.TOPIC);
    return none ? List.of() : PriorsToTry.around(shape, state);
  }

  @Override
  public ModelState withPrior(ModelState state, double[] prior) {
    double[] rate = state.globals().vector(GammaPoissonState.RATE);
    if (rates.equals(GammaPoissonParameters.COMMON)) {
      rate = rate.clone();
      Arrays.fill(rate, GammaPrior.common(prior, documents, tokens));
    }
    Globals globals =
        state.globals().with(GammaPoissonState.SHAPE, prior).with(GammaPoissonState.RATE, rate);
    return new ModelState(state.blocks(), state.fading(), globals);
  }

  @Override
  public ModelState parameters(ModelState state) {
    return TopicState.parameters(state, GammaPoissonState.SHAPE, GammaPoissonState.RATE);
  }
}
