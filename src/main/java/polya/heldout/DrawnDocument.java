package polya.heldout;

import java.io.Serializable;

/**
 * A document and what the draws so far say of it ({@link DrawAverage}). A class and not a record,
 * because Spark's Kryo cannot carry records between JVMs.
 */
public final class DrawnDocument implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HeldOut heldOut;
  private final double[] draws;

  /** A document after some draws. */
  public DrawnDocument(HeldOut heldOut, double[] draws) {
    this.heldOut = heldOut;
    this.draws = draws;
  }

  /** Before the first draw. */
  public static DrawnDocument of(HeldOut heldOut) {
    return new DrawnDocument(heldOut, new double[0]);
  }

  /** The document. */
  public HeldOut heldOut() {
    return heldOut;
  }

  /** What the draws said; not to be changed. */
  public double[] draws() {
    return draws;
  }
}
