package polya.infer.gibbs;

import polya.infer.GroupTables;
import polya.math.Draws;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Special;
import polya.math.Streams;
import polya.mixing.Supports;
import polya.topics.SumsLayout;
import polya.topics.TermStatisticsBuilder;

/**
 * What documents say of their own α: tables l_dk and exposure q_d, by which every α_dk is the rate
 * of a Poisson variable l_dk with exposure q_d (Escobar and West 1995; Zhou and Carin 2015;
 * algorithms.md §2.2):
 *
 * <pre>  p(z_d, l, x | α_d) ∝ Π_k α_dk^l_dk e^(−q_d α_dk),  x ~ Beta(α_d0, N_d), q_d = −ln x</pre>
 *
 * Drawn, l_dk ~ CRT(n_dk, α_dk); or as they are expected to first order, l_dk = α_dk (ψ(α_dk +
 * n_dk) − ψ(α_dk)) and q_d = ψ(α_d0 + N_d) − ψ(α_d0), so that a step that raises the Poisson
 * objective raises the likelihood (Minka 2000). What is sent is summed by topic over the documents
 * that may use it, so that α_k given the sums is what one α for all would be. Draws are keyed by
 * the document. Cost N_d a document.
 */
final class DocumentTables {
  /** Σ_d l_dk, K numbers. */
  static final String TABLES = "tables";

  /** Σ q_d over the documents that may use topic k, K numbers. */
  static final String EXPOSURE = "exposure";

  /** Σ_d log p(z_d | α_d), one number. */
  static final String LOG_DOCUMENTS = "logDocuments";

  /** What a document's −ln Beta, log-gammas and the like stay below, with α of 1e-6 and more. */
  private static final double MOST = 1e8;

  private final Supports supports;
  private final boolean draws;
  private final long seed;
  private final int round;

  /** Null where sums are by topic. */
  private final GroupTables.Row byGroup;

  /**
   * Of one pass.
   *
   * @param topics K where sums are by group and topic, {@link GroupTables}; 0 where by topic alone
   * @param draws whether tables and exposure are drawn
   */
  DocumentTables(Supports supports, int topics, boolean draws, long seed, int round) {
    byGroup = topics > 0 ? new GroupTables.Row(topics) : null;
    this.supports = supports;
    this.draws = draws;
    this.seed = seed;
    this.round = round;
  }

  /** These sums beside others. */
  static SumsLayout with(SumsLayout sums, double documents, double tokens, int topics) {
    double logs = MOST * (documents + tokens);
    int bits = SumsLayout.bitsWithin(logs);
    return sums.vector(TABLES, topics, SumsLayout.bitsWithin(tokens), tokens)
        .vector(EXPOSURE, topics, bits, logs)
        .scalar(LOG_DOCUMENTS, bits, logs);
  }

  /**
   * Sends what a document says.
   *
   * @param countK n_dk by topic
   * @param tokens N_d &gt; 0
   */
  void send(int group, long key, int[] countK, int tokens, TermStatisticsBuilder out) {
    int place = supports.place(group);
    int start = supports.start(place);
    int end = start + supports.size(place);
    double sum = supports.alphaSum(place);
    RandomStream stream = draws ? Streams.of(seed, Purpose.TABLES, round, key) : null;
    double exposure =
        draws
            ? minusLogBeta(stream, sum, tokens)
            : Special.digamma(sum + tokens) - Special.digamma(sum);
    double log = Special.lgamma(sum) - Special.lgamma(sum + tokens);
    int tablesAt = out.layout().sums().at(TABLES);
    int exposureAt = out.layout().sums().at(EXPOSURE);
    for (int j = start; j < end; j++) {
      int k = supports.topics()[j];
      double alpha = supports.alphas()[j];
      if (byGroup == null) {
        out.sum(exposureAt + k, exposure);
      }
      if (countK[k] > 0) {
        double tables = tables(stream, alpha, countK[k]);
        if (byGroup == null) {
          out.sum(tablesAt + k, tables);
        } else {
          byGroup.add(k, tables);
        }
        log += Special.lgamma(alpha + countK[k]) - Special.lgamma(alpha);
      }
    }
    if (byGroup != null) {
      byGroup.send(group, exposure, out);
    }
    out.sum(LOG_DOCUMENTS, log);
  }

  private double tables(RandomStream stream, double alpha, int count) {
    if (!draws) {
      return alpha * (Special.digamma(alpha + count) - Special.digamma(alpha));
    }
    int tables = 1;
    for (int i = 1; i < count; i++) {
      tables += stream.nextDouble() * (alpha + i) < alpha ? 1 : 0;
    }
    return tables;
  }

  /** −ln x, x ~ Beta(a, n), from the logarithms of two gamma variables, without overflow. */
  private static double minusLogBeta(RandomStream stream, double a, double n) {
    double own = Draws.logGamma(stream, a);
    double ahead = Draws.logGamma(stream, n) - own;
    return Math.max(0, ahead) + StrictMath.log1p(StrictMath.exp(-Math.abs(ahead)));
  }
}
