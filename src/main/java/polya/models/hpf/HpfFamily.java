package polya.models.hpf;

import java.util.List;
import java.util.Map;
import polya.infer.CorpusFacts;
import polya.infer.Generator;
import polya.infer.Method;
import polya.infer.ModelFamily;
import polya.infer.ModelInfo;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.variational.Inherited;
import polya.infer.variational.VariationalSchedule;
import polya.params.Settings;

/** Hierarchical Poisson factorization, as the commands find it. */
public final class HpfFamily implements ModelFamily {
  @Override
  public String name() {
    return "hpf";
  }

  @Override
  public List<Method> methods() {
    return List.of(
        new Method(
            "svi",
            HpfParameters.ALL,
            (settings, facts) -> bySvi(settings, facts.undivided()),
            HpfFamily::inheritedBySvi));
  }

  private static Training bySvi(Settings settings, CorpusFacts facts) {
    Settings ofRounds = HpfParameters.ofRounds(settings);
    HpfLearning learning = new HpfLearning(settings, facts);
    Training training =
        VariationalSchedule.training(
            new HpfVariational(ofRounds, learning, facts), ofRounds, facts);
    HpfParameters.checkPasses(training.schedule());
    return training;
  }

  private static Map<String, String> inheritedBySvi(Map<String, String> given, ModelState earlier) {
    Inherited inherited = new Inherited(HpfParameters.ALL, given, earlier, HpfState.SHAPE);
    HpfParameters.inherit(inherited, HpfParameters.TOPIC_CONCENTRATION);
    return inherited.take(HpfParameters.SHAPE, HpfState.SHAPE).texts();
  }

  /** Version 0.1 saved such models as gammapoisson, with a parameter that told them apart. */
  @Override
  public boolean reads(ModelInfo info) {
    return info.model().equals(name())
        || info.model().equals("gammapoisson")
            && "true".equals(info.parameters().get("hierarchical"));
  }

  @Override
  public Posterior posterior(ModelState parameters) {
    return new HpfPosterior(parameters);
  }

  @Override
  public String whyNotMerged() {
    return "topics share the popularities of terms and activities of documents, which do not add up";
  }

  @Override
  public Generator generator() {
    return new HpfGenerator();
  }
}
