package polya.infer;

import java.util.Arrays;
import polya.math.LaneDraw;
import polya.math.Rows;
import polya.math.Uniforms;

/**
 * A row of K counts a document, weighed whole at every draw by SIMD: no list to keep and nothing to
 * search, which is fastest while K is small.
 */
final class DenseCounts implements TopicCounts {
  /** Entries whose first tokens are weighed together. */
  private static final int BATCH = 8;

  private final Rows rows;
  private final int topics;
  private final int length;
  private final float[] onesK;
  private final float[] alphaK;

  /** Running sums of the tokens of a batch. */
  private final float[] sums;

  /** Running sums of a document's own counts. */
  private final float[] alone;

  private final double[] ends = new double[Rows.LANES];
  private final int[] batch = new int[BATCH];
  private int[] countDK = new int[0];
  private TokenRun run;
  private long changed;
  private long unweighted;

  DenseCounts(double[] alpha, Rows rows) {
    this.rows = rows;
    topics = alpha.length;
    length = Rows.padded(topics);
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
    int size = Math.multiplyExact(run.documents, length);
    if (countDK.length < size) {
      countDK = new int[size];
    } else {
      Arrays.fill(countDK, 0, size, 0);
    }
    for (int d = 0; d < run.documents; d++) {
      if (run.seated[d]) {
        for (int i = run.starts[d]; i < run.starts[d + 1]; i++) {
          countDK[d * length + run.z[i]]++;
        }
      }
    }
  }

  @Override
  public void draw(int from, int to, TermWeights term, boolean seating, TermTally sent) {
    int next = from;
    while (next < to) {
      int n = 0;
      for (; n < BATCH && next < to; next += TokenRun.STRIDE) {
        if (!seating || !run.seated[run.entries[next]]) {
          batch[n++] = next;
        }
      }
      drawBatch(n, term, seating, sent);
    }
  }

  /**
   * Draws for entries of different documents: first tokens are taken out and weighed all together,
   * so that no draw waits for another.
   */
  private void drawBatch(int n, TermWeights term, boolean seating, TermTally sent) {
    int[] entries = run.entries;
    int[] z = run.z;
    for (int b = 0; b < n && !seating; b++) {
      int e = batch[b];
      countDK[entries[e] * length + z[entries[e + 1]]]--;
    }
    for (int b = 0; b < n; b++) {
      int row = entries[batch[b]] * length;
      rows.weigh(countDK, row, term.phiK, term.priorK, sums, b * length, length);
    }
    for (int b = 0; b < n; b++) {
      int e = batch[b];
      int d = entries[e];
      int i = entries[e + 1];
      int end = i + entries[e + 2];
      drawToken(d, i, b * length, sent);
      while (++i < end) {
        if (!seating) {
          countDK[d * length + z[i]]--;
        }
        rows.weigh(countDK, d * length, term.phiK, term.priorK, sums, 0, length);
        drawToken(d, i, 0, sent);
      }
    }
  }

  /** Draws a token's topic from sums that are ready, and counts it. */
  private void drawToken(int d, int i, int so, TermTally sent) {
    int old = run.z[i];
    int row = d * length;
    double total = LaneDraw.ends(sums, so, length, ends, 0);
    double u = Uniforms.at(run.drawKeys[d], i);
    int k =
        total > 0 && total <= Double.MAX_VALUE
            ? LaneDraw.index(sums, so, length, ends, 0, u * total)
            : withoutWeights(row, old, u);
    countDK[row + k]++;
    run.z[i] = k;
    changed += k == old ? 0 : 1;
    if (sent != null) {
      sent.add(k);
    }
  }

  /** The topic it had; if none, one by the document alone. */
  private int withoutWeights(int row, int old, double u) {
    unweighted++;
    if (old >= 0) {
      return old;
    }
    rows.weigh(countDK, row, onesK, alphaK, alone, 0, length);
    double total = LaneDraw.ends(alone, 0, length, ends, 0);
    return LaneDraw.index(alone, 0, length, ends, 0, u * total);
  }

  @Override
  public int list(int d, int[] listed, int[] counts) {
    int n = 0;
    for (int k = 0; k < topics; k++) {
      int count = countDK[d * length + k];
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
