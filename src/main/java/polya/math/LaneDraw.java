package polya.math;

/**
 * Draws an index in proportion to weights that {@link Rows#weigh} and its like added up in lanes:
 * first the lane, then the index within it. Nothing branches on the outcome, so draws of many
 * tokens overlap in the processor.
 *
 * <p>The lanes' sums are of float32, the rest is float64: a draw is off by at most n · 2⁻²⁸ in
 * total variation, where n is the padded number of weights. An index of weight zero is never drawn.
 */
public final class LaneDraw {
  /** Steps up to which every step is taken: beyond, halves are searched. */
  private static final int FEW = 32 * Rows.LANES;

  private LaneDraw() {}

  /**
   * Where the lanes end when they are put end to end.
   *
   * @param sums as {@link Rows#weigh} left them, from {@code so} on, n of them, n padded
   * @param ends {@value Rows#LANES} numbers from {@code eo} on, overwritten; zeros if n is 0
   * @return Σ_j w_j, the last end; not finite or zero means that nothing can be drawn
   */
  public static double ends(float[] sums, int so, int n, double[] ends, int eo) {
    double end = 0;
    int last = so + n - Rows.LANES;
    for (int lane = 0; lane < Rows.LANES; lane++) {
      end += n == 0 ? 0 : sums[last + lane];
      ends[eo + lane] = end;
    }
    return end;
  }

  /**
   * The index that holds a point of the weights put end to end, lane by lane.
   *
   * @param ends what {@link #ends} wrote
   * @param point in [0, last end); from there on the last index of some weight
   */
  public static int index(float[] sums, int so, int n, double[] ends, int eo, double point) {
    int lane = 0;
    for (int l = 0; l < Rows.LANES; l++) {
      lane += reaches(point, ends[eo + l]);
    }
    if (lane == Rows.LANES) {
      return last(sums, so, n);
    }
    double rest = lane == 0 ? point : point - ends[eo + lane - 1];
    if (n > FEW) {
      return search(sums, so, n, lane, rest);
    }
    int steps = 0;
    for (int j = so + lane; j < so + n; j += Rows.LANES) {
      steps += reaches(rest, sums[j]);
    }
    int index = lane + steps * Rows.LANES;
    return index < n ? index : last(sums, so, n, lane);
  }

  /** 1 if point ≥ end, else 0, without a branch; neither is NaN. */
  private static int reaches(double point, double end) {
    return 1 - (int) (Double.doubleToRawLongBits(point - end) >>> 63);
  }

  /** The first index of a lane whose running sum is above a point. */
  private static int search(float[] sums, int so, int n, int lane, double rest) {
    int low = 0;
    int high = n / Rows.LANES;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rest >= sums[so + lane + middle * Rows.LANES]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int index = lane + low * Rows.LANES;
    return index < n ? index : last(sums, so, n, lane);
  }

  /** The last index of some weight in the last lane that has any. */
  private static int last(float[] sums, int so, int n) {
    int lane = Rows.LANES - 1;
    while (lane > 0 && !(sums[so + n - Rows.LANES + lane] > 0)) {
      lane--;
    }
    return last(sums, so, n, lane);
  }

  /** The last index of some weight in a lane: where its running sum is first that of the lane. */
  private static int last(float[] sums, int so, int n, int lane) {
    float all = sums[so + n - Rows.LANES + lane];
    int j = lane;
    while (sums[so + j] < all) {
      j += Rows.LANES;
    }
    return j;
  }
}
