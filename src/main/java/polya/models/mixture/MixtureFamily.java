package polya.models.mixture;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import polya.infer.CorpusFacts;
import polya.infer.Generator;
import polya.infer.Inference;
import polya.infer.Method;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.gibbs.GibbsParameters;
import polya.infer.gibbs.GibbsSampler;
import polya.infer.gibbs.GibbsSchedule;
import polya.infer.variational.DirichletTopics;
import polya.infer.variational.Inherited;
import polya.infer.variational.LearningRate;
import polya.infer.variational.TopicState;
import polya.infer.variational.VariationalParameters;
import polya.infer.variational.VariationalSchedule;
import polya.params.Settings;
import polya.topics.Globals;

/** The mixture, as the commands find it. */
public final class MixtureFamily implements ModelFamily {
  @Override
  public String name() {
    return "mixture";
  }

  @Override
  public List<Method> methods() {
    return List.of(
        new Method(
            "svi", MixtureParameters.ALL, MixtureFamily::bySvi, MixtureFamily::inheritedBySvi),
        new Method(
            "gibbs",
            MixtureGibbsParameters.ALL,
            MixtureFamily::byGibbs,
            MixtureFamily::inheritedByGibbs));
  }

  /** Its topics are clusters of documents. */
  @Override
  public boolean predicts() {
    return true;
  }

  private static Training bySvi(Settings given, CorpusFacts facts) {
    Settings settings = MixtureParameters.complete(given);
    return VariationalSchedule.training(svi(settings, facts), settings, facts);
  }

  private static Inference svi(Settings settings, CorpusFacts facts) {
    boolean vb = VariationalParameters.vb(settings);
    int topics = settings.get(VariationalParameters.K);
    MixtureVariational learning =
        new MixtureVariational(
            vb,
            MixtureParameters.docConcentration(settings),
            topics,
            settings.get(MixtureParameters.OPTIMIZE_DOC_CONCENTRATION),
            LearningRate.of(settings),
            facts.documents());
    // Documents go to one topic whole: topics that begin alike would keep a kind of them between
    // them, and another topic two kinds.
    boolean spreadsSeeds = true;
    return new DirichletTopics(
        settings,
        facts,
        learning,
        new Responsibilities(vb, facts.documents(), topics),
        spreadsSeeds);
  }

  private static Training byGibbs(Settings given, CorpusFacts facts) {
    Settings settings = MixtureGibbsParameters.complete(given);
    Settings ofStart = MixtureGibbsParameters.ofStart(settings, facts);
    int topics = settings.get(VariationalParameters.K);
    MixtureGibbs learning =
        new MixtureGibbs(
            MixtureParameters.docConcentration(settings),
            topics,
            settings.get(MixtureParameters.OPTIMIZE_DOC_CONCENTRATION),
            settings.get(MixtureGibbsParameters.HYPERPARAMETER_METHOD));
    TopicSweep sweep =
        new TopicSweep(facts.documents(), topics, settings.get(VariationalParameters.SEED));
    return GibbsSchedule.training(
        new GibbsSampler(settings, facts, learning, sweep),
        svi(ofStart, facts),
        settings,
        ofStart,
        facts);
  }

  private static Map<String, String> inheritedByGibbs(
      Map<String, String> given, ModelState earlier) {
    Inherited inherited =
        new Inherited(MixtureGibbsParameters.ALL, given, earlier, MixtureState.TOPIC_DOCUMENTS);
    GibbsParameters.inherit(inherited);
    return inherited
        .take(MixtureParameters.DOC_CONCENTRATION, MixtureState.DOC_CONCENTRATION)
        .texts();
  }

  private static Map<String, String> inheritedBySvi(Map<String, String> given, ModelState earlier) {
    Inherited inherited =
        new Inherited(MixtureParameters.ALL, given, earlier, MixtureState.TOPIC_DOCUMENTS);
    return inherited
        .setAuto(VariationalParameters.LEARNING_OFFSET, Double.toString(LearningRate.WARM_OFFSET))
        .take(MixtureParameters.DOC_CONCENTRATION, MixtureState.DOC_CONCENTRATION)
        .take(MixtureParameters.TOPIC_CONCENTRATION, TopicState.TOPIC_CONCENTRATION)
        .texts();
  }

  @Override
  public Posterior posterior(ModelState parameters) {
    return new MixturePosterior(parameters);
  }

  /** π of a new topic is the sum of those of the old ones: γ = α + m are added up, α stays. */
  @Override
  public Optional<Globals> merged(Globals globals, UnaryOperator<double[]> add) {
    double alpha = globals.scalar(MixtureState.DOC_CONCENTRATION);
    double[] m = add.apply(MixtureState.gamma(globals));
    Arrays.setAll(m, k -> m[k] - alpha);
    return Optional.of(globals.with(MixtureState.TOPIC_DOCUMENTS, m));
  }

  @Override
  public Generator generator() {
    return new MixtureGenerator();
  }
}
