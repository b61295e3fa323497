package polya.models.gammapoisson;

import java.util.List;
import java.util.Map;
import polya.infer.CorpusFacts;
import polya.infer.Generator;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.gibbs.GibbsParameters;
import polya.infer.gibbs.GibbsSchedule;
import polya.infer.variational.Inherited;
import polya.infer.variational.VariationalParameters;
import polya.infer.variational.VariationalSchedule;
import polya.params.Parameter;
import polya.params.Settings;

/** Gamma-Poisson factorization, as the commands find it. */
public final class GammaPoissonFamily implements ModelFamily {
  private static final String GIBBS = "gibbs";

  @Override
  public String name() {
    return "gammapoisson";
  }

  @Override
  public List<String> inferences() {
    return List.of("svi", GIBBS);
  }

  @Override
  public List<Parameter<?>> parameters(String inference) {
    return inference.equals(GIBBS) ? GammaPoissonGibbsParameters.ALL : GammaPoissonParameters.ALL;
  }

  @Override
  public List<String> startsFrom(String inference) {
    return inferences();
  }

  @Override
  public Map<String, String> inherited(
      String inference, Map<String, String> given, ModelState earlier) {
    Inherited inherited =
        new Inherited(parameters(inference), given, earlier, GammaPoissonState.SHAPE);
    if (inference.equals(GIBBS)) {
      GibbsParameters.inherit(inherited);
      return inherited
          .take(GammaPoissonGibbsParameters.SHAPE, GammaPoissonState.SHAPE)
          .take(GammaPoissonGibbsParameters.RATE, GammaPoissonState.RATE)
          .texts();
    }
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

  @Override
  public Training training(String inference, Settings settings, CorpusFacts facts) {
    return inference.equals(GIBBS)
        ? GibbsSchedule.training(
            new GammaPoissonGibbs(settings, facts),
            settings,
            GammaPoissonGibbsParameters.ofStart(settings, facts),
            facts)
        : variational(settings, facts);
  }

  private static Training variational(Settings settings, CorpusFacts facts) {
    if (!GammaPoissonParameters.hierarchical(settings)) {
      return VariationalSchedule.training(
          new GammaPoissonVariational(settings, facts), settings, facts);
    }
    Settings own = GammaPoissonParameters.ofHierarchical(settings);
    Training training =
        VariationalSchedule.training(new HierarchicalVariational(own, facts), own, facts);
    GammaPoissonParameters.checkPasses(training.schedule());
    return training;
  }

  @Override
  public Posterior posterior(ModelState parameters) {
    return new GammaPoissonPosterior(parameters);
  }

  @Override
  public Generator generator() {
    return new GammaPoissonGenerator();
  }
}
