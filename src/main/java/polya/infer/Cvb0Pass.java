package polya.infer;

import polya.corpus.Tile;
import polya.math.Special;
import polya.topics.Phi;
import polya.topics.TermStatisticsBuilder;

/**
 * {@link Cvb0} or {@link Hybrid} over tiles: gathers the weights of a tile's terms once, fits its
 * documents, and sends expected counts c_w r_wk by term. Keeps no state: every document starts
 * cold, since warm starts trap it (ALGORITHMS §1.7).
 */
public final class Cvb0Pass implements TilePass {
  /**
   * One document in so many, chosen by its key, is scored: the score is a monitor, not a result.
   */
  private static final int SCORED_ONE_IN = 8;

  /** Expected counts below this say nothing of a topic's concentration. */
  private static final float NOTHING = 1e-3f;

  private final Phi phi;
  private final double[] alpha;
  private final double alphaSum;
  private final double[] digammaAlpha;
  private final boolean learnsConcentration;
  private final DocumentStep local;
  private final TileResponsibilities kept;
  private float[] weights = new float[0];
  private int[] rowOffsets = new int[0];
  private float[] counts = new float[0];

  /**
   * Opens the pass.
   *
   * @param phi mean topics, in any scale common to a row
   * @param alpha the documents' prior, K numbers
   * @param local fits documents of this prior
   * @param learnsConcentration whether the concentration statistics are wanted
   */
  public Cvb0Pass(Phi phi, double[] alpha, DocumentStep local, boolean learnsConcentration) {
    this.phi = phi;
    this.alpha = alpha;
    this.learnsConcentration = learnsConcentration;
    this.local = local;
    kept = new TileResponsibilities(alpha.length);
    digammaAlpha = new double[alpha.length];
    double sum = 0;
    for (int k = 0; k < alpha.length; k++) {
      digammaAlpha[k] = Special.digamma(alpha[k]);
      sum += alpha[k];
    }
    alphaSum = sum;
  }

  @Override
  public TileState visit(Tile tile, TileState before, TermStatisticsBuilder out) {
    int n = phi.rowLength();
    if (weights.length < tile.terms().length * n) {
      weights = new float[tile.terms().length * n];
    }
    phi.expand(local.rows, tile.terms(), weights);
    kept.open(tile, out);
    for (int d = 0; d < tile.documents(); d++) {
      long tokens = gather(tile, d, n);
      out.visited(tokens);
      int words = tile.offsets()[d + 1] - tile.offsets()[d];
      if (words > 0) {
        local.fit(weights, rowOffsets, counts, words, tokens);
        kept.keep(d, local, words);
        report(tile.key(d), words, tokens, out);
      }
    }
    return null;
  }

  @Override
  public void finish(TermStatisticsBuilder out) {
    kept.flush(out);
  }

  /** Puts a document's row offsets and counts at hand; returns its tokens. */
  private long gather(Tile tile, int d, int n) {
    int from = tile.offsets()[d];
    int words = tile.offsets()[d + 1] - from;
    if (counts.length < words) {
      rowOffsets = new int[2 * words];
      counts = new float[2 * words];
    }
    long tokens = 0;
    for (int w = 0; w < words; w++) {
      rowOffsets[w] = tile.slots()[from + w] * n;
      counts[w] = tile.counts()[from + w];
      tokens += tile.counts()[from + w];
    }
    return tokens;
  }

  private void report(long key, int words, long tokens, TermStatisticsBuilder out) {
    out.sum(VariationalSums.FITTED, 1);
    out.sum(VariationalSums.ACTIVE, local.active);
    out.sum(VariationalSums.SWEEPS, local.sweeps);
    if (Long.remainderUnsigned(key, SCORED_ONE_IN) == 0) {
      out.sum(VariationalSums.SCORE, local.logLikelihood(counts, words, tokens, alphaSum));
      out.sum(VariationalSums.SCORED_TOKENS, tokens);
    }
    if (learnsConcentration) {
      double all = Special.digamma(tokens + alphaSum) - Special.digamma(alphaSum);
      out.sum(VariationalSums.CONCENTRATION, all);
      for (int j = 0; j < local.active; j++) {
        int k = local.topicOf[j];
        if (local.n[j] > NOTHING) {
          double gain = Special.digamma(local.n[j] + alpha[k]) - digammaAlpha[k];
          out.sum(VariationalSums.CONCENTRATION_K + k, gain);
        }
      }
    }
  }
}
