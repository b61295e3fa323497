package polya.math;

/**
 * Kernels over rows of floats. Rows are padded to multiples of {@value #LANES} with zeros; n is
 * always a padded length, and padding stays zero. Every implementation performs the same operations
 * in the same order: sums run in 8 lanes (lane l takes j = l, l + 8, …) with fused multiply-add,
 * and the lanes are added by halves. So results are equal bit for bit whatever the machine.
 *
 * <p>Implementations hold no state: one is shared by all threads. Arguments are trusted; arrays too
 * short throw {@link IndexOutOfBoundsException}, and arrays must not overlap unless said so. The
 * benchmark RowsBenchmark measures the cost.
 */
public interface Rows {
  /** The number of running lanes of a sum; row lengths are multiples of it. */
  int LANES = 8;

  /** The least sum by which a kernel divides: m_w and Σp are never below it. */
  float LEAST = 1e-30f;

  /**
   * The fastest implementation that this JVM can run: SIMD with jdk.incubator.vector, or scalar.
   */
  static Rows best() {
    return RowsChoice.BEST;
  }

  /**
   * {@link #best} once this JVM has compiled it, scalar until then: for work that goes on for many
   * calls of this method. The first call begins to warm up, beside whatever the JVM does.
   */
  static Rows atHand() {
    return RowsChoice.atHand();
  }

  /** What the kernels are made of, as records name it: {@code simd} or {@code scalar}. */
  String name();

  /** The length of k floats padded to a multiple of {@value #LANES}. */
  static int padded(int k) {
    return (k + LANES - 1) & -LANES;
  }

  /** Σ_j a[ao+j] · b[bo+j]. For many rows against one vector {@link #sweep} is twice as fast. */
  float dot(float[] a, int ao, float[] b, int bo, int n);

  /** y[yo+j] += alpha · x[xo+j]. */
  void axpy(float alpha, float[] x, int xo, float[] y, int yo, int n);

  /** out[oo+j] = (offset + slope · row[j]) · scale[j]: a stored row to the weights of its term. */
  void affine(float[] row, float offset, float slope, float[] scale, float[] out, int oo, int n);

  /**
   * out[oo+j] = exp ψ(x[xo+j]), see {@link Special#expDigamma(float)}; padding of zeros stays zero.
   */
  void expDigamma(float[] x, int xo, float[] out, int oo, int n);

  /**
   * One fixed-point sweep over the words of a document (Lee and Seung's form of the variational E
   * step): m_w = max(B_w · t, 1e-30), u = Σ_w (c_w / m_w) B_w.
   *
   * @param b rows of B; word w's row begins at rowOffsets[w]
   * @param rowOffsets offsets into b, {@code words} of them
   * @param c counts, {@code words} of them
   * @param t document weights, n of them
   * @param u output, n of them, overwritten
   * @param m output, {@code words} of them, overwritten
   * @param n padded row length
   */
  void sweep(
      float[] b, int[] rowOffsets, float[] c, int words, float[] t, float[] u, float[] m, int n);

  /**
   * {@link #sweep} over rows as they are stored, each an array of its own: m_w = max(base + slope ·
   * (row_w · t), 1e-30), u = Σ_w (c_w / m_w) row_w.
   *
   * @param stored each word's row, {@code words} of them, n long; some may be the same
   * @return Σ_w c_w / m_w
   */
  float sweepStored(
      float[][] stored,
      float base,
      float slope,
      float[] c,
      int words,
      float[] t,
      float[] u,
      float[] m,
      int n);

  /**
   * The sums of {@link #sweepStored} alone: m_w = base + slope · (row_w · t).
   *
   * @param stored each word's row, {@code words} of them, n long; some may be the same
   */
  void weighStored(
      float[][] stored, float base, float slope, int words, float[] t, float[] m, int n);

  /**
   * The counts that a sweep gives: x'_j = t_j · (offset + slope · u_j).
   *
   * @param x updated in place
   * @return Σ_j |x'_j − x_j|
   */
  float advance(float[] t, float[] u, float offset, float slope, float[] x, int n);

  /**
   * Some numbers of a row as weights: out[oo+j] = (offset + slope · b[bo + items[j]]) · scale[j].
   */
  void pick(
      float[] b,
      int bo,
      int[] items,
      float offset,
      float slope,
      float[] scale,
      float[] out,
      int oo,
      int n);

  /**
   * One Gauss-Seidel CVB0 sweep on packed rows, each word's own mass excluded: p_j = max(g_j −
   * r_wj, 0) · B_wj, r'_w = p / Σp, g += c_w (r'_w − r_w). Rows of word w begin at w·n in both b
   * and r.
   *
   * @param b packed weights, words × n
   * @param r responsibilities, words × n, updated in place
   * @param c counts, {@code words} of them
   * @param g n_k + α_k, n of them, updated in place
   * @param p scratch, n of them
   * @param n padded row length
   * @return Σ_w c_w Σ_j |r'_wj − r_wj|, within 1e-4 of itself: for stopping, not for accounts
   */
  float cvb0(float[] b, float[] r, float[] c, int words, float[] g, float[] p, int n);

  /**
   * Responsibilities of packed rows and the counts that they imply: r_wj = g_j B_wj / max(g · B_w,
   * 1e-30), p = Σ_w c_w r_w. Rows of word w begin at w·n in both b and r.
   *
   * @param b packed weights, words × n
   * @param r output, words × n, overwritten
   * @param c counts, {@code words} of them
   * @param g n_k + α_k, n of them
   * @param p output, n of them, overwritten
   * @param n padded row length
   */
  void share(float[] b, float[] r, float[] c, int words, float[] g, float[] p, int n);

  /**
   * Of each of some packed rows all below {@code least} is dropped and the rest scaled to a sum of
   * 1; a row that keeps nothing becomes zeros.
   *
   * @param r rows of numbers ≥ 0, words × n, changed in place
   * @param least &gt; 0
   * @param n padded row length
   */
  void trim(float[] r, int words, float least, int n);

  /**
   * Weights for a draw, added up: w_j = (counts[co+j] + a[j]) · b[j], multiplied and added in one,
   * in {@value #LANES} running sums: sums[so+j] = Σ w_i over i = j, j − 8, … ≥ 0. Behind them
   * sums[so+n+l] is where lane l ends when the lanes are put end to end, the last of these the sum
   * of all weights; lanes are added in three steps, those of 1, 2 and 4 lanes before. {@link
   * LaneDraw} draws from them.
   *
   * @param sums n + {@value #LANES} numbers from {@code so} on, overwritten
   */
  void weigh(int[] counts, int co, float[] b, float[] a, float[] sums, int so, int n);

  /** The same for counts of 16 bits, to the same bits. */
  void weigh(short[] counts, int co, float[] b, float[] a, float[] sums, int so, int n);

  /**
   * Weights for a draw from a list, added up as {@link #weigh} says: w_j = counts[o+j] ·
   * b[items[o+j]]. Padding has count 0 and any item.
   */
  void weighListed(int[] counts, int[] items, int o, float[] b, float[] sums, int so, int n);

  /**
   * Weights for a draw from a list of all that may be drawn, added up as {@link #weigh} says, and
   * to its bits where the list has everything: w_j = (counts[co+j] + a[o+j]) · b[items[o+j]].
   * Padding has count 0, a 0 and any item.
   */
  void weighSupported(
      int[] counts, int co, int[] items, float[] a, int o, float[] b, float[] sums, int so, int n);

  /** out[j] = a[j] + alpha · b[j]; out may be a or b. */
  void add(float[] a, float alpha, float[] b, float[] out, int n);

  /** out[j] = a[j] · b[j]. */
  void multiply(float[] a, float[] b, float[] out, int n);

  /** Weights for a draw, added up as {@link #weigh} says: w_j = a[j] · b[j]. */
  void weighProducts(float[] a, float[] b, float[] sums, int n);

  /**
   * How many running sums a point of the lanes put end to end reaches: those with sums[so+j] ≤
   * point − begin_l, in float32, where begin_l is the end of the lane before j's own lane l, or 0.
   *
   * @param sums as {@link #weigh} left them
   */
  int reached(float[] sums, int so, int n, float point);

  /**
   * Rows added up by several sets of weights: out[i·n+j] = Σ_k t[to + i·rows + k] · b[k·n+j], one
   * fused multiply-add after the other in the order of k, from 0. A sum does not depend on the sets
   * beside it.
   *
   * @param t weights, {@code rows} of them a set
   * @param sets how many sets
   * @param b rows of n floats, {@code rows} of them
   * @param out output, sets × n, overwritten
   */
  void combine(float[] t, int to, int sets, float[] b, int rows, float[] out, int n);
}
