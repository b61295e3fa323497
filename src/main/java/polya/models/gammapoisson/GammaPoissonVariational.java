package polya.models.gammapoisson;

import java.util.Arrays;
import java.util.List;
import polya.infer.Batch;
import polya.infer.CorpusFacts;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.Sent;
import polya.infer.variational.DirichletTopics;
import polya.infer.variational.PriorsToTry;
import polya.infer.variational.TopicState;
import polya.infer.variational.VariationalLearning;
import polya.infer.variational.VariationalSums;
import polya.mixing.DocumentPrior;
import polya.mixing.GammaHyperparameters;
import polya.params.Settings;
import polya.topics.Globals;
import polya.topics.Sums;

/**
 * Gamma-Poisson factorization by stochastic variational inference: {@link DirichletTopics}, each
 * topic's weights divided by 1 + b_k, and documents whose intensities are Gamma(a_k, b_k), with a
 * and b learned where they are to be.
 */
final class GammaPoissonVariational implements VariationalLearning {
  private static final long serialVersionUID = 1L;

  private final Globals own;
  private final boolean vb;
  private final double[] shape;
  private final boolean learnsShape;
  private final String rates;
  private final boolean gammaTopics;
  private final long documents;
  private final long tokens;
  private final int terms;

  GammaPoissonVariational(Settings settings, CorpusFacts facts) {
    shape = GammaPoissonParameters.shape(settings, facts);
    own = own(settings, facts, shape);
    vb = GammaPoissonParameters.vb(settings);
    learnsShape = settings.get(GammaPoissonParameters.OPTIMIZE_SHAPE);
    rates = settings.get(GammaPoissonParameters.RATES);
    gammaTopics = GammaPoissonParameters.gammaTopics(settings);
    documents = facts.documents();
    tokens = facts.tokens();
    terms = facts.terms();
  }

  private static Globals own(Settings settings, CorpusFacts facts, double[] shape) {
    Globals own =
        Globals.none()
            .with(GammaPoissonState.SHAPE, shape)
            .with(GammaPoissonState.RATE, GammaPoissonParameters.rate(settings, shape, facts));
    if (!GammaPoissonParameters.gammaTopics(settings)) {
      return own;
    }
    double eta = GammaPoissonParameters.topicConcentration(settings);
    double[] ones = new double[shape.length];
    Arrays.fill(ones, 1);
    return own.with(GammaTopics.SCALE, ones).with(GammaTopics.TERM_RATE, facts.terms() * eta);
  }

  /** The method of which these are the documents; gamma topics choose their seeds among more. */
  static DirichletTopics method(Settings settings, CorpusFacts facts) {
    GammaPoissonVariational learning = new GammaPoissonVariational(settings, facts);
    return new DirichletTopics(settings, facts, learning, learning.gammaTopics);
  }

  @Override
  public Globals own() {
    return own;
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    return GammaPoissonState.documents(globals);
  }

  @Override
  public double[] weights(Globals globals) {
    double[] weightK = GammaPoissonState.weights(globals);
    return vb && GammaTopics.in(globals) ? GammaTopics.corrected(weightK, globals, terms) : weightK;
  }

  @Override
  public Globals learned(Globals next, Batch batch, Round round) {
    if (GammaTopics.in(next)) {
      // While topics take shape scales would make large ones larger still.
      boolean stochastic = !round.incremental() && !round.wholeCorpus();
      return stochastic ? next : foldScales(next, batch, round);
    }
    if (!batch.countsAreKnown(round)) {
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

  /** The best S under the new counts; then a and b, where they are learned; then S again. */
  private Globals foldScales(Globals globals, Batch batch, Round round) {
    double[] b = GammaTopics.rates(globals);
    double[] a = globals.vector(GammaPoissonState.SHAPE);
    Globals next = scaled(globals, a, b);
    if (!batch.countsAreKnown(round)) {
      return next;
    }
    double[][] learned =
        GammaPrior.learned(
            a,
            b,
            next.vector(GammaTopics.SCALE),
            known(next, batch.corpus().sums()),
            vb && learnsShape,
            rates);
    return scaled(next.with(GammaPoissonState.SHAPE, learned[0]), learned[0], learned[1]);
  }

  private Globals scaled(Globals globals, double[] a, double[] b) {
    double[] gammaK = GammaTopics.counts(globals);
    Arrays.setAll(gammaK, k -> documents * a[k] + gammaK[k]);
    return GammaTopics.scaled(globals, b, GammaTopics.lambda(globals, terms), gammaK);
  }

  private GammaPrior.Known known(Globals globals, Sums sums) {
    double decay = globals.scalar(TopicState.DECAY);
    double[] countsK =
        Arrays.stream(globals.vector(TopicState.TOPIC_TOTALS)).map(a -> decay * a).toArray();
    return new GammaPrior.Known(
        GammaPoissonBound.digammas(sums), sums.scalar(VariationalSums.FITTED), documents, countsK);
  }

  @Override
  public double bound(ModelState before, Sent corpus) {
    return GammaPoissonBound.of(before, corpus, documents);
  }

  /**
   * Shapes to choose from; where each topic has a rate of its own that goes with its shape, none.
   */
  @Override
  public List<ModelState> candidates(ModelState last) {
    boolean none = vb || !learnsShape || rates.equals(GammaPoissonParameters.TOPIC);
    return none
        ? List.of(last)
        : PriorsToTry.around(shape, last).stream().map(prior -> withShape(last, prior)).toList();
  }

  private ModelState withShape(ModelState state, double[] prior) {
    if (GammaTopics.in(state.globals())) {
      double[] b = GammaTopics.rates(state.globals());
      if (rates.equals(GammaPoissonParameters.COMMON)) {
        double[] scale = state.globals().vector(GammaTopics.SCALE);
        double[] countsK = GammaTopics.counts(state.globals());
        Arrays.fill(b, GammaPrior.common(prior, documents, countsK, scale));
      }
      Globals next = state.globals().with(GammaPoissonState.SHAPE, prior);
      return state.with(scaled(next, prior, b));
    }
    double[] rate = state.globals().vector(GammaPoissonState.RATE);
    if (rates.equals(GammaPoissonParameters.COMMON)) {
      rate = rate.clone();
      Arrays.fill(rate, GammaHyperparameters.commonRate(prior, documents, tokens));
    }
    Globals globals =
        state.globals().with(GammaPoissonState.SHAPE, prior).with(GammaPoissonState.RATE, rate);
    return state.with(globals);
  }
}
