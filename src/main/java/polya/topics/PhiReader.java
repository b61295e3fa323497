package polya.topics;

import java.util.Arrays;
import polya.corpus.Sections;
import polya.math.Rows;

/**
 * Reads the weights of one term after another in float32, for {@link Phi.Link#IDENTITY} only.
 * Scratch of one thread. Cost: one pass over a row.
 *
 * <p>Where terms have several sections, what is given for a term's row as it is stored is its
 * weights, which mean themselves: offset 0, slope 1 and factors of 1. No row is sparse then. Who
 * fits documents needs to know nothing of sections; it costs one more pass over a row.
 */
public final class PhiReader {
  private final Phi phi;
  private final Rows kernels;
  private final int length;
  private final float offset;
  private final float[] scaleK;
  private float slope;
  private float[][] sums = new float[0][];

  private final Sections sections;

  /** By section, padded; null where all terms are one. */
  private final float[][] scaleSK;

  PhiReader(Phi phi, Rows kernels) {
    this.phi = phi;
    this.kernels = kernels;
    length = phi.rowLength();
    offset = (float) phi.offset();
    scaleK = new float[length];
    sections = phi.sections();
    scaleSK = sections.isOne() ? null : new float[sections.count()][length];
    change(1, phi.scale());
  }

  /**
   * From here on every row weighs {@code decay} times what it does in Φ, and topics are scaled by
   * these factors instead of Φ's own.
   */
  public void change(double decay, double[] scale) {
    slope = (float) (phi.slope() * decay);
    if (scaleSK != null) {
      Arrays.fill(scaleK, 0, phi.topics(), 1);
      for (int i = 0; i < scale.length; i++) {
        scaleSK[i / phi.topics()][i % phi.topics()] = (float) scale[i];
      }
      return;
    }
    for (int k = 0; k < scale.length; k++) {
      scaleK[k] = (float) scale[k];
    }
    Arrays.fill(scaleK, scale.length, length, 0);
  }

  /** The weights of a term, padding zero: {@link Phi#rowLength} floats from {@code at} on. */
  public void read(int term, float[] out, int at) {
    float[] factors = scaleSK == null ? scaleK : scaleSK[sections.of(term)];
    kernels.affine(row(term, null, 0), offset, slope, factors, out, at, length);
  }

  /** The weights of some terms, those of the i-th from i · {@link Phi#rowLength} on. */
  public void read(int[] terms, float[] out) {
    for (int i = 0; i < terms.length; i++) {
      read(terms[i], out, i * length);
    }
  }

  /**
   * A term's row as it is stored, with {@code added}, unless null, added to it: its weights are
   * ({@link #offset} + {@link #slope} · row_k) · {@link #scale}_k. Nothing is copied where nothing
   * is added and the row is kept as it is.
   *
   * @param i the number of the scratch row that a sum is put into, where it stays until this number
   *     is used again
   * @return the row, not to be changed
   */
  public float[] stored(int term, float[] added, int i) {
    if (scaleSK == null) {
      return row(term, added, i);
    }
    float[] weights = scratch(i);
    float[] factors = scaleSK[sections.of(term)];
    kernels.affine(row(term, added, i), offset, slope, factors, weights, 0, length);
    return weights;
  }

  private float[] row(int term, float[] added, int i) {
    float[] beneath = phi.beneath(term);
    if (added == null && beneath == null) {
      return phi.isBased(term) ? phi.row(term, scratch(i)) : phi.row(term);
    }
    float[] sum = scratch(i);
    float[] row = phi.row(term, sum);
    if (beneath != null) {
      kernels.add(row, (float) (phi.more() / phi.slope()), beneath, sum, length);
      row = sum;
    }
    if (added != null) {
      kernels.add(row, 1, added, sum, length);
    }
    return sum;
  }

  private float[] scratch(int i) {
    if (sums.length <= i) {
      sums = Arrays.copyOf(sums, 2 * i + 1);
    }
    if (sums[i] == null) {
      sums[i] = new float[length];
    }
    return sums[i];
  }

  /** The weight of a zero, before scaling. */
  public float offset() {
    return scaleSK == null ? offset : 0;
  }

  /** What stored rows are multiplied with. */
  public float slope() {
    return scaleSK == null ? slope : 1;
  }

  /** One factor a topic, padding zero; not to be changed. */
  public float[] scale() {
    return scaleK;
  }

  /** The weights of a row of zeros, padding zero. */
  public void background(float[] out) {
    for (int k = 0; k < length; k++) {
      out[k] = offset() * scaleK[k];
    }
  }

  /**
   * The weights of a term whose row is sparse: topics[i] has weights[i], i below what is returned,
   * to the bits of {@link #read}; all others have those of {@link #background}.
   *
   * @param topics ascending
   * @return how many, or −1 if the term's row is not sparse
   */
  public int readSparse(int term, int[] topics, float[] weights) {
    SparseRows rows = scaleSK == null ? phi.sparse(term) : null;
    if (rows == null) {
      return -1;
    }
    int row = term & (TermBlock.SIZE - 1);
    int from = rows.start(row);
    int n = rows.end(row) - from;
    for (int i = 0; i < n; i++) {
      int k = rows.topic(from + i);
      topics[i] = k;
      weights[i] = Math.fma(slope, rows.value(from + i), offset) * scaleK[k];
    }
    return n;
  }
}
