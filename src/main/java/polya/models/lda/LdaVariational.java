package polya.models.lda;

import java.util.List;
import java.util.Map;
import polya.infer.Batch;
import polya.infer.CorpusFacts;
import polya.infer.CorpusStatistics;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.variational.DirichletTopics;
import polya.infer.variational.PriorsToTry;
import polya.infer.variational.VariationalSums;
import polya.params.Settings;
import polya.topics.Globals;
import polya.topics.Sums;

/**
 * LDA by stochastic variational inference: {@link DirichletTopics}, and documents whose mixtures
 * are Dirichlet(α), with α learned where it is to be.
 */
final class LdaVariational extends DirichletTopics {
  private static final long serialVersionUID = 1L;

  private final boolean vb;
  private final double[] alpha;
  private final boolean learnsDocConcentration;

  LdaVariational(Settings settings, CorpusFacts facts) {
    this(settings, facts, LdaParameters.docConcentration(settings, facts));
  }

  private LdaVariational(Settings settings, CorpusFacts facts, double[] alpha) {
    super(settings, facts, Map.of(LdaState.DOC_CONCENTRATION, alpha));
    this.alpha = alpha;
    vb = LdaParameters.vb(settings);
    learnsDocConcentration = settings.get(LdaParameters.OPTIMIZE_DOC_CONCENTRATION);
  }

  @Override
  protected double[] documentsPrior(Globals globals) {
    return globals.vector(LdaState.DOC_CONCENTRATION);
  }

  @Override
  public Globals fold(Globals globals, double[] totals, Batch batch, Round round) {
    Globals next = super.fold(globals, totals, batch, round);
    if (vb && learnsDocConcentration && haveShape(round)) {
      double[] learned = learned(globals, batch, step(round));
      return next.with(LdaState.DOC_CONCENTRATION, learned);
    }
    return next;
  }

  private double[] learned(Globals globals, Batch batch, double rho) {
    double[] before = documentsPrior(globals);
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
  protected double bound(ModelState before, CorpusStatistics corpus) {
    return LdaBound.of(before, corpus);
  }

  @Override
  public List<double[]> priors(ModelState state) {
    return vb || !learnsDocConcentration ? List.of() : PriorsToTry.around(alpha, state);
  }

  @Override
  public ModelState withPrior(ModelState state, double[] prior) {
    Globals globals = state.globals().with(LdaState.DOC_CONCENTRATION, prior);
    return new ModelState(state.blocks(), state.fading(), globals);
  }
}
