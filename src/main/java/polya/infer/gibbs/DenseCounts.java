package polya.infer.gibbs;

import polya.math.LaneDraw;
import polya.math.Rows;

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

  private final CountTable countDK;
  private TokenRun run;
  private long changed;
  private long unweighted;

  DenseCounts(double[] alpha, Rows rows) {
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
    for (int d = 0; d < run.documents; d++) {
      if (run.seated[d] || run.isPart) {
        count(d);
      }
    }
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
      countDK.weigh(d, term.phiK, alphaK, sums, (b - from) * stride);
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
    countDK.weigh(d, onesK, alphaK, alone, 0);
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
