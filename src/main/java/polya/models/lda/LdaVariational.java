package polya.models.lda;

import java.util.List;
import polya.infer.Batch;
import polya.infer.CorpusFacts;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.Sent;
import polya.infer.variational.LearningRate;
import polya.infer.variational.PriorsToTry;
import polya.infer.variational.VariationalLearning;
import polya.infer.variational.VariationalSums;
import polya.mixing.DocumentPrior;
import polya.params.Settings;
import polya.topics.Globals;
import polya.topics.Sums;

/**
 * LDA's documents by variational inference: mixtures are Dirichlet(α), with α learned where it is
 * to be.
 */
final class LdaVariational implements VariationalLearning {
  private static final long serialVersionUID = 1L;

  private final boolean vb;
  private final double[] alpha;
  private final boolean learnsDocConcentration;
  private final LearningRate learningRate;

  LdaVariational(Settings settings, CorpusFacts facts) {
    alpha = LdaParameters.docConcentration(settings, facts);
    vb = LdaParameters.vb(settings);
    learnsDocConcentration = settings.get(LdaParameters.OPTIMIZE_DOC_CONCENTRATION);
    learningRate = LearningRate.of(settings);
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
  public Globals learned(Globals globals, Batch batch, Round round) {
    return vb && learnsDocConcentration && VariationalLearning.haveShape(round)
        ? globals.with(
            LdaState.DOC_CONCENTRATION, learned(globals, batch, learningRate.ofBatch(round)))
        : globals;
  }

  private double[] learned(Globals globals, Batch batch, double rho) {
    double[] before = globals.vector(LdaState.DOC_CONCENTRATION);
    // All of the corpus, where it is known, makes the step one of coordinate ascent.
    boolean exact = batch.corpus() != null;
    Sums sums = exact ? batch.corpus().sums() : batch.sums();
    double[] statistics = sums.vector(VariationalSums.LOG_THETA);
    double fitted = sums.scalar(VariationalSums.FITTED);
    if (fitted == 0) {
      return before;
    }
    double[] best = DocConcentration.newton(before, statistics, fitted);
    return DocConcentration.towards(before, best, exact ? 1 : rho);
  }

  @Override
  public double bound(ModelState before, Sent corpus) {
    return LdaBound.of(before, corpus);
  }

  @Override
  public List<ModelState> candidates(ModelState last) {
    if (vb || !learnsDocConcentration) {
      return List.of(last);
    }
    return PriorsToTry.around(alpha, last).stream()
        .map(prior -> last.with(last.globals().with(LdaState.DOC_CONCENTRATION, prior)))
        .toList();
  }
}
