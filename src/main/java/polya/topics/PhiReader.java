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
}
