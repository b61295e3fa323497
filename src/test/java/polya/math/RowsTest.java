package polya.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The scalar kernels against double precision, and the SIMD kernels against the scalar ones. */
class RowsTest {
  private static final Rows SCALAR = new ScalarRows();

  @Test
  void simdGivesTheBitsOfScalar() {
    Rows simd = RowsChoice.choose(null);
    assumeTrue(!(simd instanceof ScalarRows), "no SIMD here: nothing to compare");
    RandomStream sizes = Streams.of(1, Purpose.TEST, 0, 0);
    for (int i = 0; i < 300; i++) {
      int words = 1 + sizes.nextInt(60);
      int k = 1 + sizes.nextInt(i % 10 == 0 ? 1200 : 150);
      sameBits(simd, new RowsCase(words, k, i), new RowsCase(words, k, i));
    }
  }

  @Test
  void weightsForDrawsAreTheFormulaAddedUpInLanesByBothKernels() {
    RandomStream random = Streams.of(1, Purpose.TEST, 0, 1);
    for (int n = 8; n < 400; n += 8) {
      float[] a = floats(random, n);
      float[] b = floats(random, 3 * n);
      int[] counts = new int[2 * n];
      int[] items = new int[2 * n];
      for (int j = 0; j < 2 * n; j++) {
        counts[j] = random.nextInt(3) == 0 ? 0 : random.nextInt(100_000);
        items[j] = random.nextInt(3 * n);
      }
      float[] weighed = new float[2 * n];
      float[] listed = new float[2 * n];
      float[] products = new float[n];
      for (int j = 0; j < n; j++) {
        int before = j - Rows.LANES;
        weighed[n + j] = Math.fma(counts[n + j] + a[j], b[j], before < 0 ? 0 : weighed[n + before]);
        listed[n + j] = counts[n + j] * b[items[n + j]] + (before < 0 ? 0 : listed[n + before]);
        products[j] = a[j] * b[j] + (before < 0 ? 0 : products[before]);
      }
      for (Rows rows : new Rows[] {SCALAR, Rows.best()}) {
        float[] sums = new float[2 * n + Rows.LANES];
        rows.weigh(counts, n, b, a, sums, n, n);
        assertThat(sums).startsWith(weighed).endsWith(ends(weighed));
        reaches(rows, sums, n);
        short[] few = new short[2 * n];
        int[] many = new int[2 * n];
        for (int j = n; j < 2 * n; j++) {
          few[j] = (short) (counts[j] % 32_768);
          many[j] = few[j];
        }
        float[] wide = new float[2 * n + Rows.LANES];
        rows.weigh(few, n, b, a, sums, n, n);
        rows.weigh(many, n, b, a, wide, n, n);
        assertThat(sums).isEqualTo(wide);
        rows.weighListed(counts, items, n, b, sums, n, n);
        assertThat(sums).startsWith(listed).endsWith(ends(listed));
        float[] first = new float[n + Rows.LANES];
        rows.weighProducts(a, b, first, n);
        assertThat(first).startsWith(products).endsWith(ends(products));
        rows.multiply(a, b, first, n);
        assertThat(first[n - 1]).isEqualTo(a[n - 1] * b[n - 1]);
      }
    }
  }

  /** Where lanes end: sums of one, two and four lanes before. */
  private static float[] ends(float[] sums) {
    float[] t = Arrays.copyOfRange(sums, sums.length - Rows.LANES, sums.length);
    float t10 = t[1] + t[0];
    float t32 = t[3] + t[2];
    float t54 = t[5] + t[4];
    float t21 = t[2] + t[1];
    float t43 = t[4] + t[3];
    float t65 = t[6] + t[5];
    float t76 = t[7] + t[6];
    float t3210 = t32 + t10;
    float t4321 = t43 + t21;
    return new float[] {
      t[0],
      t10,
      t21 + t[0],
      t3210,
      t4321 + t[0],
      (t54 + t32) + t10,
      (t65 + t43) + (t21 + t[0]),
      (t76 + t54) + t3210
    };
  }

  /** Points all over the line reach by both kernels what they reach one by one. */
  private static void reaches(Rows rows, float[] sums, int n) {
    float all = LaneDraw.total(sums, n, n);
    for (int i = -1; i < 20; i++) {
      float point = all * i / 17;
      int reached = 0;
      for (int j = 0; j < n; j++) {
        int lane = j % Rows.LANES;
        float begin = lane == 0 ? 0 : sums[2 * n + lane - 1];
        reached += sums[n + j] <= point - begin ? 1 : 0;
      }
      assertThat(rows.reached(sums, n, n, point)).isEqualTo(reached);
    }
  }

  @Test
  void numbersOfRowsAreTheFormulaByBothKernels() {
    RandomStream random = Streams.of(1, Purpose.TEST, 0, 3);
    for (int n = 8; n < 200; n += 8) {
      float[] a = floats(random, n);
      float[] b = floats(random, 3 * n);
      float[] scale = floats(random, n);
      int[] items = new int[n];
      float[] picked = new float[2 * n];
      float[] added = new float[n];
      float[] next = new float[n];
      float[] lanes = new float[8];
      for (int j = 0; j < n; j++) {
        items[j] = random.nextInt(2 * n);
        picked[n + j] = Math.fma(0.7f, b[n + items[j]], 0.01f) * scale[j];
        added[j] = Math.fma(0.3f, b[j], a[j]);
        next[j] = Math.fma(0.7f, scale[j], 0.01f) * b[j];
        lanes[j % 8] += Math.abs(next[j] - a[j]);
      }
      float moved =
          ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
              + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
      for (Rows rows : new Rows[] {SCALAR, Rows.best()}) {
        float[] out = new float[2 * n];
        rows.pick(b, n, items, 0.01f, 0.7f, scale, out, n, n);
        assertThat(out).isEqualTo(picked);
        float[] x = a.clone();
        assertThat(rows.advance(b, scale, 0.01f, 0.7f, x, n)).isEqualTo(moved);
        assertThat(x).isEqualTo(next);
        rows.add(a, 0.3f, b, a.clone(), n);
        float[] sum = a.clone();
        rows.add(sum, 0.3f, b, sum, n);
        assertThat(sum).isEqualTo(added);
      }
    }
  }

  @Test
  void smallSharesGoToTheOthersOfTheirRow() {
    for (Rows rows : new Rows[] {SCALAR, Rows.best()}) {
      float[] r = new float[24];
      r[0] = 0.5f;
      r[7] = 0.25f;
      r[3] = 0.2499f;
      r[16] = 0.75f;
      r[23] = 0.25f;
      rows.trim(r, 3, 0.25f, 8);
      float[] expected = new float[24];
      expected[0] = 0.5f * (1 / 0.75f);
      expected[7] = 0.25f * (1 / 0.75f);
      expected[16] = 0.75f;
      expected[23] = 0.25f;
      assertThat(r).isEqualTo(expected);
    }
  }

  @Test
  void rowsAreCombinedByEachSetOfWeightsAlone() {
    RandomStream random = Streams.of(1, Purpose.TEST, 0, 2);
    for (int n = 8; n < 80; n += 8) {
      for (int sets = 1; sets < 10; sets++) {
        int rows = 1 + random.nextInt(60);
        float[] t = floats(random, 3 + sets * rows);
        float[] b = floats(random, rows * n);
        float[] wanted = new float[sets * n];
        for (int i = 0; i < wanted.length; i++) {
          for (int k = 0; k < rows; k++) {
            wanted[i] = Math.fma(t[3 + i / n * rows + k], b[k * n + i % n], wanted[i]);
          }
        }
        for (Rows kernels : new Rows[] {SCALAR, Rows.best()}) {
          float[] out = floats(random, sets * n);
          kernels.combine(t, 3, sets, b, rows, out, n);
          assertThat(out).isEqualTo(wanted);
        }
      }
    }
  }

  private static float[] floats(RandomStream random, int n) {
    float[] floats = new float[n];
    for (int j = 0; j < n; j++) {
      floats[j] = (float) random.nextDouble();
    }
    return floats;
  }

  private static void sameBits(Rows simd, RowsCase a, RowsCase b) {
    int n = a.n;
    int last = (a.words - 1) * n;
    assertThat(simd.dot(a.b, last, a.t, 0, n)).isEqualTo(SCALAR.dot(b.b, last, b.t, 0, n));
    simd.sweep(a.b, a.rowOffsets, a.c, a.words, a.t, a.u, a.m, n);
    SCALAR.sweep(b.b, b.rowOffsets, b.c, b.words, b.t, b.u, b.m, n);
    assertThat(a.u).isEqualTo(b.u);
    assertThat(a.m).isEqualTo(b.m);
    assertThat(simd.sweepStored(a.stored(), 0.2f, 0.7f, a.c, a.words, a.t, a.u, a.m, n))
        .isEqualTo(SCALAR.sweepStored(b.stored(), 0.2f, 0.7f, b.c, b.words, b.t, b.u, b.m, n));
    assertThat(a.u).isEqualTo(b.u);
    assertThat(a.m).isEqualTo(b.m);
    simd.weighStored(a.stored(), 0.2f, 0.7f, a.words, a.t, a.m, n);
    SCALAR.weighStored(b.stored(), 0.2f, 0.7f, b.words, b.t, b.m, n);
    assertThat(a.m).isEqualTo(b.m);
    simd.share(a.b, a.r, a.c, a.words, a.t, a.p, n);
    SCALAR.share(b.b, b.r, b.c, b.words, b.t, b.p, n);
    assertThat(a.r).isEqualTo(b.r);
    assertThat(a.p).isEqualTo(b.p);
    for (int sweep = 0; sweep < 5; sweep++) {
      assertThat(simd.cvb0(a.b, a.r, a.c, a.words, a.g, a.p, n))
          .isEqualTo(SCALAR.cvb0(b.b, b.r, b.c, b.words, b.g, b.p, n));
    }
    assertThat(a.r).isEqualTo(b.r);
    assertThat(a.g).isEqualTo(b.g);
    simd.trim(a.r, a.words, 1f / a.k, n);
    SCALAR.trim(b.r, b.words, 1f / b.k, n);
    assertThat(a.r).isEqualTo(b.r);
    simd.affine(a.t, 0.01f, 0.7f, a.g, a.b, last, n);
    SCALAR.affine(b.t, 0.01f, 0.7f, b.g, b.b, last, n);
    assertThat(a.b).isEqualTo(b.b);
    simd.axpy(1.7f, a.b, last, a.r, last, n);
    SCALAR.axpy(1.7f, b.b, last, b.r, last, n);
    assertThat(a.r).isEqualTo(b.r);
    simd.expDigamma(a.t, 0, a.r, last, n);
    SCALAR.expDigamma(b.t, 0, b.r, last, n);
    assertThat(a.r).isEqualTo(b.r);
  }

  @Test
  void expDigammaHasTheSameBitsOverItsWholeRange() {
    float[] x = new float[1 << 16];
    float[] simd = new float[x.length];
    float[] scalar = new float[x.length];
    for (int i = 8; i < x.length; i++) {
      x[i] = (float) Math.pow(10, -8 + 20.0 * i / x.length);
    }
    Rows.best().expDigamma(x, 0, simd, 0, x.length);
    SCALAR.expDigamma(x, 0, scalar, 0, x.length);
    assertThat(simd).isEqualTo(scalar);
    assertThat(simd[0]).as("padding stays zero").isZero();
  }

  @Test
  void kernelsAgreeWithDoublePrecision() {
    for (int i = 0; i < 40; i++) {
      RowsCase c = new RowsCase(1 + 3 * i, 1 + 30 * i, i);
      agreesOnDot(c);
      agreesOnSweep(c);
      agreesOnShare(c);
      agreesOnCvb0(c);
    }
  }

  private static void agreesOnShare(RowsCase c) {
    float[] r = new float[c.b.length];
    float[] p = new float[c.n];
    Rows.best().share(c.b, r, c.c, c.words, c.t, p, c.n);
    double[] sums = new double[c.n];
    for (int w = 0; w < c.words; w++) {
      double m = product(c, w * c.n);
      for (int j = 0; j < c.n; j++) {
        double share = c.t[j] * c.b[w * c.n + j] / m;
        assertThat((double) r[w * c.n + j]).isCloseTo(share, within(1e-5));
        sums[j] += c.c[w] * share;
      }
    }
    for (int j = 0; j < c.n; j++) {
      assertThat((double) p[j]).isCloseTo(sums[j], within(1e-5 * (1 + sums[j])));
    }
  }

  private static void agreesOnDot(RowsCase c) {
    float found = Rows.best().dot(c.b, 0, c.t, 0, c.n);
    assertThat(found / product(c, 0)).isCloseTo(1, within(1e-5));
  }

  private static void agreesOnSweep(RowsCase c) {
    Rows.best().sweep(c.b, c.rowOffsets, c.c, c.words, c.t, c.u, c.m, c.n);
    double[] u = new double[c.n];
    for (int w = 0; w < c.words; w++) {
      double m = product(c, c.rowOffsets[w]);
      assertThat(c.m[w] / m).isCloseTo(1, within(1e-5));
      for (int j = 0; j < c.n; j++) {
        u[j] += c.c[w] / m * c.b[c.rowOffsets[w] + j];
      }
    }
    for (int j = 0; j < c.n; j++) {
      assertThat((double) c.u[j]).isCloseTo(u[j], within(1e-5 * u[j]));
    }
    agreesOnStoredSweep(c);
  }

  /** Stored rows stand for twice themselves and a little more. */
  private static void agreesOnStoredSweep(RowsCase c) {
    float found = Rows.best().sweepStored(c.stored(), 0.2f, 2, c.c, c.words, c.t, c.u, c.m, c.n);
    double ratios = 0;
    double[] u = new double[c.n];
    for (int w = 0; w < c.words; w++) {
      double ratio = c.c[w] / (0.2f + 2 * product(c, c.rowOffsets[w]));
      assertThat(c.c[w] / c.m[w] / ratio).isCloseTo(1, within(1e-5));
      ratios += ratio;
      for (int j = 0; j < c.n; j++) {
        u[j] += ratio * c.b[c.rowOffsets[w] + j];
      }
    }
    assertThat(found / ratios).isCloseTo(1, within(1e-5));
    float[] swept = c.m.clone();
    Rows.best().weighStored(c.stored(), 0.2f, 2, c.words, c.t, c.m, c.n);
    assertThat(c.m).isEqualTo(swept);
    for (int j = 0; j < c.n; j++) {
      assertThat((double) c.u[j]).isCloseTo(u[j], within(1e-5 * u[j]));
    }
  }

  private static void agreesOnCvb0(RowsCase c) {
    double[] g = new double[c.n];
    for (int j = 0; j < c.n; j++) {
      g[j] = c.g[j];
    }
    float[] before = c.r.clone();
    float found = Rows.best().cvb0(c.b, c.r, c.c, c.words, c.g, c.p, c.n);
    double moved = 0;
    for (int w = 0; w < c.words; w++) {
      double sum = 0;
      double[] p = new double[c.n];
      for (int j = 0; j < c.n; j++) {
        p[j] = Math.max(g[j] - before[w * c.n + j], 0) * c.b[w * c.n + j];
        sum += p[j];
      }
      for (int j = 0; j < c.n; j++) {
        double next = p[j] / sum;
        double change = next - before[w * c.n + j];
        g[j] += c.c[w] * change;
        moved += c.c[w] * Math.abs(change);
        assertThat((double) c.r[w * c.n + j]).isCloseTo(next, within(1e-5));
      }
    }
    // Up to 17,000 terms a lane; and with one topic nothing moves but rounding.
    assertThat((double) found).isCloseTo(moved, within(1e-4 * moved + 1e-6 * c.words));
    for (int j = 0; j < c.n; j++) {
      assertThat((double) c.g[j]).isCloseTo(g[j], within(1e-5 * (1 + g[j])));
    }
  }

  @Test
  void rowsOfZerosDivideByTheLeastSum() {
    for (Rows rows : new Rows[] {SCALAR, Rows.best()}) {
      RowsCase c = new RowsCase(5, 20, 0);
      java.util.Arrays.fill(c.b, 0f);
      rows.sweep(c.b, c.rowOffsets, c.c, c.words, c.t, c.u, c.m, c.n);
      assertThat(c.m).containsOnly(Rows.LEAST);
      assertThat(c.u).containsOnly(0f);
      rows.share(c.b, c.r.clone(), c.c, c.words, c.t, c.p, c.n);
      assertThat(c.p).containsOnly(0f);
      float[] zeros = new float[c.b.length];
      rows.trim(zeros, c.words, 0.1f, c.n);
      assertThat(zeros).containsOnly(0f);
      assertThat(rows.cvb0(c.b, c.r, c.c, c.words, c.g, c.p, c.n)).isFinite();
      assertThat(c.r).containsOnly(0f);
    }
  }

  @Test
  void nothingOutsideTheGivenPartIsTouched() {
    for (Rows rows : new Rows[] {SCALAR, Rows.best()}) {
      float[] out = new float[24];
      rows.expDigamma(new float[] {1, 1, 1, 1, 1, 1, 1, 1}, 0, out, 8, 8);
      for (int j = 0; j < out.length; j++) {
        assertThat(out[j] != 0).isEqualTo(j >= 8 && j < 16);
      }
    }
  }

  @Test
  void theChoiceFollowsTheModuleAndTheProperty() {
    assertThat(RowsChoice.choose("false")).isInstanceOf(ScalarRows.class);
    boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    if (!module) {
      assertThat(RowsChoice.choose(null)).isInstanceOf(ScalarRows.class);
    }
  }

  @Test
  void paddingIsToWholeLanes() {
    assertThat(new int[] {Rows.padded(1), Rows.padded(8), Rows.padded(9), Rows.padded(1000)})
        .containsExactly(8, 8, 16, 1000);
  }

  private static double product(RowsCase c, int row) {
    double sum = 0;
    for (int j = 0; j < c.n; j++) {
      sum += (double) c.b[row + j] * c.t[j];
    }
    return sum;
  }

  /** The warm-up ends within a minute, and what it hands out then is the fastest. */
  @Test
  void theFastestKernelsAreAtHandOnceTheyAreWarm() throws InterruptedException {
    for (int i = 0; i < 600 && Rows.atHand() != Rows.best(); i++) {
      Thread.sleep(100);
    }
    assertThat(Rows.atHand()).isSameAs(Rows.best());
  }
}
