package polya.infer.variational;

import java.util.Arrays;
import polya.corpus.Tile;
import polya.infer.TilePass;
import polya.infer.TileState;
import polya.math.Special;
import polya.mixing.DocumentPrior;
import polya.topics.Phi;
import polya.topics.TermStatisticsBuilder;

/**
 * {@link MeanField} over tiles. Where a tile remembers its documents' γ they start from these, so
 * that a visit never lowers the corpus's evidence lower bound, and their part of it is sent; else
 * every document starts cold and sends no part. Families whose documents have another prior extend
 * this class by what they report.
 */
public class MeanFieldPass implements TilePass {
  private final Phi phi;
  private final DocumentPrior prior;
  private final int topics;
  private final MeanField local;
  private final long[] sumK;
  private final int[] touched;
  private double[] weights = new double[0];

  /** B log B, laid out as the weights, where tiles remember. */
  private double[] weighedLogs = new double[0];

  /**
   * Opens the pass.
   *
   * @param phi exp(E log φ), not rescaled: the bound needs its scale
   * @param prior the documents'
   */
  public MeanFieldPass(Phi phi, DocumentPrior prior, LocalOptions options) {
    this(phi, prior, new MeanField(prior, options));
  }

  /** Opens the pass with a local step of these documents. */
  protected MeanFieldPass(Phi phi, DocumentPrior prior, MeanField local) {
    this.phi = phi;
    this.prior = prior;
    this.local = local;
    topics = prior.topics();
    sumK = new long[topics];
    touched = new int[topics];
  }

  @Override
  public final TileState visit(Tile tile, TileState before, TermStatisticsBuilder out) {
    boolean remembers = before != null;
    expand(tile, remembers);
    double[] gamma =
        remembers ? ((GammaMemory.Gammas) before).copy() : GammaMemory.seated(tile, prior);
    double[] tD = new double[tile.documents() * topics];
    double[] ratios = new double[tile.slots().length];
    for (int d = 0; d < tile.documents(); d++) {
      int from = tile.offsets()[d];
      int words = tile.offsets()[d + 1] - from;
      out.visited(tile.tokens(d));
      local.enter(tile.group(d));
      if (words > 0) {
        local.fit(weights, tile.slots(), tile.counts(), from, words, gamma, d * topics);
        System.arraycopy(local.t, 0, tD, d * topics, topics);
        for (int w = 0; w < words; w++) {
          ratios[from + w] = tile.counts()[from + w] / local.m[w];
        }
        report(tile, d, gamma, out);
        if (remembers) {
          score(tile, d, gamma, ratios, out);
        }
      } else if (remembers) {
        scoreEmpty(gamma, d, out);
      }
    }
    flush(tile, tD, ratios, out);
    return remembers ? new GammaMemory.Gammas(gamma) : null;
  }

  private void expand(Tile tile, boolean remembers) {
    int n = tile.terms().length * topics;
    if (weights.length < n) {
      weights = new double[n];
    }
    for (int s = 0; s < tile.terms().length; s++) {
      phi.expand(tile.terms()[s], weights, s * topics);
    }
    if (remembers) {
      if (weighedLogs.length < n) {
        weighedLogs = new double[n];
      }
      for (int i = 0; i < n; i++) {
        weighedLogs[i] = weights[i] > 0 ? weights[i] * Math.log(weights[i]) : 0;
      }
    }
  }

  /**
   * Sends the document's sums beside those that all documents have.
   *
   * @param gamma γ of the tile's documents, the d-th's from d · K on
   */
  protected void reportPrior(Tile tile, int d, double[] gamma, TermStatisticsBuilder out) {
    int at = d * topics;
    double all = Special.digamma(local.alphaSum() + tile.tokens(d));
    out.sum(VariationalSums.LENGTHS, all);
    int place = out.layout().sums().at(VariationalSums.LOG_THETA);
    for (int k = 0; k < topics; k++) {
      if (local.alpha(k) > 0) {
        out.sum(place + k, Special.digamma(gamma[at + k]) - all);
      }
    }
    if (local.hasGroups()) {
      out.addTo(FittedGroups.TABLE, tile.group(d), new int[1], new long[] {1}, 1);
    }
  }

  private void report(Tile tile, int d, double[] gamma, TermStatisticsBuilder out) {
    out.sum(VariationalSums.FITTED, 1);
    out.sum(VariationalSums.ACTIVE, topics);
    out.sum(VariationalSums.SWEEPS, local.sweeps());
    reportPrior(tile, d, gamma, out);
  }

  /** Sends what a document without tokens adds to the bound: here nothing. */
  protected void scoreEmpty(double[] gamma, int d, TermStatisticsBuilder out) {}

  private void score(Tile tile, int d, double[] gamma, double[] ratios, TermStatisticsBuilder out) {
    scorePrior(tile, d, gamma, ratios, out);
    int factorials = out.layout().sums().at(VariationalSums.COUNT_FACTORIALS);
    for (int w = tile.offsets()[d]; w < tile.offsets()[d + 1]; w++) {
      int count = tile.counts()[w];
      if (count > 1) {
        out.sum(factorials, Special.lgamma(count + 1.0));
      }
    }
    out.sum(VariationalSums.SCORED_TOKENS, tile.tokens(d));
  }

  /**
   * Sends the document's part of the bound, less what of it depends on Φ, Σ_wk c r E log φ_wk, and
   * on α, log Γ(α_0) + Σ_k [α_k E log θ_k − log Γ(α_k)].
   *
   * @param gamma γ of the tile's documents, the d-th's from d · K on
   * @param ratios c / m of the tile's entries
   */
  protected void scorePrior(
      Tile tile, int d, double[] gamma, double[] ratios, TermStatisticsBuilder out) {
    int from = tile.offsets()[d];
    int words = tile.offsets()[d + 1] - from;
    double part = local.bound(tile.counts(), from, words, gamma, d * topics) - local.lgammaAlpha();
    double all = Special.digamma(local.alphaSum() + tile.tokens(d));
    for (int k = 0; k < topics; k++) {
      double alpha = local.alpha(k);
      part -= alpha > 0 ? alpha * (Special.digamma(gamma[d * topics + k]) - all) : 0;
    }
    for (int w = from; w < from + words; w++) {
      part -= ratios[w] * weighedLogs(tile.slots()[w]);
    }
    out.sum(VariationalSums.SCORE, part);
    double length = local.alphaSum() + tile.tokens(d);
    out.sum(VariationalSums.LENGTH_SCORE, Special.lgamma(length) - local.alphaSum() * all);
  }

  /** Σ_wk c r (log t_k − log r_wk) of the document fitted last: its terms' scale cancels. */
  protected final double entropy(Tile tile, int d, double[] ratios) {
    double sum = 0;
    for (int w = tile.offsets()[d]; w < tile.offsets()[d + 1]; w++) {
      sum += tile.counts()[w] * Math.log(local.m[w - tile.offsets()[d]]);
      sum -= ratios[w] * weighedLogs(tile.slots()[w]);
    }
    return sum;
  }

  /** Σ_k t B log B of a term. */
  private double weighedLogs(int slot) {
    double sum = 0;
    for (int k = 0; k < topics; k++) {
      sum += local.t[k] * weighedLogs[slot * topics + k];
    }
    return sum;
  }

  /** Sends c t B / m of all entries, added up by term and topic. */
  private void flush(Tile tile, double[] tD, double[] ratios, TermStatisticsBuilder out) {
    int[] documentOf = documentOf(tile);
    Tile.ByTerm byTerm = tile.byTerm();
    double unit = 1L << out.bits();
    for (int s = 0; s < tile.terms().length; s++) {
      for (int i = byTerm.starts()[s]; i < byTerm.starts()[s + 1]; i++) {
        int entry = byTerm.entries()[i];
        int t = documentOf[entry] * topics;
        for (int k = 0; k < topics; k++) {
          sumK[k] += (long) (ratios[entry] * tD[t + k] * weights[s * topics + k] * unit + 0.5);
        }
      }
      int n = 0;
      for (int k = 0; k < topics; k++) {
        if (sumK[k] > 0) {
          touched[n++] = k;
        }
      }
      out.add(tile.terms()[s], touched, sumK, n);
      Arrays.fill(sumK, 0);
    }
  }

  private static int[] documentOf(Tile tile) {
    int[] documentOf = new int[tile.slots().length];
    for (int d = 0; d < tile.documents(); d++) {
      Arrays.fill(documentOf, tile.offsets()[d], tile.offsets()[d + 1], d);
    }
    return documentOf;
  }
}
