package polya.models.gammapoisson;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import polya.infer.CorpusFacts;
import polya.infer.Generator;
import polya.infer.Method;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.gibbs.GibbsParameters;
import polya.infer.gibbs.GibbsSampler;
import polya.infer.gibbs.GibbsSchedule;
import polya.infer.variational.Inherited;
import polya.infer.variational.VariationalParameters;
import polya.infer.variational.VariationalSchedule;
import polya.params.Settings;
import polya.topics.Globals;

/** Gamma-Poisson factorization, as the commands find it. */
public final class GammaPoissonFamily implements ModelFamily {
  /** The family that hierarchical Poisson factorization is now, which began in this one. */
  private static final String ELSEWHERE = "hpf";

  /** The parameters that went with it. */
  private static final List<String> FORMER =
      List.of("hierarchical", "activityShape", "activityMean", "popularityShape", "popularityMean");

  @Override
  public String name() {
    return "gammapoisson";
  }

  @Override
  public List<Method> methods() {
    return List.of(
        new Method(
            "svi",
            GammaPoissonParameters.ALL,
            (settings, facts) -> bySvi(settings, facts.undivided()),
            GammaPoissonFamily::inheritedBySvi),
        new Method(
            "gibbs",
            GammaPoissonGibbsParameters.ALL,
            (settings, facts) -> byGibbs(settings, facts.undivided()),
            GammaPoissonFamily::inheritedByGibbs));
  }

  private static Training bySvi(Settings settings, CorpusFacts facts) {
    return VariationalSchedule.training(
        GammaPoissonVariational.method(settings, facts), settings, facts);
  }

  private static Training byGibbs(Settings given, CorpusFacts facts) {
    Settings settings = GammaPoissonGibbsParameters.complete(given);
    Settings ofStart = GammaPoissonGibbsParameters.ofStart(settings, facts);
    return GibbsSchedule.training(
        new GibbsSampler(settings, facts, new GammaPoissonGibbs(settings, ofStart, facts)),
        GammaPoissonVariational.method(ofStart, facts),
        settings,
        ofStart,
        facts);
  }

  private static Map<String, String> inheritedByGibbs(
      Map<String, String> given, ModelState earlier) {
    Inherited inherited =
        new Inherited(GammaPoissonGibbsParameters.ALL, given, earlier, GammaPoissonState.SHAPE);
    GibbsParameters.inherit(inherited);
    return inherited
        .take(GammaPoissonGibbsParameters.SHAPE, GammaPoissonState.SHAPE)
        .take(GammaPoissonGibbsParameters.RATE, GammaPoissonState.RATE)
        .texts();
  }

  private static Map<String, String> inheritedBySvi(Map<String, String> given, ModelState earlier) {
    Inherited inherited =
        new Inherited(GammaPoissonParameters.ALL, given, earlier, GammaPoissonState.SHAPE);
    VariationalParameters.inherit(inherited);
    Settings settings = inherited.settings();
    boolean chosen =
        !GammaPoissonParameters.vb(settings) && settings.get(GammaPoissonParameters.OPTIMIZE_SHAPE);
    if (!chosen) {
      inherited.take(GammaPoissonParameters.SHAPE, GammaPoissonState.SHAPE);
    }
    if (settings.get(GammaPoissonParameters.RATES).equals(GammaPoissonParameters.FIXED)) {
      inherited.take(GammaPoissonParameters.RATE, GammaPoissonState.RATE);
    }
    return inherited.texts();
  }

  /** Not what version 0.1 trained with hierarchical = true, which another family reads. */
  @Override
  public boolean reads(ModelInfo info) {
    return info.model().equals(name()) && !"true".equals(info.parameters().get("hierarchical"));
  }

  @Override
  public Map<String, String> elsewhere() {
    return FORMER.stream().collect(Collectors.toMap(name -> name, name -> ELSEWHERE));
  }

  @Override
  public Posterior posterior(ModelState parameters) {
    return new GammaPoissonPosterior(parameters);
  }

  /**
   * Gammas of one rate add up to a gamma of that rate, whose shape is the sum; where rates differ
   * it is the gamma of that shape with the sum's mean.
   */
  @Override
  public Optional<Globals> merged(Globals globals, UnaryOperator<double[]> add) {
    if (GammaTopics.in(globals)) {
      return Optional.empty();
    }
    double[] shape = globals.vector(GammaPoissonState.SHAPE);
    double[] rate = globals.vector(GammaPoissonState.RATE);
    double[] mean = new double[shape.length];
    Arrays.setAll(mean, k -> shape[k] / rate[k]);
    double[] shapes = add.apply(shape);
    double[] rates = add.apply(mean);
    Arrays.setAll(rates, k -> shapes[k] / rates[k]);
    return Optional.of(
        globals.with(GammaPoissonState.SHAPE, shapes).with(GammaPoissonState.RATE, rates));
  }

  @Override
  public String whyNotMerged() {
    return "its topics are gamma, with scales of their own that do not add up";
  }

  @Override
  public Generator generator() {
    return new GammaPoissonGenerator();
  }
}
