package polya.topics;

import java.util.Arrays;
import polya.math.Rows;

/**
 * Reads the weights of one term after another in float32, for {@link Phi.Link#IDENTITY} only.
 * Scratch of one thread. Cost: one pass over a row.
 */
public final class PhiReader {
  private final Phi phi;
  private final Rows kernels;
  private final int length;
  private final float offset;
  private final float[] scaleK;
  private final float[] scratch;
  private double decay = 1;

  PhiReader(Phi phi, Rows kernels) {
    this.phi = phi;
    this.kernels = kernels;
    length = phi.rowLength();
    offset = (float) phi.offset();
    scaleK = new float[length];
    scratch = new float[length];
    change(1, phi.scale());
  }

  /**
   * From here on every row weighs {@code decay} times what it does in Φ, and topics are scaled by
   * these factors instead of Φ's own.
   */
  public void change(double decay, double[] scale) {
    this.decay = decay;
    for (int k = 0; k < scale.length; k++) {
      scaleK[k] = (float) scale[k];
    }
    Arrays.fill(scaleK, scale.length, length, 0);
  }

  /** The weights of a term, padding zero: {@link Phi#rowLength} floats from {@code at} on. */
  public void read(int term, float[] out, int at) {
    read(term, null, out, at);
  }

  /** The weights of some terms, those of the i-th from i · {@link Phi#rowLength} on. */
  public void read(int[] terms, float[] out) {
    for (int i = 0; i < terms.length; i++) {
      read(terms[i], out, i * length);
    }
  }

  /** The weights of a term as if {@code added}, unless null, had been added to its row. */
  public void read(int term, float[] added, float[] out, int at) {
    float[] row = phi.row(term);
    float[] beneath = phi.beneath(term);
    if (added != null || beneath != null) {
      System.arraycopy(row, 0, scratch, 0, length);
      if (beneath != null) {
        kernels.axpy((float) (phi.more() / phi.slope()), beneath, 0, scratch, 0, length);
      }
      if (added != null) {
        kernels.axpy(1, added, 0, scratch, 0, length);
      }
      row = scratch;
    }
    kernels.affine(row, offset, (float) (phi.slope() * decay), scaleK, out, at, length);
  }

  /** The weights of a row of zeros, padding zero. */
  public void background(float[] out) {
    for (int k = 0; k < length; k++) {
      out[k] = offset * scaleK[k];
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
    SparseRows rows = phi.sparse(term);
    if (rows == null) {
      return -1;
    }
    int row = term & (TermBlock.SIZE - 1);
    int from = rows.start(row);
    int n = rows.end(row) - from;
    float slope = (float) (phi.slope() * decay);
    for (int i = 0; i < n; i++) {
      int k = rows.topic(from + i);
      topics[i] = k;
      weights[i] = Math.fma(slope, rows.value(from + i), offset) * scaleK[k];
    }
    return n;
  }
}
