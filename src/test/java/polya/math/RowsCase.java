package polya.math;

/**
 * A document's worth of random rows: words × n floats, of which the first k columns are not
 * padding.
 */
final class RowsCase {
  final int words;
  final int k;
  final int n;
  final float[] b;
  final int[] rowOffsets;
  final float[] c;
  final float[] t;
  final float[] u;
  final float[] m;
  final float[] g;
  final float[] r;
  final float[] p;

  /** The rows as arrays of their own. */
  float[][] stored() {
    float[][] stored = new float[words][];
    for (int w = 0; w < words; w++) {
      stored[w] = java.util.Arrays.copyOfRange(b, rowOffsets[w], rowOffsets[w] + n);
    }
    return stored;
  }

  RowsCase(int words, int k, long key) {
    RandomStream stream = Streams.of(7, Purpose.TEST, k, key);
    this.words = words;
    this.k = k;
    this.n = Rows.padded(k);
    b = new float[words * n];
    r = new float[words * n];
    rowOffsets = new int[words];
    c = new float[words];
    t = new float[n];
    u = new float[n];
    m = new float[words];
    g = new float[n];
    p = new float[n];
    for (int j = 0; j < k; j++) {
      t[j] = (float) (5 * stream.nextOpen());
      g[j] = 0.1f;
    }
    for (int w = 0; w < words; w++) {
      rowOffsets[w] = (words - 1 - w) * n;
      c[w] = 1 + stream.nextInt(5);
      for (int j = 0; j < k; j++) {
        b[w * n + j] = (float) Math.pow(stream.nextOpen(), 6);
        r[w * n + j] = 1f / k;
        g[j] += c[w] * r[w * n + j];
      }
    }
  }
}
