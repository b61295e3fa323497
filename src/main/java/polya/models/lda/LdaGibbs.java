package polya.models.lda;

import java.util.Arrays;
import polya.infer.CorpusFacts;
import polya.infer.gibbs.Concentrations;
import polya.infer.gibbs.GibbsLearning;
import polya.infer.gibbs.GibbsTallies;
import polya.math.RandomStream;
import polya.mixing.DocumentPrior;
import polya.params.Settings;
import polya.topics.Globals;

/**
 * LDA's documents by Gibbs sampling: mixtures are Dirichlet(α), with α learned where it is to be.
 */
final class LdaGibbs implements GibbsLearning {
  private static final long serialVersionUID = 1L;

  private final double[] alpha;
  private final boolean learnsDocConcentration;
  private final String method;

  /**
   * Of a run.
   *
   * @param ofStart the settings of the variational start, whose prior it begins with
   */
  LdaGibbs(Settings settings, Settings ofStart, CorpusFacts facts) {
    alpha = LdaParameters.docConcentration(ofStart, facts);
    learnsDocConcentration = LdaGibbsParameters.learnsDocConcentration(settings, facts);
    method = settings.get(LdaGibbsParameters.HYPERPARAMETER_METHOD);
  }

  @Override
  public Globals own() {
    return Globals.none().with(LdaState.DOC_CONCENTRATION, alpha);
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    return LdaState.documents(globals);
  }

  @Override
  public boolean draws(boolean isDrawn) {
    return method.equals("sampled") || method.equals("auto") && isDrawn;
  }

  @Override
  public Globals learned(
      Globals globals, GibbsTallies tallies, RandomStream stream, boolean draws) {
    if (!learnsDocConcentration) {
      return globals;
    }
    double[] before = globals.vector(LdaState.DOC_CONCENTRATION);
    return globals.with(
        LdaState.DOC_CONCENTRATION,
        draws
            ? Concentrations.WEAK.drawn(stream, before, tallies.byTopic(), tallies.lengths())
            : Concentrations.WEAK.climbed(
                before, tallies.byTopic(), tallies.lengths(), Concentrations.STEPS));
  }

  /** log p(z | α) (algorithms.md §2.1). */
  @Override
  public double logDocuments(Globals globals, GibbsTallies tallies, double[] totals) {
    double[] alpha = globals.vector(LdaState.DOC_CONCENTRATION);
    double sum = 0;
    for (int k = 0; k < alpha.length; k++) {
      sum += tallies.byTopic()[k].logRising(alpha[k]);
    }
    return sum - tallies.lengths().logRising(Arrays.stream(alpha).sum());
  }
}
