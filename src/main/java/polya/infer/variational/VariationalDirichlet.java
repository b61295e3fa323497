package polya.infer.variational;

import java.util.List;
import polya.infer.Batch;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.infer.Sent;
import polya.mixing.DocumentPrior;
import polya.params.Settings;
import polya.topics.Globals;
import polya.topics.Sums;

/**
 * Documents whose mixtures are Dirichlet, by variational inference: α of each topic is learned
 * where it is to be, whether all documents have them all or each those of its group; by vb while
 * training ({@link DocConcentration}), else by choice at its end ({@link PriorsToTry}).
 */
public final class VariationalDirichlet implements VariationalLearning {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final Globals own;
  private final Documents documents;
  private final boolean vb;
  private final boolean learns;
  private final LearningRate learningRate;

  /**
   * Of a run.
   *
   * @param settings those of {@link DirichletParameters}
   * @param own the globals that it begins with
   * @param alpha the name of α among them, K numbers
   */
  public VariationalDirichlet(Settings settings, Globals own, String alpha, Documents documents) {
    name = alpha;
    this.own = own;
    this.documents = documents;
    vb = VariationalParameters.vb(settings);
    learns = settings.get(DirichletParameters.OPTIMIZE_DOC_CONCENTRATION);
    learningRate = LearningRate.of(settings);
  }

  @Override
  public Globals own() {
    return own;
  }

  @Override
  public DocumentPrior documents(Globals globals) {
    return documents.of(globals);
  }

  @Override
  public Globals learned(Globals globals, Batch batch, Round round) {
    return vb && learns && VariationalLearning.haveShape(round)
        ? globals.with(name, learned(globals, batch, learningRate.ofBatch(round)))
        : globals;
  }

  private double[] learned(Globals globals, Batch batch, double rho) {
    double[] before = globals.vector(name);
    // All of the corpus, where it is known, makes the step one of coordinate ascent.
    boolean exact = batch.corpus() != null;
    Sent sent = exact ? batch.corpus() : batch.sent();
    Sums sums = sent.sums();
    double[] statistics = sums.vector(VariationalSums.LOG_THETA);
    double fitted = sums.scalar(VariationalSums.FITTED);
    if (fitted == 0) {
      return before;
    }
    DocumentPrior prior = documents(globals);
    double[] best =
        prior.isShared()
            ? DocConcentration.newton(before, statistics, fitted)
            : FittedGroups.of(sent, prior).concentration(before, statistics);
    return DocConcentration.towards(before, best, exact ? 1 : rho);
  }

  /** By cvb0 and hybrid, whose prior is chosen at the end; the bound of vb is of one model. */
  @Override
  public boolean isPlain() {
    return !vb;
  }

  /** The documents' part ({@link DirichletBound}) and the topics'. */
  @Override
  public double bound(ModelState before, Sent corpus) {
    double[] alpha = before.globals().vector(name);
    DocumentPrior prior = documents(before.globals());
    return DirichletBound.documents(alpha, prior, corpus) + TopicsBound.of(before, corpus);
  }

  @Override
  public List<ModelState> candidates(ModelState last) {
    if (vb || !learns) {
      return List.of(last);
    }
    return PriorsToTry.around(own.vector(name), last).stream()
        .map(prior -> last.with(last.globals().with(name, prior)))
        .toList();
  }
}
