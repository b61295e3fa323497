package polya.math;

import static polya.math.VectorLanes.L;
import static polya.math.VectorLanes.SPECIES;
import static polya.math.VectorLanes.all;
import static polya.math.VectorLanes.load;
import static polya.math.VectorLanes.tree;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Rows} with SIMD vectors of 8 floats, the canonical lanes, on every machine that has them.
 * Not 16 even where there are 16: on Zen 5 that made kernels 10 to 15 % faster over rows of 1000,
 * no different over rows of 100, and mostly slower, by 10 to 50 % with much noise, over the 16 or
 * 32 floats of packed rows. The benchmark RowsBenchmark times the kernels as they are.
 *
 * <p>Kernels are kept small, for C2 stops inlining after about 35 vector operations in one compiled
 * method, and then every vector is an object: ten times slower, with nothing to see but the
 * garbage.
 */
final class VectorRows implements Rows {
  private static final int FLOOR_BITS = Float.floatToRawIntBits(Special.FLOOR);

  private VectorRows() {}

  /** An instance, or null where the machine's vectors are too short to pay. */
  static Rows preferred() {
    return FloatVector.SPECIES_PREFERRED.length() < L ? null : new VectorRows();
  }

  @Override
  public String name() {
    return "simd";
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
    VectorSweeps.sweep(b, rowOffsets, c, words, t, u, m, n);
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
    return VectorSweeps.sweepStored(stored, base, slope, c, words, t, u, m, n);
  }

  @Override
  public void weighStored(
      float[][] stored, float base, float slope, int words, float[] t, float[] m, int n) {
    VectorSweeps.weighStored(stored, base, slope, words, t, m, n);
  }

  @Override
  public float advance(float[] t, float[] u, float offset, float slope, float[] x, int n) {
    return VectorSweeps.advance(t, u, offset, slope, x, n);
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
    VectorSweeps.pick(b, bo, items, offset, slope, scale, out, oo, n);
  }

  @Override
  public float cvb0(float[] b, float[] r, float[] c, int words, float[] g, float[] p, int n) {
    return VectorPacked.cvb0(b, r, c, words, g, p, n);
  }

  @Override
  public void share(float[] b, float[] r, float[] c, int words, float[] g, float[] p, int n) {
    VectorPacked.share(b, r, c, words, g, p, n);
  }

  @Override
  public void trim(float[] r, int words, float least, int n) {
    VectorPacked.trim(r, words, least, n);
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
    VectorDraws.weigh(counts, co, b, a, sums, so, n);
  }

  @Override
  public void weigh(short[] counts, int co, float[] b, float[] a, float[] sums, int so, int n) {
    VectorDraws.weigh(counts, co, b, a, sums, so, n);
  }

  @Override
  public void weighListed(
      int[] counts, int[] items, int o, float[] b, float[] sums, int so, int n) {
    VectorDraws.weighListed(counts, items, o, b, sums, so, n);
  }

  @Override
  public void weighSupported(
      int[] counts, int co, int[] items, float[] a, int o, float[] b, float[] sums, int so, int n) {
    VectorDraws.weighSupported(counts, co, items, a, o, b, sums, so, n);
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
    VectorDraws.weighProducts(a, b, sums, n);
  }

  @Override
  public int reached(float[] sums, int so, int n, float point) {
    return VectorDraws.reached(sums, so, n, point);
  }

  @Override
  public void combine(float[] t, int to, int sets, float[] b, int rows, float[] out, int n) {
    VectorDraws.combine(t, to, sets, b, rows, out, n);
  }
}
