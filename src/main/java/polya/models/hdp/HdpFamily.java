package polya.models.hdp;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import polya.infer.CorpusFacts;
import polya.infer.Generator;
import polya.infer.Inference;
import polya.infer.Method;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.TopicPrior;
import polya.infer.gibbs.GibbsParameters;
import polya.infer.gibbs.GibbsSampler;
import polya.infer.gibbs.GibbsSchedule;
import polya.infer.variational.DirichletParameters;
import polya.infer.variational.DirichletTopics;
import polya.infer.variational.Inherited;
import polya.infer.variational.VariationalDirichlet;
import polya.infer.variational.VariationalParameters;
import polya.params.Settings;
import polya.topics.Globals;

/** The hierarchical Dirichlet process, as the commands find it. */
public final class HdpFamily implements ModelFamily {
  @Override
  public String name() {
    return "hdp";
  }

  @Override
  public List<Method> methods() {
    return List.of(
        new Method("gibbs", HdpGibbsParameters.ALL, HdpFamily::byGibbs, HdpFamily::inherited));
  }

  private static Training byGibbs(Settings settings, CorpusFacts facts) {
    Settings ofStart = HdpGibbsParameters.ofStart(settings, facts);
    double[] weights = HdpStartParameters.docConcentration(ofStart, facts);
    HdpLearning learning =
        new HdpLearning(weights, settings.get(HdpGibbsParameters.OPTIMIZE_DOC_CONCENTRATION));
    return GibbsSchedule.training(
        new GibbsSampler(settings, facts, learning, prior(settings, facts)),
        start(ofStart, facts, weights),
        settings,
        ofStart,
        facts);
  }

  /** LDA by svi under the weights that the run begins with. */
  private static Inference start(Settings ofStart, CorpusFacts facts, double[] weights) {
    Globals own = Globals.none().with(HdpState.DOC_CONCENTRATION, weights);
    return new DirichletTopics(
        ofStart,
        facts,
        new VariationalDirichlet(ofStart, own, HdpState.DOC_CONCENTRATION, HdpState::documents),
        prior(ofStart, facts));
  }

  private static TopicPrior prior(Settings settings, CorpusFacts facts) {
    return TopicPrior.of(settings, facts, settings.get(VariationalParameters.K));
  }

  private static Map<String, String> inherited(Map<String, String> given, ModelState earlier) {
    Inherited inherited =
        new Inherited(HdpGibbsParameters.ALL, given, earlier, HdpState.DOC_CONCENTRATION);
    GibbsParameters.inherit(inherited);
    double[] earlierWeights = earlier.globals().vector(HdpState.DOC_CONCENTRATION);
    String weights =
        Arrays.stream(asParametersMayBe(earlierWeights))
            .mapToObj(Double::toString)
            .collect(Collectors.joining(","));
    return inherited.setAuto(HdpGibbsParameters.DOC_CONCENTRATION, weights).texts();
  }

  @Override
  public Posterior posterior(ModelState parameters) {
    return new HdpPosterior(parameters);
  }

  /**
   * Weights of a gamma process add up, so that a merged topic has theirs together. How many topics
   * were in use is not known of merged ones.
   */
  @Override
  public Optional<Globals> merged(Globals globals, UnaryOperator<double[]> add) {
    double[] weights = add.apply(globals.vector(HdpState.DOC_CONCENTRATION));
    return Optional.of(
        HdpState.uncounted(globals.with(HdpState.DOC_CONCENTRATION, asParametersMayBe(weights))));
  }

  /** A merged model's weights stand among its parameters, and so do those of a start from it. */
  private static double[] asParametersMayBe(double[] weights) {
    return Arrays.stream(weights)
        .map(r -> Math.max(DirichletParameters.LEAST_CONCENTRATION, r))
        .toArray();
  }

  @Override
  public Generator generator() {
    return new HdpGenerator();
  }
}
