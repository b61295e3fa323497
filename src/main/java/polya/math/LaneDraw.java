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
  /** Weights up to which nothing branches: beyond, halves are searched. */
  private static final int FEW = 32 * Rows.LANES;

  /** Weights of a group of steps that are skipped together: some square root of the most. */
  private static final int GROUP = 4 * Rows.LANES;

  /** Length of the array that {@link #ends} fills. */
  public static final int ENDS = Rows.LANES + 1;

  private LaneDraw() {}

  /**
   * Where the lanes end when they are put end to end.
   *
   * @param sums as {@link Rows#weigh} left them, from {@code so} on, n of them, n padded
   * @param ends {@value #ENDS} numbers, overwritten: where each lane begins, and the last end
   * @return Σ_j w_j, the last end, 0 if n is 0; not finite or zero means that nothing can be drawn
   */
  public static double ends(float[] sums, int so, int n, double[] ends) {
    double end = 0;
    int last = so + n - Rows.LANES;
    ends[0] = 0;
    for (int lane = 0; lane < Rows.LANES; lane++) {
      end += n == 0 ? 0 : sums[last + lane];
      ends[lane + 1] = end;
    }
    return end;
  }

  /**
   * The index that holds a point of the weights put end to end, lane by lane.
   *
   * @param ends what {@link #ends} wrote
   * @param point in [0, last end); from there on the last index of some weight
   */
  public static int index(float[] sums, int so, int n, double[] ends, double point) {
    int lane = 0;
    for (int l = 1; l <= Rows.LANES; l++) {
      lane += reaches(point, ends[l]);
    }
    if (lane == Rows.LANES) {
      return last(sums, so, n);
    }
    double rest = point - ends[lane];
    int steps = n > FEW ? search(sums, so, n, lane, rest) : steps(sums, so + lane, n, rest);
    int index = lane + steps * Rows.LANES;
    return index < n ? index : last(sums, so, n, lane);
  }

  /**
   * How many running sums of a lane a point reaches: whole groups by the last of each, then those
   * within the first group that it does not. Sums never fall, so that this is the place of the
   * first above it.
   */
  private static int steps(float[] sums, int lane, int n, double rest) {
    int last = n - Rows.LANES;
    int groups = 0;
    for (int j = GROUP - Rows.LANES; j < last; j += GROUP) {
      groups += reaches(rest, sums[lane + j]);
    }
    int steps = groups * (GROUP / Rows.LANES);
    int first = groups * GROUP;
    for (int j = 0; j < GROUP; j += Rows.LANES) {
      steps += reaches(rest, sums[lane + Math.min(first + j, last)]);
    }
    return steps;
  }

  /** 1 if point ≥ end, else 0, without a branch; neither is NaN. */
  private static int reaches(double point, double end) {
    return 1 - (int) (Double.doubleToRawLongBits(point - end) >>> 63);
  }

  /** The same by halves. */
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
    return low;
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
