package polya.infer;

import polya.math.LaneDraw;
import polya.math.Rows;
import polya.math.Uniforms;

/**
 * A row of K counts a document, weighed whole at every draw by SIMD: no list to keep and nothing to
 * search, which is fastest while K is small.
 */
final class DenseCounts implements TopicCounts {
  private final int topics;
  private final int length;
  private final float[] onesK;
  private final float[] alphaK;

  /** Running sums of the tokens of a batch. */
  private final float[] sums;

  /** Running sums of a document's own counts. */
  private final float[] alone;

  private final double[] ends = new double[LaneDraw.ENDS];
  private final CountTable countDK;
  private TokenRun run;
  private long changed;
  private long unweighted;

  DenseCounts(double[] alpha, Rows rows) {
    topics = alpha.length;
    length = Rows.padded(topics);
    countDK = new CountTable(rows, length);
    sums = new float[BATCH * length];
    alone = new float[length];
    onesK = new float[length];
    alphaK = new float[length];
    for (int k = 0; k < topics; k++) {
      onesK[k] = 1;
      alphaK[k] = (float) alpha[k];
    }
  }

  @Override
  public void open(TokenRun opened) {
    run = opened;
    countDK.open(run);
    for (int d = 0; d < run.documents; d++) {
      if (run.seated[d]) {
        for (int i = run.starts[d]; i < run.starts[d + 1]; i++) {
          countDK.add(d, run.z[i], 1);
        }
      }
    }
  }

  @Override
  public void drawBatch(
      int from, int to, int token, TermWeights term, boolean seating, TermTally sent) {
    int[] entries = run.entries;
    for (int b = from; b < to && !seating; b++) {
      int e = run.waiting[b];
      countDK.add(entries[e], run.z[entries[e + 1] + token], -1);
    }
    for (int b = from; b < to; b++) {
      int d = entries[run.waiting[b]];
      countDK.weigh(d, term.phiK, term.priorK, sums, (b - from) * length);
    }
    for (int b = from; b < to; b++) {
      int e = run.waiting[b];
      drawToken(entries[e], entries[e + 1] + token, (b - from) * length, sent);
    }
  }

  /** Draws a token's topic from sums that are ready, and counts it. */
  private void drawToken(int d, int i, int so, TermTally sent) {
    int old = run.z[i];
    double total = LaneDraw.ends(sums, so, length, ends);
    double u = Uniforms.at(run.drawKeys[d], i);
    int k =
        total > 0 && total <= Double.MAX_VALUE
            ? LaneDraw.index(sums, so, length, ends, u * total)
            : withoutWeights(d, old, u);
    countDK.add(d, k, 1);
    run.z[i] = k;
    changed += k == old ? 0 : 1;
    if (sent != null) {
      sent.add(k);
    }
  }

  /** The topic it had; if none, one by the document alone. */
  private int withoutWeights(int d, int old, double u) {
    unweighted++;
    if (old >= 0) {
      return old;
    }
    countDK.weigh(d, onesK, alphaK, alone, 0);
    double total = LaneDraw.ends(alone, 0, length, ends);
    return LaneDraw.index(alone, 0, length, ends, u * total);
  }

  @Override
  public int list(int d, int[] listed, int[] counts) {
    int n = 0;
    for (int k = 0; k < topics; k++) {
      int count = countDK.get(d, k);
      if (count > 0) {
        listed[n] = k;
        counts[n++] = count;
      }
    }
    return n;
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
