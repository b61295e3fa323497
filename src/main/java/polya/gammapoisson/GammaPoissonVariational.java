package polya.gammapoisson;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import polya.infer.Batch;
import polya.infer.CorpusFacts;
import polya.infer.CorpusStatistics;
import polya.infer.DirichletTopics;
import polya.infer.ModelState;
import polya.infer.PriorsToTry;
import polya.infer.Round;
import polya.infer.Settings;
import polya.infer.TopicState;
import polya.infer.VariationalSums;
import polya.topics.Globals;

/**
 * Gamma-Poisson factorization by stochastic variational inference: {@link DirichletTopics}, each
 * topic's weights divided by 1 + b_k, and documents whose intensities are Gamma(a_k, b_k), with a
 * and b learned where they are to be.
 */
final class GammaPoissonVariational extends DirichletTopics {
  private static final long serialVersionUID = 1L;

  private final boolean vb;
  private final double[] shape;
  private final boolean learnsShape;
  private final String rates;
  private final long documents;
  private final long tokens;

  GammaPoissonVariational(Settings settings, CorpusFacts facts) {
    this(settings, facts, GammaPoissonParameters.shape(settings, facts));
  }

  private GammaPoissonVariational(Settings settings, CorpusFacts facts, double[] shape) {
    super(
        settings,
        facts,
        Map.of(
            GammaPoissonState.SHAPE,
            shape,
            GammaPoissonState.RATE,
            GammaPoissonParameters.rate(settings, shape, facts)));
    this.shape = shape;
    vb = GammaPoissonParameters.vb(settings);
    learnsShape = settings.get(GammaPoissonParameters.OPTIMIZE_SHAPE);
    rates = settings.get(GammaPoissonParameters.RATES);
    documents = facts.documents();
    tokens = facts.tokens();
  }

  @Override
  protected double[] documentsPrior(Globals globals) {
    return globals.vector(GammaPoissonState.SHAPE);
  }

  @Override
  protected double[] weights(Globals globals) {
    return GammaPoissonState.weights(globals);
  }

  @Override
  public Globals fold(Globals globals, double[] totals, Batch batch, Round round) {
    Globals next = super.fold(globals, totals, batch, round);
    if (!countsAreKnown(batch, round)) {
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
  protected double bound(ModelState before, CorpusStatistics corpus) {
    return GammaPoissonBound.of(before, corpus, documents);
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
}
