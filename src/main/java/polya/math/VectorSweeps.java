package polya.math;

import static polya.math.VectorLanes.L;
import static polya.math.VectorLanes.SPECIES;
import static polya.math.VectorLanes.all;
import static polya.math.VectorLanes.load;
import static polya.math.VectorLanes.tree;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Sweeps over all topics by SIMD, and what goes with them, as {@link Rows} says.
 *
 * <p>Four words are swept together: each piece of t, and each of u, once loaded serves four rows.
 * The lanes of a row and the order of additions into u are those of one word after the other.
 */
final class VectorSweeps {
  /** Words swept together. */
  private static final int WORDS = 4;

  private VectorSweeps() {}

  static void sweep(
      float[] b, int[] rowOffsets, float[] c, int words, float[] t, float[] u, float[] m, int n) {
    float[] lanes = new float[WORDS * L];
    Arrays.fill(u, 0, n, 0f);
    for (int w = 0; w < words; w += WORDS) {
      // Past the last word the first of the four is repeated, and counts nothing.
      int o0 = rowOffsets[w];
      int o1 = w + 1 < words ? rowOffsets[w + 1] : o0;
      int o2 = w + 2 < words ? rowOffsets[w + 2] : o0;
      int o3 = w + 3 < words ? rowOffsets[w + 3] : o0;
      dotFour(b, o0, b, o1, b, o2, b, o3, t, n, lanes);
      float r0 = ratio(c, m, w, words, tree(lanes, 0));
      float r1 = ratio(c, m, w + 1, words, tree(lanes, L));
      float r2 = ratio(c, m, w + 2, words, tree(lanes, 2 * L));
      float r3 = ratio(c, m, w + 3, words, tree(lanes, 3 * L));
      axpyFour(b, o0, b, o1, b, o2, b, o3, r0, r1, r2, r3, u, n);
    }
  }

  static float sweepStored(
      float[][] stored,
      float base,
      float slope,
      float[] c,
      int words,
      float[] t,
      float[] u,
      float[] m,
      int n) {
    float[] lanes = new float[WORDS * L];
    Arrays.fill(u, 0, n, 0f);
    float sum = 0;
    for (int w = 0; w < words; w += WORDS) {
      float[] b0 = stored[w];
      float[] b1 = w + 1 < words ? stored[w + 1] : b0;
      float[] b2 = w + 2 < words ? stored[w + 2] : b0;
      float[] b3 = w + 3 < words ? stored[w + 3] : b0;
      dotFour(b0, 0, b1, 0, b2, 0, b3, 0, t, n, lanes);
      float r0 = ratio(c, m, w, words, Math.fma(slope, tree(lanes, 0), base));
      float r1 = ratio(c, m, w + 1, words, Math.fma(slope, tree(lanes, L), base));
      float r2 = ratio(c, m, w + 2, words, Math.fma(slope, tree(lanes, 2 * L), base));
      float r3 = ratio(c, m, w + 3, words, Math.fma(slope, tree(lanes, 3 * L), base));
      sum = sum + r0 + r1 + r2 + r3;
      axpyFour(b0, 0, b1, 0, b2, 0, b3, 0, r0, r1, r2, r3, u, n);
    }
    return sum;
  }

  static void weighStored(
      float[][] stored, float base, float slope, int words, float[] t, float[] m, int n) {
    float[] lanes = new float[WORDS * L];
    for (int w = 0; w < words; w += WORDS) {
      float[] b0 = stored[w];
      float[] b1 = w + 1 < words ? stored[w + 1] : b0;
      float[] b2 = w + 2 < words ? stored[w + 2] : b0;
      float[] b3 = w + 3 < words ? stored[w + 3] : b0;
      dotFour(b0, 0, b1, 0, b2, 0, b3, 0, t, n, lanes);
      for (int i = 0; i < WORDS && w + i < words; i++) {
        m[w + i] = Math.fma(slope, tree(lanes, i * L), base);
      }
    }
  }

  static float advance(float[] t, float[] u, float offset, float slope, float[] x, int n) {
    float[] lanes = new float[L];
    FloatVector start = all(offset);
    FloatVector rise = all(slope);
    FloatVector moved = FloatVector.zero(SPECIES);
    for (int j = 0; j < n; j += L) {
      FloatVector next = load(u, j).fma(rise, start).mul(load(t, j));
      moved = moved.add(next.sub(load(x, j)).abs());
      next.intoArray(x, j);
    }
    moved.intoArray(lanes, 0);
    return tree(lanes, 0);
  }

  static void pick(
      float[] b,
      int bo,
      int[] items,
      float offset,
      float slope,
      float[] scale,
      float[] out,
      int oo,
      int n) {
    FloatVector start = all(offset);
    FloatVector rise = all(slope);
    for (int j = 0; j < n; j += L) {
      FloatVector listed = FloatVector.fromArray(SPECIES, b, bo, items, j);
      listed.fma(rise, start).mul(load(scale, j)).intoArray(out, oo + j);
    }
  }

  /** m_w = max(sum, least), of which c_w / m_w is returned. */
  private static float ratio(float[] c, float[] m, int w, int words, float sum) {
    if (w >= words) {
      return 0;
    }
    float mw = Math.max(sum, Rows.LEAST);
    m[w] = mw;
    return c[w] / mw;
  }

  /** The running lanes of four rows' products with t, one row after the other into lanes. */
  private static void dotFour(
      float[] b0,
      int o0,
      float[] b1,
      int o1,
      float[] b2,
      int o2,
      float[] b3,
      int o3,
      float[] t,
      int n,
      float[] lanes) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int j = 0; j < n; j += L) {
      FloatVector v = load(t, j);
      s0 = load(b0, o0 + j).fma(v, s0);
      s1 = load(b1, o1 + j).fma(v, s1);
      s2 = load(b2, o2 + j).fma(v, s2);
      s3 = load(b3, o3 + j).fma(v, s3);
    }
    s0.intoArray(lanes, 0);
    s1.intoArray(lanes, L);
    s2.intoArray(lanes, 2 * L);
    s3.intoArray(lanes, 3 * L);
  }

  /** u += r0 · row 0, then r1 · row 1, … */
  private static void axpyFour(
      float[] b0,
      int o0,
      float[] b1,
      int o1,
      float[] b2,
      int o2,
      float[] b3,
      int o3,
      float r0,
      float r1,
      float r2,
      float r3,
      float[] u,
      int n) {
    FloatVector q0 = all(r0);
    FloatVector q1 = all(r1);
    FloatVector q2 = all(r2);
    FloatVector q3 = all(r3);
    for (int j = 0; j < n; j += L) {
      FloatVector v = load(b0, o0 + j).fma(q0, load(u, j));
      v = load(b1, o1 + j).fma(q1, v);
      v = load(b2, o2 + j).fma(q2, v);
      load(b3, o3 + j).fma(q3, v).intoArray(u, j);
    }
  }
}
