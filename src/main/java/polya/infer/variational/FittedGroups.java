package polya.infer.variational;

import java.util.Arrays;
import polya.infer.Sent;
import polya.math.Special;
import polya.mixing.DocumentPrior;
import polya.mixing.Supports;
import polya.topics.TermRows;

/**
 * How many documents with tokens each group has, for what documents of groups have in common: the
 * normalizers of Dirichlets over their supports. Cost of a walk: the sizes of all supports.
 */
final class FittedGroups {
  /** The table of #{d in g: N_d > 0} by group g, in one column. */
  static final String TABLE = "groups";

  private static final int STEPS = 100;
  private static final double SETTLED = 1e-7;
  private static final double LEAST = 1e-4;

  private final Supports supports;
  private final int[] places;
  private final long[] documents;

  private FittedGroups(Supports supports, int[] places, long[] documents) {
    this.supports = supports;
    this.places = places;
    this.documents = documents;
  }

  /** Those that passes have sent. */
  static FittedGroups of(Sent sent, DocumentPrior prior) {
    Supports supports = new Supports(prior);
    int[] places = new int[16];
    long[] documents = new long[16];
    int n = 0;
    TermRows rows = sent.table(TABLE);
    while (rows.next()) {
      if (n == places.length) {
        places = Arrays.copyOf(places, 2 * n);
        documents = Arrays.copyOf(documents, 2 * n);
      }
      places[n] = supports.place(rows.term());
      documents[n++] = (long) rows.count(0);
    }
    return new FittedGroups(supports, Arrays.copyOf(places, n), Arrays.copyOf(documents, n));
  }

  /** α_g0 of the i-th group. */
  private double sum(int i, double[] alpha) {
    double sum = 0;
    int start = supports.start(places[i]);
    for (int j = start; j < start + supports.size(places[i]); j++) {
      sum += alpha[supports.topics()[j]];
    }
    return sum;
  }

  /** Σ_g D_g [log Γ(α_g0) − Σ_{k in g} log Γ(α_k)]. */
  double logNormalizers(double[] alpha) {
    double[] lgammas = Arrays.stream(alpha).map(Special::lgamma).toArray();
    double all = 0;
    for (int i = 0; i < places.length; i++) {
      double log = Special.lgamma(sum(i, alpha)) - sum(i, lgammas);
      all += documents[i] * log;
    }
    return all;
  }

  /**
   * Raises {@link #logNormalizers} + Σ_k α_k T_k until it hardly moves, by Minka's fixed point
   * (2000) for Dirichlets over supports: with the bound of log Γ(α_g0) that is linear in α, α_k
   * solves ψ(α_k) = (T_k + Σ_{g with k} D_g ψ(α_g0)) / D_k. No step lowers it. A topic that no
   * document may use keeps its α.
   *
   * @param expectedLogTheta T, K numbers
   */
  double[] concentration(double[] start, double[] expectedLogTheta) {
    double[] alpha = start.clone();
    double moved = 1;
    for (int step = 0; step < STEPS && moved > SETTLED; step++) {
      double[] digammaK = expectedLogTheta.clone();
      double[] documentsK = new double[alpha.length];
      for (int i = 0; i < places.length; i++) {
        double digamma = Special.digamma(sum(i, alpha));
        int from = supports.start(places[i]);
        for (int j = from; j < from + supports.size(places[i]); j++) {
          digammaK[supports.topics()[j]] += documents[i] * digamma;
          documentsK[supports.topics()[j]] += documents[i];
        }
      }
      moved = 0;
      for (int k = 0; k < alpha.length; k++) {
        if (documentsK[k] > 0) {
          double next = Math.max(LEAST, inverseDigamma(digammaK[k] / documentsK[k]));
          moved = Math.max(moved, Math.abs(next / alpha[k] - 1));
          alpha[k] = next;
        }
      }
    }
    return alpha;
  }

  /** x > 0 with ψ(x) = y, by Newton's method from Minka's start (2000, appendix C). */
  private static double inverseDigamma(double y) {
    double x = y >= -2.22 ? StrictMath.exp(y) + 0.5 : -1 / (y - Special.digamma(1));
    for (int step = 0; step < 5; step++) {
      x -= (Special.digamma(x) - y) / Special.trigamma(x);
    }
    return x;
  }
}
