package polya.models.gammapoisson;

import java.util.Arrays;
import java.util.SortedMap;
import polya.infer.CorpusFacts;
import polya.infer.Sent;
import polya.infer.gibbs.GibbsLearning;
import polya.infer.gibbs.GibbsSampler;
import polya.infer.gibbs.SentCounts;
import polya.infer.gibbs.TopicProcess;
import polya.infer.variational.TopicState;
import polya.math.RandomStream;
import polya.mixing.DocumentPrior;
import polya.mixing.GammaHyperparameters;
import polya.params.Settings;
import polya.topics.Globals;

/**
 * Gamma-Poisson factorization by partially collapsed Gibbs sampling: {@link GibbsSampler} with
 * p(z_i = k) ∝ (n_dk + a_k) φ_wk/(1 + b_k), intensities integrated out, and their prior drawn by
 * {@link GammaProcess}.
 */
final class GammaPoissonGibbs implements GibbsLearning {
  private static final long serialVersionUID = 1L;

  /** Draws of the prior at a time: cheap beside a sweep, and each needs the one before. */
  private static final int DRAWS = 5;

  private final Globals own;
  private final GammaProcess.Drawn drawn;
  private final boolean gammaTopics;
  private final long documents;
  private final long tokens;

  /**
   * Of a run.
   *
   * @param ofStart the settings of the variational start, whose prior it begins with
   */
  GammaPoissonGibbs(Settings settings, Settings ofStart, CorpusFacts facts) {
    own = own(ofStart, facts, settings);
    GammaPoissonGibbsParameters.check(settings);
    gammaTopics = GammaPoissonGibbsParameters.gammaTopics(settings);
    drawn =
        new GammaProcess.Drawn(
            settings.get(GammaPoissonGibbsParameters.OPTIMIZE_SHAPE),
            settings.get(GammaPoissonGibbsParameters.RATES),
            gammaTopics
                ? facts.terms() * GammaPoissonGibbsParameters.topicConcentration(settings, facts)
                : 0);
    documents = facts.documents();
    tokens = facts.tokens();
  }

  /** γ begins where shapes are as expected under c = 1. */
  private static Globals own(Settings ofStart, CorpusFacts facts, Settings settings) {
    double[] shape = GammaPoissonParameters.shape(ofStart, facts);
    TopicProcess process = TopicProcess.beginning(shape);
    Globals own = Globals.none();
    own = own.with(GammaPoissonState.SHAPE, shape);
    double[] rate = GammaPoissonParameters.rate(ofStart, shape, facts);
    own = own.with(GammaPoissonState.RATE, rate);
    if (settings
        .get(GammaPoissonGibbsParameters.RATES)
        .equals(GammaPoissonGibbsParameters.DOCUMENT)) {
      own = own.with(GammaPoissonState.DOCUMENT_RATE_PRIOR, new double[] {1, 1});
    }
    if (GammaPoissonGibbsParameters.gammaTopics(settings)) {
      own = own.with(GammaPoissonState.BASE_RATE, rate);
      own = own.with(GammaPoissonState.TOPIC_SCALE, ones(shape.length));
    }
    own = own.with(GammaPoissonState.SHAPE_MASS, process.mass());
    own = own.with(GammaPoissonState.SHAPE_DECAY, process.decay());
    return own;
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
    return GammaPoissonState.weights(globals);
  }

  private static double[] ones(int topics) {
    double[] ones = new double[topics];
    Arrays.fill(ones, 1);
    return ones;
  }

  private GammaProcess process(Globals globals) {
    double[] rate = globals.vector(GammaPoissonState.RATE);
    return new GammaProcess(
        globals.vector(GammaPoissonState.SHAPE),
        gammaTopics ? globals.vector(GammaPoissonState.BASE_RATE) : rate,
        gammaTopics ? globals.vector(GammaPoissonState.TOPIC_SCALE) : ones(rate.length),
        globals.scalar(GammaPoissonState.SHAPE_MASS),
        globals.scalar(GammaPoissonState.SHAPE_DECAY));
  }

  @Override
  public Globals learned(Globals globals, Sent sent, RandomStream stream, boolean draws) {
    double[] totals = globals.vector(TopicState.TOPIC_TOTALS);
    GammaProcess.Counts counts = counts(sent, totals);
    GammaProcess next = process(globals);
    for (int i = 0; i < DRAWS; i++) {
      next = next.drawn(stream, counts, drawn);
    }
    double[] rate = next.rate();
    if (drawn.rates().equals(GammaPoissonGibbsParameters.DOCUMENT)) {
      // What a reader of the model takes for the rate of a document it has not seen.
      Arrays.fill(rate, GammaHyperparameters.commonRate(next.shape(), documents, tokens));
    }
    Globals after =
        globals
            .with(GammaPoissonState.SHAPE, next.shape())
            .with(GammaPoissonState.RATE, rate)
            .with(GammaPoissonState.SHAPE_MASS, next.mass())
            .with(GammaPoissonState.SHAPE_DECAY, next.decay());
    return gammaTopics
        ? after
            .with(GammaPoissonState.BASE_RATE, next.base())
            .with(GammaPoissonState.TOPIC_SCALE, next.scale())
        : after;
  }

  private GammaProcess.Counts counts(Sent sent, double[] totals) {
    SentCounts tallies = SentCounts.of(sent, totals.length);
    return new GammaProcess.Counts(tallies, totals, documents);
  }

  @Override
  public double logDocuments(Globals globals, Sent sent, double[] totals) {
    double[] rate = globals.vector(GammaPoissonState.RATE);
    GammaProcess prior =
        new GammaProcess(globals.vector(GammaPoissonState.SHAPE), rate, ones(rate.length), 1, 1);
    return prior.logJoint(counts(sent, totals), drawn.rates());
  }

  @Override
  public void tell(Globals globals, SortedMap<String, Double> seen) {
    if (drawn.shapes()) {
      seen.put("shapeSum", Arrays.stream(globals.vector(GammaPoissonState.SHAPE)).sum());
    }
  }
}
