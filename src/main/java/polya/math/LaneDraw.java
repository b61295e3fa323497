package polya.math;

/**
 * Draws an index in proportion to weights that {@link Rows#weigh} and its like left with their
 * running lanes: first the lane, then the index within it, so that no running sums over all of them
 * are needed. Cost: about half the lanes and half a lane's weights.
 *
 * <p>Each lane's sum is of float32, the rest is float64: so a probability is right to about n ·
 * 2⁻²⁷ of itself for its lane, and to 2⁻²³ within it. An index of weight zero is never drawn.
 */
public final class LaneDraw {
  private LaneDraw() {}

  /** Σ_j p[j] from the lanes; not finite or zero means that nothing can be drawn. */
  public static double total(float[] lanes) {
    double even = ((double) lanes[0] + lanes[4]) + ((double) lanes[2] + lanes[6]);
    double odd = ((double) lanes[1] + lanes[5]) + ((double) lanes[3] + lanes[7]);
    return even + odd;
  }

  /**
   * The index that holds a point of the weights, put end to end lane by lane.
   *
   * @param p weights ≥ 0, n of them, n padded; not all zero
   * @param point in [0, {@link #total}); beyond it the last index of some weight
   */
  public static int index(float[] p, float[] lanes, int n, double point) {
    double rest = point;
    int lane = 0;
    while (rest >= lanes[lane]) {
      rest -= lanes[lane];
      if (++lane == Rows.LANES) {
        return last(p, lastLane(lanes), n);
      }
    }
    int j = lane;
    while (rest >= p[j]) {
      rest -= p[j];
      j += Rows.LANES;
      if (j >= n) {
        return last(p, lane, n);
      }
    }
    return j;
  }

  private static int lastLane(float[] lanes) {
    int lane = Rows.LANES - 1;
    while (lane > 0 && !(lanes[lane] > 0)) {
      lane--;
    }
    return lane;
  }

  /** Where rounding leaves a point beyond a lane's end. */
  private static int last(float[] p, int lane, int n) {
    int j = n - Rows.LANES + lane;
    while (j > lane && !(p[j] > 0)) {
      j -= Rows.LANES;
    }
    return j;
  }
}
