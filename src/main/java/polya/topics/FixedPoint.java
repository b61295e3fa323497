package polya.topics;

/**
 * Real numbers as 64-bit integers with a fixed number of fraction bits, so that sums come out the
 * same in any order. A sum is exact; each term put in is rounded once, by at most half a unit.
 */
public final class FixedPoint {
  private FixedPoint() {}

  /**
   * The nearest multiple of 2^-bits, as that multiple.
   *
   * @throws ArithmeticException if x is not finite or beyond 2^(62-bits)
   */
  public static long of(double x, int bits) {
    double scaled = Math.rint(x * (1L << bits));
    if (!(Math.abs(scaled) < 0x1p62)) {
      throw new ArithmeticException(
          x + " does not fit a fixed-point sum with " + bits + " fraction bits");
    }
    return (long) scaled;
  }

  /** The number that a multiple of 2^-bits stands for. */
  public static double toDouble(long fixed, int bits) {
    return fixed * 1.0 / (1L << bits);
  }
}
