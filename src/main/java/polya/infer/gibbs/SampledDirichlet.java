package polya.infer.gibbs;

import java.util.Arrays;
import polya.infer.Sent;
import polya.math.Draws;
import polya.math.RandomStream;
import polya.mixing.DocumentPrior;
import polya.topics.Globals;
import polya.topics.Sums;

/**
 * Documents whose mixtures are Dirichlet, by Gibbs sampling: α of each topic is learned where it is
 * to be, whether all documents have them all ({@link Concentrations}) or each those of its group
 * ({@link DocumentTables}).
 */
public final class SampledDirichlet implements GibbsLearning {
  private static final long serialVersionUID = 1L;

  private final Globals own;
  private final String alpha;
  private final Documents documents;
  private final boolean learns;
  private final String method;

  /**
   * Of a run.
   *
   * @param own the globals that it begins with
   * @param alpha the name of α among them, K numbers
   * @param learns whether α is learned
   * @param method how: {@link DirichletGibbsParameters#HYPERPARAMETER_METHOD}
   */
  public SampledDirichlet(
      Globals own, String alpha, Documents documents, boolean learns, String method) {
    this.own = own;
    this.alpha = alpha;
    this.documents = documents;
    this.learns = learns;
    this.method = method;
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
  public boolean draws(boolean isDrawn) {
    return method.equals("sampled") || method.equals("auto") && isDrawn;
  }

  @Override
  public Globals learned(Globals globals, Sent sent, RandomStream stream, boolean draws) {
    if (!learns) {
      return globals;
    }
    double[] before = globals.vector(alpha);
    double[] next =
        documents(globals).isShared()
            ? learned(before, SentCounts.of(sent, before.length), stream, draws)
            : learned(sent.sums(), stream, draws);
    return globals.with(alpha, next);
  }

  private static double[] learned(
      double[] before, SentCounts tallies, RandomStream stream, boolean draws) {
    return draws
        ? Concentrations.WEAK.drawn(stream, before, tallies.byTopic(), tallies.lengths())
        : Concentrations.WEAK.climbed(
            before, tallies.byTopic(), tallies.lengths(), Concentrations.STEPS);
  }

  /** α_k given L_k and Q_k: a draw of Gamma(s + L_k, 1/c + Q_k), or its mode. */
  private static double[] learned(Sums sums, RandomStream stream, boolean draws) {
    double[] tablesK = sums.vector(DocumentTables.TABLES);
    double[] exposureK = sums.vector(DocumentTables.EXPOSURE);
    double[] next = new double[tablesK.length];
    for (int k = 0; k < next.length; k++) {
      double shape = Concentrations.WEAK.shape() + tablesK[k];
      double rate = Concentrations.WEAK.rate() + exposureK[k];
      double above = draws ? Draws.gamma(stream, shape) : shape - 1;
      next[k] = Math.max(Concentrations.LEAST, above / rate);
    }
    return next;
  }

  /** Σ_d log p(z_d | α) (algorithms.md §2.1). */
  @Override
  public double logDocuments(Globals globals, Sent sent, double[] totals) {
    if (!documents(globals).isShared()) {
      return sent.sums().scalar(DocumentTables.LOG_DOCUMENTS);
    }
    double[] alphaK = globals.vector(alpha);
    SentCounts tallies = SentCounts.of(sent, alphaK.length);
    double sum = 0;
    for (int k = 0; k < alphaK.length; k++) {
      sum += tallies.byTopic()[k].logRising(alphaK[k]);
    }
    return sum - tallies.lengths().logRising(Arrays.stream(alphaK).sum());
  }
}
