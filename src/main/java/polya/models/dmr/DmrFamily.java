package polya.models.dmr;

import java.util.List;
import java.util.Map;
import polya.infer.CorpusFacts;
import polya.infer.Generator;
import polya.infer.Inference;
import polya.infer.Method;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.TopicPrior;
import polya.infer.gibbs.GibbsLearning;
import polya.infer.gibbs.GibbsParameters;
import polya.infer.gibbs.GibbsSampler;
import polya.infer.gibbs.GibbsSchedule;
import polya.infer.gibbs.SampledDirichlet;
import polya.infer.gibbs.SampledGroups;
import polya.infer.variational.DirichletTopics;
import polya.infer.variational.Inherited;
import polya.infer.variational.VariationalDirichlet;
import polya.infer.variational.VariationalParameters;
import polya.params.Settings;

/** Topics by covariates, as the commands find them. */
public final class DmrFamily implements ModelFamily {
  @Override
  public String name() {
    return "dmr";
  }

  @Override
  public List<Method> methods() {
    return List.of(
        new Method(
            "gibbs", DmrGibbsParameters.ALL, DmrFamily::byGibbs, DmrFamily::inheritedByGibbs));
  }

  /** The start: LDA's, whose documents all have one prior. */
  private static Inference start(Settings ofStart, CorpusFacts facts, Design design) {
    double[] alpha = DmrParameters.docConcentration(ofStart, facts);
    return new DirichletTopics(
        ofStart,
        facts,
        new VariationalDirichlet(
            ofStart, DmrState.own(design, alpha), DmrState.DOC_CONCENTRATION, DmrState::held),
        prior(ofStart, facts));
  }

  private static TopicPrior prior(Settings settings, CorpusFacts facts) {
    return TopicPrior.of(settings, facts, settings.get(VariationalParameters.K));
  }

  private static GibbsLearning gibbs(
      Settings settings, Settings ofStart, CorpusFacts facts, Design design) {
    double[] alpha = DmrParameters.docConcentration(ofStart, facts);
    String method = settings.get(DmrGibbsParameters.METHOD);
    if (!settings.get(DmrGibbsParameters.OPTIMIZE_DOC_CONCENTRATION)) {
      return new SampledDirichlet(
          DmrState.own(design, alpha), DmrState.DOC_CONCENTRATION, DmrState::held, false, method);
    }
    DmrLearning learning =
        new DmrLearning(
            design, facts.groups(), alpha, settings.get(DmrParameters.COVARIATE_VARIANCE));
    return new SampledGroups(learning, method, learning.hasDraws());
  }

  private static Training byGibbs(Settings settings, CorpusFacts facts) {
    Settings ofStart = DmrGibbsParameters.ofStart(settings, facts);
    Design design = DmrParameters.design(settings, facts);
    return GibbsSchedule.training(
        new GibbsSampler(
            settings, facts, gibbs(settings, ofStart, facts, design), prior(settings, facts)),
        start(ofStart, facts, design),
        settings,
        ofStart,
        facts);
  }

  /** α of an earlier model is where all documents begin; effects are learned anew. */
  private static Map<String, String> inheritedByGibbs(
      Map<String, String> given, ModelState earlier) {
    Inherited inherited =
        new Inherited(DmrGibbsParameters.ALL, given, earlier, DmrState.DOC_CONCENTRATION);
    GibbsParameters.inherit(inherited);
    return inherited.take(DmrGibbsParameters.DOC_CONCENTRATION, DmrState.DOC_CONCENTRATION).texts();
  }

  @Override
  public Posterior posterior(ModelState parameters) {
    return new DmrPosterior(parameters);
  }

  @Override
  public String whyNotMerged() {
    return "effects of covariates are on topics one by one, and do not add up";
  }

  @Override
  public Generator generator() {
    return new DmrGenerator();
  }
}
