package polya.math;

/**
 * Draws an index in proportion to weights that {@link Rows#weigh} and its like added up in lanes.
 * The lanes are put end to end; then the number of running sums that a point of this line reaches
 * says how many whole lanes lie before it and how many weights of its own lane. Nothing branches on
 * the outcome, so draws of many tokens overlap in the processor. Cost: n comparisons.
 *
 * <p>All sums and the point are of float32: every boundary between two weights is off by some 2⁻²⁴
 * of their sum, so a draw by the order of n · 2⁻²⁴ in total variation, where n is the padded number
 * of weights. An index of weight zero is never drawn.
 */
public final class LaneDraw {
  private LaneDraw() {}

  /** Σ_j w_j; not finite or zero means that nothing can be drawn. */
  public static float total(float[] sums, int so, int n) {
    return sums[so + n + Rows.LANES - 1];
  }

  /**
   * The index that holds a point of the weights put end to end, lane by lane.
   *
   * @param sums as {@link Rows#weigh} left them, from {@code so} on, n of them, n padded
   * @param point ≥ 0; from the {@link #total} on the last index of some weight
   * @return −1 if no index has any weight
   */
  public static int index(Rows rows, float[] sums, int so, int n, float point) {
    int reached = rows.reached(sums, so, n, point);
    int steps = n / Rows.LANES;
    int lane = reached / steps;
    int index = lane + (reached - lane * steps) * Rows.LANES;
    return reached < n && weighs(sums, so, index) ? index : nearest(sums, so, n, reached);
  }

  private static boolean weighs(float[] sums, int so, int index) {
    return sums[so + index] > (index < Rows.LANES ? 0 : sums[so + index - Rows.LANES]);
  }

  /**
   * The first index of some weight from this place of the line on; if there is none, the last
   * before. Rounding may lead here where one lane ends and the next begins.
   */
  private static int nearest(float[] sums, int so, int n, int place) {
    for (int next = place; next < n; next++) {
      if (weighs(sums, so, index(next, n))) {
        return index(next, n);
      }
    }
    for (int last = Math.min(place, n) - 1; last >= 0; last--) {
      if (weighs(sums, so, index(last, n))) {
        return index(last, n);
      }
    }
    return -1;
  }

  private static int index(int place, int n) {
    int steps = n / Rows.LANES;
    return place / steps + place % steps * Rows.LANES;
  }
}
