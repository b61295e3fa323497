package polya.math;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Rows} with SIMD vectors of 8 floats, the canonical lanes, on every machine that has them.
 * Not 16 even where there are 16: on Zen 5 that made kernels 10 to 15 % faster over rows of 1000,
 * no different over rows of 100, and mostly slower, by 10 to 50 % with much noise, over the 16 or
 * 32 floats of packed rows. The benchmark RowsBenchmark times the kernels as they are.
 *
 * <p>Four words are swept together: each piece of t, and each of u, once loaded serves four rows.
 * The lanes of a row and the order of additions into u are those of one word after the other.
 *
 * <p>Kernels are kept small, for C2 stops inlining after about 35 vector operations in one compiled
 * method, and then every vector is an object: ten times slower, with nothing to see but the
 * garbage.
 */
final class VectorRows implements Rows {
  /** Static constants: C2 compiles vectors only of a species that it knows. */
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_256;

  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;

  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_128;

  private static final int L = LANES;
  private static final int FLOOR_BITS = Float.floatToRawIntBits(Special.FLOOR);

  /** Words swept together. */
  private static final int WORDS = 4;

  private VectorRows() {}

  /** An instance, or null where the machine's vectors are too short to pay. */
  static Rows preferred() {
    return FloatVector.SPECIES_PREFERRED.length() < L ? null : new VectorRows();
  }

  @Override
  public float dot(float[] a, int ao, float[] b, int bo, int n) {
    float[] lanes = new float[L];
    FloatVector s = FloatVector.zero(SPECIES);
    for (int j = 0; j < n; j += L) {
      s = load(a, ao + j).fma(load(b, bo + j), s);
    }
    s.intoArray(lanes, 0);
    return tree(lanes, 0);
  }

  @Override
  public void axpy(float alpha, float[] x, int xo, float[] y, int yo, int n) {
    FloatVector scale = all(alpha);
    for (int j = 0; j < n; j += L) {
      load(x, xo + j).fma(scale, load(y, yo + j)).intoArray(y, yo + j);
    }
  }

  @Override
  public void affine(
      float[] row, float offset, float slope, float[] scale, float[] out, int oo, int n) {
    FloatVector start = all(offset);
    FloatVector rise = all(slope);
    for (int j = 0; j < n; j += L) {
      load(row, j).fma(rise, start).mul(load(scale, j)).intoArray(out, oo + j);
    }
  }

  @Override
  public void sweep(
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

  @Override
  public float sweepStored(
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

  @Override
  public void weighStored(
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

  @Override
  public float advance(float[] t, float[] u, float offset, float slope, float[] x, int n) {
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

  @Override
  public void pick(
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
    float mw = Math.max(sum, LEAST);
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

  @Override
  public float cvb0(float[] b, float[] r, float[] c, int words, float[] g, float[] p, int n) {
    float[] lanes = new float[L];
    float[] moved = new float[L];
    if (n == L) {
      return cvb0Eight(b, r, c, words, g, lanes);
    }
    for (int w = 0; w < words; w++) {
      float sum = excluding(b, r, w * n, g, p, n, lanes);
      move(r, w * n, g, p, n, 1f / Math.max(sum, LEAST), c[w], moved);
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
      FloatVector next = product.mul(1f / Math.max(tree(lanes, 0), LEAST));
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

  @Override
  public void share(float[] b, float[] r, float[] c, int words, float[] g, float[] p, int n) {
    float[] lanes = new float[L];
    Arrays.fill(p, 0, n, 0f);
    for (int w = 0; w < words; w++) {
      products(b, r, w * n, g, n, lanes);
      normalise(r, w * n, n, 1f / Math.max(tree(lanes, 0), LEAST), c[w], p);
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

  @Override
  public void trim(float[] r, int words, float least, int n) {
    float[] lanes = new float[L];
    int bits = Float.floatToRawIntBits(least);
    for (int w = 0; w < words; w++) {
      drop(r, w * n, n, bits, lanes);
      scale(r, w * n, n, 1f / Math.max(tree(lanes, 0), LEAST));
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

  /** {@link Special#expDigamma(float)}, operation for operation. */
  @Override
  public void expDigamma(float[] in, int xo, float[] out, int oo, int n) {
    for (int j = 0; j < n; j += L) {
      FloatVector x = load(in, xo + j);
      FloatVector u = x.add(2.5f);
      FloatVector one = all(1f);
      FloatVector v = one.div(u);
      FloatVector v2 = v.mul(v);
      FloatVector series = v2.fma(all(Special.E2), all(Special.E1)).fma(v2, all(Special.E0));
      FloatVector above = v.fma(series, u);
      FloatVector high = one.div(x);
      FloatVector low = high.neg().fma(x, one).mul(high);
      FloatVector rest = x.fma(all(2f), all(3f)).div(x.fma(x.add(3f), all(2f)));
      FloatVector shifted = high.add(rest).fma(all(-Special.LOG2_E), all(Special.ROUND));
      FloatVector k = shifted.sub(Special.ROUND);
      FloatVector r = k.fma(all(-Special.LN2_HIGH), high.neg());
      r = k.fma(all(-Special.LN2_LOW), r).sub(rest.add(low));
      FloatVector p = r.fma(all(1f / 720), all(1f / 120));
      p = p.fma(r, all(1f / 24)).fma(r, all(1f / 6)).fma(r, all(0.5f)).fma(r, one).fma(r, one);
      IntVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      // All ones where high < FLOOR (positive floats are ordered as their bits); no mask, which is
      // slow.
      IntVector keep = high.reinterpretAsInts().sub(FLOOR_BITS).lanewise(VectorOperators.ASHR, 31);
      FloatVector e = p.reinterpretAsInts().add(power).and(keep).reinterpretAsFloats();
      above.mul(e).intoArray(out, oo + j);
    }
  }

  @Override
  public void weigh(int[] counts, int co, float[] b, float[] a, float[] sums, int so, int n) {
    FloatVector s = FloatVector.zero(SPECIES);
    for (int j = 0; j < n; j += L) {
      s = s.add(count(counts, co + j).fma(load(b, j), load(a, j)));
      s.intoArray(sums, so + j);
    }
  }

  @Override
  public void weigh(short[] counts, int co, float[] b, float[] a, float[] sums, int so, int n) {
    FloatVector s = FloatVector.zero(SPECIES);
    for (int j = 0; j < n; j += L) {
      s = s.add(count(counts, co + j).fma(load(b, j), load(a, j)));
      s.intoArray(sums, so + j);
    }
  }

  @Override
  public void weighListed(
      int[] counts, int[] items, int o, float[] b, float[] sums, int so, int n) {
    FloatVector s = FloatVector.zero(SPECIES);
    for (int j = 0; j < n; j += L) {
      FloatVector listed = FloatVector.fromArray(SPECIES, b, 0, items, o + j);
      s = s.add(count(counts, o + j).mul(listed));
      s.intoArray(sums, so + j);
    }
  }

  @Override
  public void add(float[] a, float alpha, float[] b, float[] out, int n) {
    FloatVector scale = all(alpha);
    for (int j = 0; j < n; j += L) {
      load(b, j).fma(scale, load(a, j)).intoArray(out, j);
    }
  }

  @Override
  public void multiply(float[] a, float[] b, float[] out, int n) {
    for (int j = 0; j < n; j += L) {
      load(a, j).mul(load(b, j)).intoArray(out, j);
    }
  }

  @Override
  public void weighProducts(float[] a, float[] b, float[] sums, int n) {
    FloatVector s = FloatVector.zero(SPECIES);
    for (int j = 0; j < n; j += L) {
      s = s.add(load(a, j).mul(load(b, j)));
      s.intoArray(sums, j);
    }
  }

  @Override
  public void combine(float[] t, int to, int sets, float[] b, int rows, float[] out, int n) {
    int i = 0;
    for (; i + 4 <= sets; i += 4) {
      int j = 0;
      for (; j + 2 * L <= n; j += 2 * L) {
        combineFour(t, to + i * rows, b, j, rows, out, i * n + j, n);
      }
      for (int rest = i; j < n && rest < i + 4; rest++) {
        combineOne(t, to + rest * rows, b, j, rows, out, rest * n + j, n);
      }
    }
    for (; i < sets; i++) {
      for (int j = 0; j < n; j += L) {
        combineOne(t, to + i * rows, b, j, rows, out, i * n + j, n);
      }
    }
  }

  /** Four sets by two vectors of columns: each piece of b, once loaded, serves four sums. */
  private static void combineFour(
      float[] t, int to, float[] b, int bo, int rows, float[] out, int oo, int n) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector z0 = s0;
    FloatVector z1 = s0;
    FloatVector z2 = s0;
    FloatVector z3 = s0;
    int t1 = to + rows;
    int t2 = t1 + rows;
    int t3 = t2 + rows;
    for (int k = 0; k < rows; k++) {
      FloatVector x = load(b, bo + k * n);
      FloatVector y = load(b, bo + k * n + L);
      FloatVector q = all(t[to + k]);
      s0 = x.fma(q, s0);
      z0 = y.fma(q, z0);
      q = all(t[t1 + k]);
      s1 = x.fma(q, s1);
      z1 = y.fma(q, z1);
      q = all(t[t2 + k]);
      s2 = x.fma(q, s2);
      z2 = y.fma(q, z2);
      q = all(t[t3 + k]);
      s3 = x.fma(q, s3);
      z3 = y.fma(q, z3);
    }
    s0.intoArray(out, oo);
    z0.intoArray(out, oo + L);
    s1.intoArray(out, oo + n);
    z1.intoArray(out, oo + n + L);
    s2.intoArray(out, oo + 2 * n);
    z2.intoArray(out, oo + 2 * n + L);
    s3.intoArray(out, oo + 3 * n);
    z3.intoArray(out, oo + 3 * n + L);
  }

  private static void combineOne(
      float[] t, int to, float[] b, int bo, int rows, float[] out, int oo, int n) {
    FloatVector s = FloatVector.zero(SPECIES);
    for (int k = 0; k < rows; k++) {
      s = load(b, bo + k * n).fma(all(t[to + k]), s);
    }
    s.intoArray(out, oo);
  }

  private static FloatVector count(int[] counts, int offset) {
    return (FloatVector) IntVector.fromArray(INTS, counts, offset).convert(VectorOperators.I2F, 0);
  }

  private static FloatVector count(short[] counts, int offset) {
    return (FloatVector)
        ShortVector.fromArray(SHORTS, counts, offset)
            .convertShape(VectorOperators.S2I, INTS, 0)
            .convert(VectorOperators.I2F, 0);
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  private static FloatVector load(float[] a, int offset) {
    return FloatVector.fromArray(SPECIES, a, offset);
  }

  /**
   * The lanes added by halves, through memory: reduceLanes(ADD) of JDK 17 adds floats one by one,
   * in an order that it does not promise.
   */
  private static float tree(float[] s, int o) {
    float even = (s[o] + s[o + 4]) + (s[o + 2] + s[o + 6]);
    float odd = (s[o + 1] + s[o + 5]) + (s[o + 3] + s[o + 7]);
    return even + odd;
  }
}
