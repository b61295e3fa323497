package polya.math;

import static polya.math.VectorLanes.L;
import static polya.math.VectorLanes.SPECIES;
import static polya.math.VectorLanes.all;
import static polya.math.VectorLanes.load;
import static polya.math.VectorLanes.tree;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Sweeps over packed rows by SIMD, and what is made of them, as {@link Rows} says. */
final class VectorPacked {
  private VectorPacked() {}

  static float cvb0(float[] b, float[] r, float[] c, int words, float[] g, float[] p, int n) {
    float[] lanes = new float[L];
    float[] moved = new float[L];
    if (n == L) {
      return cvb0Eight(b, r, c, words, g, lanes);
    }
    for (int w = 0; w < words; w++) {
      float sum = excluding(b, r, w * n, g, p, n, lanes);
      move(r, w * n, g, p, n, 1f / Math.max(sum, Rows.LEAST), c[w], moved);
    }
    return tree(moved, 0);
  }

  /** Of rows of one vector g stays in a register: each word waits for the last one's g. */
  private static float cvb0Eight(
      float[] b, float[] r, float[] c, int words, float[] g, float[] lanes) {
    FloatVector all = load(g, 0);
    FloatVector moved = FloatVector.zero(SPECIES);
    for (int w = 0; w < words; w++) {
      FloatVector before = load(r, w * L);
      FloatVector product = all.sub(before).max(0f).mul(load(b, w * L));
      product.intoArray(lanes, 0);
      FloatVector next = product.mul(1f / Math.max(tree(lanes, 0), Rows.LEAST));
      next.intoArray(r, w * L);
      FloatVector change = next.sub(before);
      FloatVector times = all(c[w]);
      all = change.fma(times, all);
      moved = change.abs().fma(times, moved);
    }
    all.intoArray(g, 0);
    moved.intoArray(lanes, 0);
    return tree(lanes, 0);
  }

  /** p = max(g − r, 0) · b for one word; returns Σp. */
  private static float excluding(
      float[] b, float[] r, int row, float[] g, float[] p, int n, float[] lanes) {
    FloatVector s = FloatVector.zero(SPECIES);
    for (int j = 0; j < n; j += L) {
      FloatVector product = load(g, j).sub(load(r, row + j)).max(0f).mul(load(b, row + j));
      product.intoArray(p, j);
      s = s.add(product);
    }
    s.intoArray(lanes, 0);
    return tree(lanes, 0);
  }

  /** r' = p · scale, g += count · (r' − r); moved += count · |r' − r|. */
  private static void move(
      float[] r, int row, float[] g, float[] p, int n, float scale, float count, float[] moved) {
    FloatVector factor = all(scale);
    FloatVector times = all(count);
    FloatVector sum = load(moved, 0);
    for (int j = 0; j < n; j += L) {
      FloatVector next = load(p, j).mul(factor);
      FloatVector change = next.sub(load(r, row + j));
      next.intoArray(r, row + j);
      change.fma(times, load(g, j)).intoArray(g, j);
      sum = change.abs().fma(times, sum);
    }
    sum.intoArray(moved, 0);
  }

  static void share(float[] b, float[] r, float[] c, int words, float[] g, float[] p, int n) {
    float[] lanes = new float[L];
    Arrays.fill(p, 0, n, 0f);
    for (int w = 0; w < words; w++) {
      products(b, r, w * n, g, n, lanes);
      normalise(r, w * n, n, 1f / Math.max(tree(lanes, 0), Rows.LEAST), c[w], p);
    }
  }

  /** r = g · b for one word, and its running lanes. */
  private static void products(float[] b, float[] r, int row, float[] g, int n, float[] lanes) {
    FloatVector s = FloatVector.zero(SPECIES);
    for (int j = 0; j < n; j += L) {
      FloatVector x = load(g, j);
      FloatVector y = load(b, row + j);
      s = x.fma(y, s);
      x.mul(y).intoArray(r, row + j);
    }
    s.intoArray(lanes, 0);
  }

  /** r = r · scale, p += count · r. */
  private static void normalise(float[] r, int row, int n, float scale, float count, float[] p) {
    FloatVector factor = all(scale);
    FloatVector times = all(count);
    for (int j = 0; j < n; j += L) {
      FloatVector x = load(r, row + j).mul(factor);
      x.intoArray(r, row + j);
      x.fma(times, load(p, j)).intoArray(p, j);
    }
  }

  static void trim(float[] r, int words, float least, int n) {
    float[] lanes = new float[L];
    int bits = Float.floatToRawIntBits(least);
    for (int w = 0; w < words; w++) {
      drop(r, w * n, n, bits, lanes);
      scale(r, w * n, n, 1f / Math.max(tree(lanes, 0), Rows.LEAST));
    }
  }

  /**
   * Zero below the float of these bits (positive floats are ordered as their bits); the lanes of
   * the rest.
   */
  private static void drop(float[] r, int row, int n, int least, float[] lanes) {
    FloatVector s = FloatVector.zero(SPECIES);
    for (int j = 0; j < n; j += L) {
      IntVector x = load(r, row + j).reinterpretAsInts();
      IntVector below = x.sub(least).lanewise(VectorOperators.ASHR, 31);
      FloatVector kept = x.lanewise(VectorOperators.AND_NOT, below).reinterpretAsFloats();
      kept.intoArray(r, row + j);
      s = s.add(kept);
    }
    s.intoArray(lanes, 0);
  }

  private static void scale(float[] r, int row, int n, float factor) {
    FloatVector times = all(factor);
    for (int j = 0; j < n; j += L) {
      load(r, row + j).mul(times).intoArray(r, row + j);
    }
  }
}
