package polya.gammapoisson;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import polya.infer.Batch;
import polya.infer.CorpusFacts;
import polya.infer.GibbsSampler;
import polya.infer.GibbsTallies;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.Settings;
import polya.infer.TopicState;
import polya.math.RandomStream;
import polya.topics.Globals;

/**
 * Gamma-Poisson factorization by partially collapsed Gibbs sampling: {@link GibbsSampler} with
 * p(z_i = k) ∝ (n_dk + a_k) φ_wk/(1 + b_k), intensities integrated out, and their prior drawn by
 * {@link GammaProcess}.
 */
final class GammaPoissonGibbs extends GibbsSampler {
  private static final long serialVersionUID = 1L;

  /** Draws of the prior at a time: cheap beside a sweep, and each needs the one before. */
  private static final int DRAWS = 5;

  private final boolean learnsShape;
  private final String rates;
  private final long documents;
  private final long tokens;

  GammaPoissonGibbs(Settings settings, CorpusFacts facts) {
    this(settings, facts, GammaPoissonGibbsParameters.ofStart(settings, facts));
  }

  private GammaPoissonGibbs(Settings settings, CorpusFacts facts, Settings ofStart) {
    super(settings, facts, new GammaPoissonVariational(ofStart, facts), own(ofStart, facts));
    learnsShape = settings.get(GammaPoissonGibbsParameters.OPTIMIZE_SHAPE);
    rates = settings.get(GammaPoissonGibbsParameters.RATES);
    documents = facts.documents();
    tokens = facts.tokens();
  }

  /** γ begins where shapes are as expected under c = 1. */
  private static Map<String, double[]> own(Settings ofStart, CorpusFacts facts) {
    double[] shape = GammaPoissonParameters.shape(ofStart, facts);
    double mass = GammaPrior.within(Arrays.stream(shape).sum());
    Map<String, double[]> own = new HashMap<>();
    own.put(GammaPoissonState.SHAPE, shape);
    own.put(GammaPoissonState.RATE, GammaPoissonParameters.rate(ofStart, shape, facts));
    own.put(GammaPoissonState.SHAPE_MASS, new double[] {mass});
    own.put(GammaPoissonState.SHAPE_DECAY, new double[] {1});
    return own;
  }

  @Override
  protected double[] documentsPrior(Globals globals) {
    return globals.vector(GammaPoissonState.SHAPE);
  }

  @Override
  protected double[] weights(Globals globals) {
    return GammaPoissonState.weights(globals);
  }

  private static GammaProcess process(Globals globals) {
    return new GammaProcess(
        globals.vector(GammaPoissonState.SHAPE),
        globals.vector(GammaPoissonState.RATE),
        globals.scalar(GammaPoissonState.SHAPE_MASS),
        globals.scalar(GammaPoissonState.SHAPE_DECAY));
  }

  @Override
  protected Globals learned(
      Globals globals, GibbsTallies tallies, RandomStream stream, Round round) {
    double[] totals = globals.vector(TopicState.TOPIC_TOTALS);
    GammaProcess.Counts counts = new GammaProcess.Counts(tallies, totals, documents);
    GammaProcess next = process(globals);
    for (int i = 0; i < DRAWS; i++) {
      next = next.drawn(stream, counts, learnsShape, rates);
    }
    double[] rate = next.rate();
    if (rates.equals(GammaPoissonGibbsParameters.DOCUMENT)) {
      // What a reader of the model takes for the rate of a document it has not seen.
      Arrays.fill(rate, GammaPrior.common(next.shape(), documents, tokens));
    }
    return globals
        .with(GammaPoissonState.SHAPE, next.shape())
        .with(GammaPoissonState.RATE, rate)
        .with(GammaPoissonState.SHAPE_MASS, next.mass())
        .with(GammaPoissonState.SHAPE_DECAY, next.decay());
  }

  @Override
  protected double logDocuments(Globals globals, GibbsTallies tallies, double[] totals) {
    GammaProcess prior =
        new GammaProcess(documentsPrior(globals), globals.vector(GammaPoissonState.RATE), 1, 1);
    return prior.logJoint(new GammaProcess.Counts(tallies, totals, documents), rates);
  }

  @Override
  public SortedMap<String, Double> observe(ModelState before, Batch batch, Round round) {
    SortedMap<String, Double> seen = super.observe(before, batch, round);
    if (learnsShape) {
      seen.put("shapeSum", Arrays.stream(documentsPrior(before.globals())).sum());
    }
    return seen;
  }
}
