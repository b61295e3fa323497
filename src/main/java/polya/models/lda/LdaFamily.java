package polya.models.lda;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import polya.infer.CorpusFacts;
import polya.infer.Generator;
import polya.infer.Inference;
import polya.infer.Method;
import polya.infer.MethodChoice;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.TopicPrior;
import polya.infer.choice.MethodRule;
import polya.infer.gibbs.GibbsLearning;
import polya.infer.gibbs.GibbsParameters;
import polya.infer.gibbs.GibbsSampler;
import polya.infer.gibbs.GibbsSchedule;
import polya.infer.gibbs.SampledDirichlet;
import polya.infer.variational.DirichletTopics;
import polya.infer.variational.Inherited;
import polya.infer.variational.VariationalDirichlet;
import polya.infer.variational.VariationalLearning;
import polya.infer.variational.VariationalParameters;
import polya.infer.variational.VariationalSchedule;
import polya.params.Settings;
import polya.topics.Globals;

/** LDA, as the commands find it. */
public final class LdaFamily implements ModelFamily {
  @Override
  public String name() {
    return "lda";
  }

  @Override
  public List<Method> methods() {
    return List.of(
        new Method(
            "svi",
            LdaParameters.ALL,
            (settings, facts) ->
                VariationalSchedule.training(bySvi(settings, facts), settings, facts),
            LdaFamily::inheritedBySvi),
        new Method(
            "gibbs", LdaGibbsParameters.ALL, LdaFamily::byGibbs, LdaFamily::inheritedByGibbs));
  }

  @Override
  public MethodChoice choose(
      Optional<String> method,
      Map<String, String> given,
      CorpusFacts facts,
      OptionalDouble budget) {
    return MethodRule.of(this, method, given, facts, budget);
  }

  private static Inference bySvi(Settings settings, CorpusFacts facts) {
    return new DirichletTopics(
        settings, facts, variational(settings, facts), prior(settings, facts));
  }

  private static TopicPrior prior(Settings settings, CorpusFacts facts) {
    return TopicPrior.of(settings, facts, settings.get(VariationalParameters.K));
  }

  private static Globals own(Settings ofSvi, CorpusFacts facts) {
    return Globals.none()
        .with(LdaState.DOC_CONCENTRATION, LdaParameters.docConcentration(ofSvi, facts));
  }

  static VariationalLearning variational(Settings settings, CorpusFacts facts) {
    return new VariationalDirichlet(
        settings, own(settings, facts), LdaState.DOC_CONCENTRATION, LdaState::documents);
  }

  private static GibbsLearning gibbs(Settings settings, Settings ofStart, CorpusFacts facts) {
    return new SampledDirichlet(
        own(ofStart, facts),
        LdaState.DOC_CONCENTRATION,
        LdaState::documents,
        LdaGibbsParameters.learnsDocConcentration(settings, facts),
        settings.get(LdaGibbsParameters.HYPERPARAMETER_METHOD));
  }

  private static Training byGibbs(Settings settings, CorpusFacts facts) {
    Settings ofStart = LdaGibbsParameters.ofStart(settings, facts);
    return GibbsSchedule.training(
        new GibbsSampler(settings, facts, gibbs(settings, ofStart, facts), prior(settings, facts)),
        bySvi(ofStart, facts),
        settings,
        ofStart,
        facts);
  }

  private static Map<String, String> inheritedByGibbs(
      Map<String, String> given, ModelState earlier) {
    Inherited inherited =
        new Inherited(LdaGibbsParameters.ALL, given, earlier, LdaState.DOC_CONCENTRATION);
    GibbsParameters.inherit(inherited);
    return inherited.take(LdaGibbsParameters.DOC_CONCENTRATION, LdaState.DOC_CONCENTRATION).texts();
  }

  private static Map<String, String> inheritedBySvi(Map<String, String> given, ModelState earlier) {
    Inherited inherited =
        new Inherited(LdaParameters.ALL, given, earlier, LdaState.DOC_CONCENTRATION);
    VariationalParameters.inherit(inherited);
    Settings settings = inherited.settings();
    boolean chosen =
        !LdaParameters.vb(settings) && settings.get(LdaParameters.OPTIMIZE_DOC_CONCENTRATION);
    if (!chosen) {
      inherited.take(LdaParameters.DOC_CONCENTRATION, LdaState.DOC_CONCENTRATION);
    }
    return inherited.texts();
  }

  @Override
  public Posterior posterior(ModelState parameters) {
    return new LdaPosterior(parameters);
  }

  /** A mixture with some topics added up is Dirichlet, too: its α are those sums. */
  @Override
  public Optional<Globals> merged(Globals globals, UnaryOperator<double[]> add) {
    double[] alpha = globals.vector(LdaState.DOC_CONCENTRATION);
    return Optional.of(globals.with(LdaState.DOC_CONCENTRATION, add.apply(alpha)));
  }

  @Override
  public Generator generator() {
    return new LdaGenerator();
  }
}
