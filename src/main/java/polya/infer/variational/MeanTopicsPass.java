package polya.infer.variational;

import polya.corpus.Tile;
import polya.infer.TilePass;
import polya.infer.TileState;
import polya.topics.Phi;
import polya.topics.PhiReader;
import polya.topics.TermStatisticsBuilder;

/**
 * {@link Cvb0} or {@link Hybrid} over tiles: fits their documents and sends expected counts c_w
 * r_wk by term. Keeps no state: every document starts cold, since warm starts trap it
 * (algorithms.md §1.5).
 */
public final class MeanTopicsPass implements TilePass {
  /**
   * One document in so many, chosen by its key, is scored: the score is a monitor, not a result.
   */
  private static final int SCORED_ONE_IN = 8;

  /** A topic that holds less of a document is not counted as one of its topics. */
  private static final float HELD_SHARE = 0.01f;

  private final PhiReader reader;
  private final Lane lane;
  private final DocumentStep local;
  private final TileResponsibilities kept;
  private float[][] stored = new float[0][];
  private float[] counts = new float[0];

  /**
   * Opens the pass for a round without lanes.
   *
   * @param phi mean topics, in any scale common to a row
   * @param local fits documents of their prior
   */
  public MeanTopicsPass(Phi phi, DocumentStep local) {
    this(phi, local, null);
  }

  /**
   * Opens the pass.
   *
   * @param phi mean topics: offset η, slope σ, scale 1/Λ_k
   * @param lane the view of lanes, or null in a round without
   */
  public MeanTopicsPass(Phi phi, DocumentStep local, Lane lane) {
    this.lane = lane;
    this.local = local;
    reader = phi.reader(local.rows);
    kept = new TileResponsibilities(phi.topics());
  }

  @Override
  public TileState visit(Tile tile, TileState before, TermStatisticsBuilder out) {
    if (lane != null) {
      lane.enter(tile, out);
    }
    kept.open(tile, out::add, out.bits());
    long all = 0;
    for (int d = 0; d < tile.documents(); d++) {
      int words = tile.offsets()[d + 1] - tile.offsets()[d];
      long tokens = gather(tile, d, words);
      out.visited(tokens);
      all += tokens;
      if (words > 0) {
        local.enter(tile.group(d));
        local.fit(lane == null ? reader : lane.reader(), stored, counts, words, tokens);
        report(tile.key(d), words, tokens, out);
        kept.keep(local, counts, words);
      }
    }
    if (lane != null) {
      lane.step(kept, tile.documents(), all, out.bits());
    }
    return null;
  }

  @Override
  public void finish(TermStatisticsBuilder out) {
    if (lane != null) {
      lane.send(out);
    } else {
      kept.flush(out::add);
    }
  }

  /** Puts a document's rows and counts at hand; returns its tokens. */
  private long gather(Tile tile, int d, int words) {
    int from = tile.offsets()[d];
    if (counts.length < words) {
      counts = new float[2 * words];
      stored = new float[2 * words][];
    }
    long tokens = 0;
    for (int w = 0; w < words; w++) {
      int term = tile.terms()[tile.slots()[from + w]];
      stored[w] = lane == null ? reader.stored(term, null, w) : lane.stored(term, w);
      counts[w] = tile.counts()[from + w];
      tokens += tile.counts()[from + w];
    }
    return tokens;
  }

  /** How many topics hold at least so many tokens of the document just fitted. */
  private int held(float least) {
    int held = 0;
    for (int j = 0; j < local.active; j++) {
      held += local.n[j] >= least ? 1 : 0;
    }
    return held;
  }

  private void report(long key, int words, long tokens, TermStatisticsBuilder out) {
    out.sum(VariationalSums.FITTED, 1);
    out.sum(VariationalSums.ACTIVE, held(HELD_SHARE * tokens));
    out.sum(VariationalSums.SWEEPS, local.sweeps);
    if (Long.remainderUnsigned(key, SCORED_ONE_IN) == 0) {
      out.sum(VariationalSums.SCORE, local.logLikelihood(counts, words, tokens, local.alphaSum()));
      out.sum(VariationalSums.SCORED_TOKENS, tokens);
    }
  }
}
