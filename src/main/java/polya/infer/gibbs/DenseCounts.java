package polya.infer.gibbs;

import java.util.Arrays;
import polya.math.LaneDraw;
import polya.math.Rows;
import polya.mixing.Supports;

/**
 * A row of K counts a document, weighed whole at every draw by SIMD: no list to keep and nothing to
 * search, which is fastest while K is small.
 */
final class DenseCounts implements DocumentCounts {
  private final int length;
  private final Rows rows;

  /** Floats that a token's sums and ends take. */
  private final int stride;

  private final float[] onesK;
  private final float[] alphaK;

  /** Running sums of the tokens of a batch. */
  private final float[] sums;

  /** Running sums of a document's own counts. */
  private final float[] alone;

  /** Null where all documents have one prior. */
  private final Supports supports;

  /** α by place among the supports; null where it was not met. */
  private float[][] alphaOf = new float[16][];

  /** By document; all one where documents have one prior. */
  private float[][] alphaD = new float[0][];

  private final CountTable countDK;
  private TokenRun run;
  private long changed;
  private long unweighted;

  /**
   * Counts.
   *
   * @param supports of groups that may use all topics, each with its own α; null where all
   *     documents have the one α
   */
  DenseCounts(double[] alpha, Supports supports, Rows rows) {
    this.supports = supports;
    length = Rows.padded(alpha.length);
    countDK = new CountTable(rows, length);
    this.rows = rows;
    stride = length + Rows.LANES;
    sums = new float[BATCH * stride];
    alone = new float[stride];
    onesK = new float[length];
    alphaK = new float[length];
    for (int k = 0; k < alpha.length; k++) {
      onesK[k] = 1;
      alphaK[k] = (float) alpha[k];
    }
  }

  @Override
  public void open(TokenRun opened) {
    run = opened;
    countDK.open(run);
    if (alphaD.length < run.documents) {
      alphaD = new float[2 * run.documents][];
    }
    for (int d = 0; d < run.documents; d++) {
      alphaD[d] = supports == null ? alphaK : alpha(run.groups[d]);
    }
    for (int d = 0; d < run.documents; d++) {
      if (run.seated[d] || run.isPart) {
        count(d);
      }
    }
  }

  private float[] alpha(int group) {
    int place = supports.place(group);
    if (place >= alphaOf.length) {
      alphaOf = Arrays.copyOf(alphaOf, Math.max(place + 1, 2 * alphaOf.length));
    }
    if (alphaOf[place] == null) {
      int start = supports.start(place);
      alphaOf[place] = Arrays.copyOfRange(supports.floats(), start, start + length);
    }
    return alphaOf[place];
  }

  private void count(int d) {
    for (int i = run.starts[d]; i < run.starts[d + 1]; i++) {
      if (run.z[i] >= 0) {
        countDK.add(d, run.z[i], 1);
      }
    }
  }

  @Override
  public void takeOut(int from, int to, int token) {
    int[] entries = run.entries;
    for (int b = from; b < to; b++) {
      int e = run.waiting[b];
      countDK.add(entries[e], run.z[entries[e + 1] + token], -1);
    }
  }

  @Override
  public void drawBatch(int from, int to, int token, TermWeights term, boolean seating) {
    int[] entries = run.entries;
    for (int b = from; b < to; b++) {
      int d = entries[run.waiting[b]];
      countDK.weigh(d, term.phiK, alphaD[d], sums, (b - from) * stride);
    }
    for (int b = from; b < to; b++) {
      int e = run.waiting[b];
      drawToken(entries[e], entries[e + 1] + token, (b - from) * stride);
    }
  }

  /** Draws a token's topic from sums that are ready, and counts it. */
  private void drawToken(int d, int i, int so) {
    int old = run.z[i];
    float total = LaneDraw.total(sums, so, length);
    double u = run.draw(d);
    int k =
        total > 0 && total <= Float.MAX_VALUE
            ? LaneDraw.index(rows, sums, so, length, (float) (u * total))
            : withoutWeights(d, old, u);
    countDK.add(d, k, 1);
    run.z[i] = k;
    changed += k == old ? 0 : 1;
  }

  /** The topic it had; if none, one by the document alone. */
  private int withoutWeights(int d, int old, double u) {
    unweighted++;
    if (old >= 0) {
      return old;
    }
    countDK.weigh(d, onesK, alphaD[d], alone, 0);
    float total = LaneDraw.total(alone, 0, length);
    return LaneDraw.index(rows, alone, 0, length, (float) (u * total));
  }

  @Override
  public void close() {}

  @Override
  public long changed() {
    long n = changed;
    changed = 0;
    return n;
  }

  @Override
  public long unweighted() {
    long n = unweighted;
    unweighted = 0;
    return n;
  }
}
