package polya.models.labeled;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import polya.Failure;
import polya.infer.CorpusFacts;
import polya.infer.Generator;
import polya.infer.Inference;
import polya.infer.LabelParameters;
import polya.infer.Method;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.TopicPrior;
import polya.infer.gibbs.GibbsParameters;
import polya.infer.gibbs.GibbsSampler;
import polya.infer.gibbs.GibbsSchedule;
import polya.infer.gibbs.SampledDirichlet;
import polya.infer.variational.DirichletTopics;
import polya.infer.variational.Inherited;
import polya.infer.variational.VariationalDirichlet;
import polya.infer.variational.VariationalParameters;
import polya.infer.variational.VariationalSchedule;
import polya.params.Parameter;
import polya.params.Settings;
import polya.topics.Globals;

/** Labeled topics, as the commands find them. */
public final class LabeledFamily implements ModelFamily {
  @Override
  public String name() {
    return "labeled";
  }

  @Override
  public List<Method> methods() {
    return List.of(
        new Method(
            "svi", LabeledParameters.ALL, LabeledFamily::bySvi, LabeledFamily::inheritedBySvi),
        new Method(
            "gibbs",
            LabeledGibbsParameters.ALL,
            LabeledFamily::byGibbs,
            LabeledFamily::inheritedByGibbs));
  }

  private static Training bySvi(Settings given, CorpusFacts facts) {
    LabelTopics layout = LabeledParameters.layout(given, facts.groups());
    Settings settings = LabeledParameters.withTopics(LabeledParameters.ALL, given, layout);
    return VariationalSchedule.training(svi(settings, facts, layout), settings, facts);
  }

  private static Globals own(Settings ofSvi, CorpusFacts facts, LabelTopics layout) {
    double[] alpha = LabeledParameters.docConcentration(ofSvi, facts, layout);
    return LabeledState.own(layout, alpha, facts.groups());
  }

  private static Inference svi(Settings settings, CorpusFacts facts, LabelTopics layout) {
    return new DirichletTopics(
        settings,
        facts,
        new VariationalDirichlet(
            settings,
            own(settings, facts, layout),
            LabeledState.DOC_CONCENTRATION,
            LabeledState.of(facts.groups())),
        prior(settings, facts, layout));
  }

  /** Keywords of a label are those of all its topics; other names are background topics'. */
  private static TopicPrior prior(Settings settings, CorpusFacts facts, LabelTopics layout) {
    NamedTopics named = new NamedTopics(layout, facts.groups().encoding(), facts.keywords());
    return TopicPrior.of(settings, facts, layout.topics(), named::topics);
  }

  private static Training byGibbs(Settings given, CorpusFacts facts) {
    LabelTopics layout = LabeledParameters.layout(given, facts.groups());
    Settings settings = LabeledParameters.withTopics(LabeledGibbsParameters.ALL, given, layout);
    Settings ofStart = LabeledGibbsParameters.ofStart(settings, facts, layout);
    SampledDirichlet learning =
        new SampledDirichlet(
            own(ofStart, facts, layout),
            LabeledState.DOC_CONCENTRATION,
            LabeledState.of(facts.groups()),
            LabeledGibbsParameters.learnsDocConcentration(settings, facts),
            settings.get(LabeledGibbsParameters.HYPERPARAMETER_METHOD));
    return GibbsSchedule.training(
        new GibbsSampler(settings, facts, learning, prior(settings, facts, layout)),
        svi(ofStart, facts, layout),
        settings,
        ofStart,
        facts);
  }

  private static Map<String, String> inheritedByGibbs(
      Map<String, String> given, ModelState earlier) {
    Inherited inherited = inherited(LabeledGibbsParameters.ALL, given, earlier);
    GibbsParameters.inherit(inherited);
    inherited.take(LabeledGibbsParameters.DOC_CONCENTRATION, LabeledState.DOC_CONCENTRATION);
    return withoutTopics(inherited);
  }

  private static Map<String, String> inheritedBySvi(Map<String, String> given, ModelState earlier) {
    Inherited inherited = inherited(LabeledParameters.ALL, given, earlier);
    VariationalParameters.inherit(inherited);
    Settings settings = inherited.settings();
    boolean chosen =
        !LabeledParameters.vb(settings)
            && settings.get(LabeledParameters.OPTIMIZE_DOC_CONCENTRATION);
    if (!chosen) {
      inherited.take(LabeledParameters.DOC_CONCENTRATION, LabeledState.DOC_CONCENTRATION);
    }
    return withoutTopics(inherited);
  }

  private static Inherited inherited(
      List<Parameter<?>> declared, Map<String, String> given, ModelState earlier) {
    LabelTopics layout = LabeledState.layout(earlier.globals());
    Inherited inherited =
        new Inherited(
            LabeledParameters.withTopics(declared), given, earlier, LabeledState.DOC_CONCENTRATION);
    keep(inherited, LabeledParameters.TOPICS_PER_LABEL, layout.each());
    keep(inherited, LabeledParameters.BACKGROUND_TOPICS, layout.background());
    inherited.setMissing(
        LabelParameters.UNLABELED,
        layout.unlabelledUseAll() ? LabelParameters.ALL : LabelParameters.BACKGROUND);
    return inherited;
  }

  private static void keep(Inherited inherited, Parameter<Integer> parameter, int earlier) {
    inherited.setMissing(parameter, Integer.toString(earlier));
    int now = Integer.parseInt(inherited.texts().get(parameter.name()));
    if (now != earlier) {
      throw Failure.store(
          "Cannot start from the earlier model: its "
              + parameter.name()
              + " is "
              + earlier
              + ", now it is "
              + now
              + "; they must be equal. Leave it out, or train without --warm-start.");
    }
  }

  private static Map<String, String> withoutTopics(Inherited inherited) {
    Map<String, String> texts = new HashMap<>(inherited.texts());
    texts.remove(VariationalParameters.K.name());
    return texts;
  }

  @Override
  public ModelState withLabels(ModelState earlier, int labels) {
    return NewLabels.added(earlier, labels);
  }

  @Override
  public Posterior posterior(ModelState parameters) {
    return new LabeledPosterior(parameters);
  }

  @Override
  public String whyNotMerged() {
    return "its topics belong to labels, and merged they would be of several";
  }

  @Override
  public Generator generator() {
    return new LabeledGenerator();
  }
}
