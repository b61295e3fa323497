package polya.infer;

import polya.math.LaneDraw;
import polya.math.Rows;

/**
 * A row of K counts a document, weighed whole at every draw by SIMD: no list to keep and nothing to
 * search, which is fastest while K is small.
 */
final class DenseCounts implements TopicCounts {
  /** With so many topics a token, or more, a document is listed by its tokens. */
  private static final int TOPICS_A_TOKEN = 4;

  private final int topics;
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

  /** By topic: the number of the last list that it is in. */
  private final long[] listingOfK;

  private final CountTable countDK;
  private long listing;
  private TokenRun run;
  private long changed;
  private long unweighted;

  DenseCounts(double[] alpha, Rows rows) {
    topics = alpha.length;
    length = Rows.padded(topics);
    countDK = new CountTable(rows, length);
    this.rows = rows;
    stride = length + Rows.LANES;
    sums = new float[BATCH * stride];
    alone = new float[stride];
    listingOfK = new long[topics];
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
        count(d);
      }
    }
  }

  private void count(int d) {
    for (int e = run.starts[d]; e < run.starts[d + 1]; e++) {
      int first = run.firstTokens[e];
      for (int i = first; i < first + run.copies[e]; i++) {
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
      countDK.weigh(d, term.phiK, term.priorK, sums, (b - from) * stride);
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
  public int list(int d, int[] listed, int[] counts) {
    return run.lengths[d] <= topics / TOPICS_A_TOKEN
        ? listTokens(d, listed, counts)
        : listRow(d, listed, counts);
  }

  /** Goes through a document's tokens. */
  private int listTokens(int d, int[] listed, int[] counts) {
    listing++;
    int n = 0;
    for (int e = run.starts[d]; e < run.starts[d + 1]; e++) {
      int first = run.firstTokens[e];
      for (int i = first; i < first + run.copies[e]; i++) {
        int k = run.z[i];
        if (listingOfK[k] != listing) {
          listingOfK[k] = listing;
          listed[n] = k;
          counts[n++] = countDK.get(d, k);
        }
      }
    }
    return n;
  }

  /** Goes through a document's row. */
  private int listRow(int d, int[] listed, int[] counts) {
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
