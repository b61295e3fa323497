package polya.models.mixture;

import polya.corpus.Tile;
import polya.infer.Round;
import polya.infer.TilePass;
import polya.infer.TileState;
import polya.infer.variational.LocalStep;
import polya.infer.variational.VariationalSums;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.SumsLayout;
import polya.topics.TermStatisticsBuilder;

/**
 * The local step by variational inference: a document's responsibilities r_dk ∝ exp(a_dk), in
 * closed form given topics and π, so that tiles remember nothing. By {@code vb} a_dk has expected
 * logarithms, E log π_k + Σ_w c_w E log φ_wk, and {@link VariationalSums#SCORE} is Σ_d H(r_d); by
 * {@code cvb0} the logarithms of means, and it is Σ_d log Σ_k exp(a_dk).
 */
final class Responsibilities implements LocalStep {
  private static final long serialVersionUID = 1L;

  private final boolean vb;
  private final long documents;
  private final int topics;

  Responsibilities(boolean vb, long documents, int topics) {
    this.vb = vb;
    this.documents = documents;
    this.topics = topics;
  }

  @Override
  public SumsLayout sums(SumsLayout common) {
    return MixtureSums.with(common, documents, topics);
  }

  @Override
  public TilePass open(Phi phi, Globals globals, Round round) {
    double[] logPiK =
        vb ? MixtureState.expectedLogShares(globals) : MixtureState.logShares(globals);
    return new Pass(new LogWeights(phi, logPiK, !vb), vb, topics);
  }

  private static final class Pass implements TilePass {
    /** A topic that has less of a document is not counted as one of its topics. */
    private static final double HELD_SHARE = 0.01;

    private final LogWeights weights;
    private final boolean vb;
    private final double[] aK;
    private final long[] sumK;
    private final int[] touched;

    /** The documents of a tile one after the other: topics of any weight, and r of them. */
    private int[] starts = new int[1];

    private int[] topicOf = new int[0];
    private double[] shares = new double[0];

    Pass(LogWeights weights, boolean vb, int topics) {
      this.weights = weights;
      this.vb = vb;
      aK = new double[topics];
      sumK = new long[topics];
      touched = new int[topics];
    }

    @Override
    public TileState visit(Tile tile, TileState before, TermStatisticsBuilder out) {
      weights.open(tile);
      if (starts.length <= tile.documents()) {
        starts = new int[2 * tile.documents() + 1];
        topicOf = new int[Math.multiplyExact(2 * tile.documents(), aK.length)];
        shares = new double[topicOf.length];
      }
      int documentsAt = out.layout().sums().at(MixtureSums.DOCUMENTS);
      double unit = 1L << out.bits();
      for (int d = 0; d < tile.documents(); d++) {
        long tokens = tile.tokens(d);
        out.visited(tokens);
        starts[d + 1] = starts[d];
        if (tokens > 0) {
          weights.weigh(tile, d, aK);
          report(tokens, LogSum.normalise(aK), documentsAt, out);
          keep(d, tokens * unit);
        }
      }
      send(tile, unit, out);
      return null;
    }

    /** Sends what a document adds beside its rows. */
    private void report(long tokens, double log, int documentsAt, TermStatisticsBuilder out) {
      double entropy = 0;
      int active = 0;
      for (int k = 0; k < aK.length; k++) {
        if (aK[k] > 0) {
          out.sum(documentsAt + k, aK[k]);
          entropy -= aK[k] * StrictMath.log(aK[k]);
          active += aK[k] >= HELD_SHARE ? 1 : 0;
        }
      }
      out.sum(VariationalSums.SCORE, vb ? entropy : log);
      out.sum(VariationalSums.SCORED_TOKENS, tokens);
      out.sum(VariationalSums.FITTED, 1);
      out.sum(VariationalSums.SWEEPS, 1);
      out.sum(VariationalSums.ACTIVE, active);
    }

    /** Keeps the shares that are worth half a unit of the document's tokens. */
    private void keep(int d, double units) {
      int n = starts[d];
      for (int k = 0; k < aK.length; k++) {
        if (units * aK[k] >= 0.5) {
          topicOf[n] = k;
          shares[n++] = aK[k];
        }
      }
      starts[d + 1] = n;
    }

    /** Sends Σ_d c_dw r_dk by term. */
    private void send(Tile tile, double unit, TermStatisticsBuilder out) {
      int[] documentOf = TileDocuments.ofEntries(tile);
      Tile.ByTerm byTerm = tile.byTerm();
      for (int s = 0; s < tile.terms().length; s++) {
        for (int i = byTerm.starts()[s]; i < byTerm.starts()[s + 1]; i++) {
          int entry = byTerm.entries()[i];
          int d = documentOf[entry];
          double counted = tile.counts()[entry] * unit;
          for (int j = starts[d]; j < starts[d + 1]; j++) {
            sumK[topicOf[j]] += (long) (counted * shares[j] + 0.5);
          }
        }
        TileDocuments.send(tile.terms()[s], sumK, touched, out);
      }
    }
  }
}
