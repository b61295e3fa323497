package polya.infer.gibbs;

import java.util.Arrays;
import polya.math.LaneDraw;
import polya.math.Rows;
import polya.mixing.Supports;

/**
 * The topics that its group may use, with their counts and their own α, a list a document: a draw
 * weighs the list whole, so it costs O(|support|) and knows no other topic. Where a list has all
 * topics draws are those of {@link DenseCounts}, to the bit.
 */
final class SupportCounts implements DocumentCounts {
  private final Rows rows;
  private final Supports supports;
  private final float[] onesK;

  /** Running sums of the tokens of a batch. */
  private float[] sums = new float[0];

  /** Where each document's counts begin. */
  private int[] starts = new int[1];

  /** The place of its group among the supports. */
  private int[] places = new int[0];

  private int[] counts = new int[0];
  private TokenRun run;
  private long changed;
  private long unweighted;

  SupportCounts(Supports supports, int topics, Rows rows) {
    this.supports = supports;
    this.rows = rows;
    onesK = new float[Rows.padded(topics)];
    Arrays.fill(onesK, 1);
  }

  @Override
  public void open(TokenRun opened) {
    run = opened;
    if (places.length < run.documents) {
      places = new int[2 * run.documents];
      starts = new int[2 * run.documents + 1];
    }
    int longest = 0;
    for (int d = 0; d < run.documents; d++) {
      places[d] = supports.place(run.groups[d]);
      int length = supports.padded(places[d]);
      longest = Math.max(longest, length);
      starts[d + 1] = Math.addExact(starts[d], length);
    }
    int all = starts[run.documents];
    if (counts.length < all) {
      counts = new int[all];
    } else {
      Arrays.fill(counts, 0, all, 0);
    }
    if (sums.length < BATCH * (longest + Rows.LANES)) {
      sums = new float[BATCH * (longest + Rows.LANES)];
    }
    for (int d = 0; d < run.documents; d++) {
      if (run.seated[d] || run.isPart) {
        count(d);
      }
    }
  }

  private void count(int d) {
    int from = supports.start(places[d]);
    int to = from + supports.size(places[d]);
    for (int i = run.starts[d]; i < run.starts[d + 1]; i++) {
      if (run.z[i] < 0) {
        continue;
      }
      int at = Arrays.binarySearch(supports.topics(), from, to, run.z[i]);
      if (at < 0) {
        throw new IllegalStateException("a token of topic " + run.z[i] + ", not of its group's");
      }
      run.z[i] = at - from;
      counts[starts[d] + at - from]++;
    }
  }

  @Override
  public void takeOut(int from, int to, int token) {
    int[] entries = run.entries;
    for (int b = from; b < to; b++) {
      int e = run.waiting[b];
      counts[starts[entries[e]] + run.z[entries[e + 1] + token]]--;
    }
  }

  @Override
  public void drawBatch(int from, int to, int token, TermWeights term, boolean seating) {
    int[] entries = run.entries;
    int so = 0;
    for (int b = from; b < to; b++) {
      so = weigh(entries[run.waiting[b]], term.phiK, so);
    }
    so = 0;
    for (int b = from; b < to; b++) {
      int e = run.waiting[b];
      so = drawToken(entries[e], entries[e + 1] + token, so);
    }
  }

  /** Weighs a document's list; returns where the next one's sums go. */
  private int weigh(int d, float[] phiK, int so) {
    int length = supports.padded(places[d]);
    rows.weighSupported(
        counts,
        starts[d],
        supports.topics(),
        supports.floats(),
        supports.start(places[d]),
        phiK,
        sums,
        so,
        length);
    return so + length + Rows.LANES;
  }

  /** Draws a token's topic from sums that are ready, and counts it. */
  private int drawToken(int d, int i, int so) {
    int length = supports.padded(places[d]);
    int old = run.z[i];
    float total = LaneDraw.total(sums, so, length);
    double u = run.draw(d);
    int place =
        total > 0 && total <= Float.MAX_VALUE
            ? LaneDraw.index(rows, sums, so, length, (float) (u * total))
            : withoutWeights(d, old, u, so);
    counts[starts[d] + place]++;
    run.z[i] = place;
    changed += place == old ? 0 : 1;
    return so + length + Rows.LANES;
  }

  /** The place it had; if none, one by the document alone. */
  private int withoutWeights(int d, int old, double u, int so) {
    unweighted++;
    if (old >= 0) {
      return old;
    }
    weigh(d, onesK, so);
    int length = supports.padded(places[d]);
    float total = LaneDraw.total(sums, so, length);
    return LaneDraw.index(rows, sums, so, length, (float) (u * total));
  }

  @Override
  public void close() {
    for (int d = 0; d < run.documents; d++) {
      int from = supports.start(places[d]);
      for (int i = run.starts[d]; i < run.starts[d + 1]; i++) {
        run.z[i] = run.z[i] < 0 ? -1 : supports.topics()[from + run.z[i]];
      }
    }
  }

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
