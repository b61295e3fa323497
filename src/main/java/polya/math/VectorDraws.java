package polya.math;

import static polya.math.VectorLanes.INTS;
import static polya.math.VectorLanes.L;
import static polya.math.VectorLanes.SHORTS;
import static polya.math.VectorLanes.SPECIES;
import static polya.math.VectorLanes.all;
import static polya.math.VectorLanes.load;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/** Weights for draws by SIMD, as {@link Rows} says. */
final class VectorDraws {
  /** 1 in all lanes from this one on, 0 before. */
  private static final FloatVector FROM_1 = from(1);

  private static final FloatVector FROM_2 = from(2);
  private static final FloatVector FROM_4 = from(4);

  private VectorDraws() {}

  private static FloatVector from(int lane) {
    float[] ones = new float[L];
    Arrays.fill(ones, lane, L, 1);
    return load(ones, 0);
  }

  private static final VectorShuffle<Float> BACK_1 =
      VectorShuffle.fromOp(SPECIES, lane -> Math.max(0, lane - 1));
  private static final VectorShuffle<Float> BACK_2 =
      VectorShuffle.fromOp(SPECIES, lane -> Math.max(0, lane - 2));
  private static final VectorShuffle<Float> BACK_4 =
      VectorShuffle.fromOp(SPECIES, lane -> Math.max(0, lane - 4));

  static void weigh(int[] counts, int co, float[] b, float[] a, float[] sums, int so, int n) {
    FloatVector s = FloatVector.zero(SPECIES);
    for (int j = 0; j < n; j += L) {
      s = count(counts, co + j).add(load(a, j)).fma(load(b, j), s);
      s.intoArray(sums, so + j);
    }
    ends(s).intoArray(sums, so + n);
  }

  static void weigh(short[] counts, int co, float[] b, float[] a, float[] sums, int so, int n) {
    FloatVector s = FloatVector.zero(SPECIES);
    for (int j = 0; j < n; j += L) {
      s = count(counts, co + j).add(load(a, j)).fma(load(b, j), s);
      s.intoArray(sums, so + j);
    }
    ends(s).intoArray(sums, so + n);
  }

  static void weighListed(
      int[] counts, int[] items, int o, float[] b, float[] sums, int so, int n) {
    FloatVector s = FloatVector.zero(SPECIES);
    for (int j = 0; j < n; j += L) {
      FloatVector listed = FloatVector.fromArray(SPECIES, b, 0, items, o + j);
      s = s.add(count(counts, o + j).mul(listed));
      s.intoArray(sums, so + j);
    }
    ends(s).intoArray(sums, so + n);
  }

  static void weighSupported(
      int[] counts, int co, int[] items, float[] a, int o, float[] b, float[] sums, int so, int n) {
    FloatVector s = FloatVector.zero(SPECIES);
    for (int j = 0; j < n; j += L) {
      FloatVector listed = FloatVector.fromArray(SPECIES, b, 0, items, o + j);
      s = count(counts, co + j).add(load(a, o + j)).fma(listed, s);
      s.intoArray(sums, so + j);
    }
    ends(s).intoArray(sums, so + n);
  }

  static void weighProducts(float[] a, float[] b, float[] sums, int n) {
    FloatVector s = FloatVector.zero(SPECIES);
    for (int j = 0; j < n; j += L) {
      s = s.add(load(a, j).mul(load(b, j)));
      s.intoArray(sums, j);
    }
    ends(s).intoArray(sums, n);
  }

  /** Each lane's sum added to those before it, in three steps. */
  private static FloatVector ends(FloatVector s) {
    FloatVector two = s.rearrange(BACK_1).fma(FROM_1, s);
    FloatVector four = two.rearrange(BACK_2).fma(FROM_2, two);
    return four.rearrange(BACK_4).fma(FROM_4, four);
  }

  static int reached(float[] sums, int so, int n, float point) {
    FloatVector begin = load(sums, so + n).rearrange(BACK_1).mul(FROM_1);
    FloatVector rest = all(point).sub(begin);
    IntVector beyond = IntVector.zero(INTS);
    for (int j = 0; j < n; j += L) {
      IntVector bits = rest.sub(load(sums, so + j)).reinterpretAsInts();
      beyond = beyond.add(bits.lanewise(VectorOperators.LSHR, Integer.SIZE - 1));
    }
    return n - beyond.reduceLanes(VectorOperators.ADD);
  }

  static void combine(float[] t, int to, int sets, float[] b, int rows, float[] out, int n) {
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
}
