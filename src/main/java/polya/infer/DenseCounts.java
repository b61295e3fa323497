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
  private final Rows rows;
  private final int topics;
  private final int length;
  private final float[] onesK;
  private final float[] alphaK;
  private final float[] p;
  private final float[] lanes = new float[Rows.LANES];
  private int[] countDK = new int[0];
  private TokenRun run;
  private long changed;
  private long unweighted;

  DenseCounts(double[] alpha, Rows rows) {
    this.rows = rows;
    topics = alpha.length;
    length = Rows.padded(topics);
    p = new float[length];
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
    int[] entries = run.entries;
    int[] z = run.z;
    int moved = 0;
    for (int e = from; e < to; e += TokenRun.STRIDE) {
      int d = entries[e];
      if (seating && run.seated[d]) {
        continue;
      }
      int row = d * length;
      long key = run.drawKeys[d];
      int end = entries[e + 1] + entries[e + 2];
      for (int i = entries[e + 1]; i < end; i++) {
        int old = z[i];
        if (!seating) {
          countDK[row + old]--;
        }
        rows.weigh(countDK, row, term.phiK, term.priorK, p, lanes, length);
        double total = LaneDraw.total(lanes);
        double u = Uniforms.at(key, i);
        int k =
            total > 0 && total <= Double.MAX_VALUE
                ? LaneDraw.index(p, lanes, length, u * total)
                : withoutWeights(row, old, u);
        countDK[row + k]++;
        z[i] = k;
        moved += k == old ? 0 : 1;
        if (sent != null) {
          sent.add(k);
        }
      }
    }
    changed += moved;
  }

  /** The topic it had; if none, one by the document alone. */
  private int withoutWeights(int row, int old, double u) {
    unweighted++;
    if (old >= 0) {
      return old;
    }
    rows.weigh(countDK, row, onesK, alphaK, p, lanes, length);
    return LaneDraw.index(p, lanes, length, u * LaneDraw.total(lanes));
  }

  @Override
  public double weight(int d, TermWeights term) {
    rows.weigh(countDK, d * length, term.phiK, term.priorK, p, lanes, length);
    return LaneDraw.total(lanes);
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
