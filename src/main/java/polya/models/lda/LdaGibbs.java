package polya.models.lda;

import java.util.Arrays;
import java.util.Map;
import polya.infer.CorpusFacts;
import polya.infer.Round;
import polya.infer.gibbs.Concentrations;
import polya.infer.gibbs.GibbsSampler;
import polya.infer.gibbs.GibbsTallies;
import polya.math.RandomStream;
import polya.mixing.DocumentPrior;
import polya.params.Settings;
import polya.topics.Globals;

/**
 * LDA by partially collapsed Gibbs sampling: {@link GibbsSampler}, and documents whose mixtures are
 * Dirichlet(α), with α learned where it is to be.
 */
final class LdaGibbs extends GibbsSampler {
  private static final long serialVersionUID = 1L;

  /** Steps of the fixed point at a time: it goes on at the next one. */
  private static final int STEPS = 10;

  /** α_k ~ Gamma(1, 1) a priori: weak beside any corpus, and proper. */
  private static final Concentrations PRIOR = new Concentrations(1, 1);

  private final boolean learnsDocConcentration;
  private final String method;

  LdaGibbs(Settings settings, CorpusFacts facts) {
    this(settings, facts, LdaGibbsParameters.ofStart(settings, facts));
  }

  private LdaGibbs(Settings settings, CorpusFacts facts, Settings ofStart) {
    super(
        settings,
        facts,
        Map.of(LdaState.DOC_CONCENTRATION, LdaParameters.docConcentration(ofStart, facts)));
    learnsDocConcentration = LdaGibbsParameters.learnsDocConcentration(settings, facts);
    method = settings.get(LdaGibbsParameters.HYPERPARAMETER_METHOD);
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    return LdaState.documents(globals);
  }

  @Override
  protected boolean draws(Round round) {
    return method.equals("sampled") || method.equals("auto") && isDrawn(round);
  }

  @Override
  protected Globals learned(
      Globals globals, GibbsTallies tallies, RandomStream stream, Round round) {
    if (!learnsDocConcentration) {
      return globals;
    }
    double[] before = globals.vector(LdaState.DOC_CONCENTRATION);
    return globals.with(
        LdaState.DOC_CONCENTRATION,
        draws(round)
            ? PRIOR.drawn(stream, before, tallies.byTopic(), tallies.lengths())
            : PRIOR.climbed(before, tallies.byTopic(), tallies.lengths(), STEPS));
  }

  /** log p(z | α) (algorithms.md §2.1). */
  @Override
  protected double logDocuments(Globals globals, GibbsTallies tallies, double[] totals) {
    double[] alpha = globals.vector(LdaState.DOC_CONCENTRATION);
    double sum = 0;
    for (int k = 0; k < alpha.length; k++) {
      sum += tallies.byTopic()[k].logRising(alpha[k]);
    }
    return sum - tallies.lengths().logRising(Arrays.stream(alpha).sum());
  }
}
