package polya.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneDrawTest {
  private static final float[] ONES = ones();

  private static float[] ones() {
    float[] ones = new float[1 << 14];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  private static final Rows ROWS = Rows.best();

  private float[] sums(float[] weights) {
    float[] sums = new float[weights.length + Rows.LANES];
    ROWS.weighProducts(weights, ONES, sums, weights.length);
    return sums;
  }

  /** Weights of which two in three are zero, quarters up to 16: sums of them are exact. */
  private static float[] weights(int n, int key) {
    RandomStream random = Streams.of(1, Purpose.TEST, 1, key);
    float[] weights = new float[n];
    for (int j = 0; j < n; j++) {
      weights[j] = random.nextInt(3) > 0 ? 0 : (1 + random.nextInt(64)) / 4f;
    }
    weights[n / 2] = 1;
    return weights;
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 104, 256, 264, 1000, 8192})
  void everyIndexHoldsItsWeightOfTheLine(int n) {
    float[] weights = weights(n, n);
    float[] sums = sums(weights);
    float total = LaneDraw.total(sums, 0, n);
    double all = 0;
    for (float weight : weights) {
      all += weight;
    }
    assertThat((double) total).isEqualTo(all);
    double[] held = new double[n];
    for (float point = 0; point < total; point += 0.25f) {
      held[LaneDraw.index(ROWS, sums, 0, n, point)] += 0.25;
    }
    for (int j = 0; j < n; j++) {
      assertThat(held[j]).as("index " + j).isEqualTo(weights[j]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 104, 1000})
  void pointsBeyondTheEndFallOnTheLastWeight(int n) {
    float[] weights = weights(n, n + 1);
    float[] sums = sums(weights);
    float total = LaneDraw.total(sums, 0, n);
    int index = LaneDraw.index(ROWS, sums, 0, n, total);
    assertThat(weights[index]).isPositive();
    assertThat(LaneDraw.index(ROWS, sums, 0, n, total * 2)).isEqualTo(index);
    assertThat(LaneDraw.index(ROWS, sums, 0, n, Math.nextDown(total))).isEqualTo(index);
  }

  @Test
  void weightsOfAnySizeAreDrawnAndZeroNever() {
    RandomStream random = Streams.of(1, Purpose.TEST, 2, 0);
    for (int i = 0; i < 2000; i++) {
      int n = Rows.padded(1 + random.nextInt(400));
      float[] weights = new float[n];
      for (int j = 0; j < n; j++) {
        weights[j] = random.nextInt(4) > 0 ? 0 : (float) Math.pow(10, -30 * random.nextDouble());
      }
      weights[random.nextInt(n)] = 1e-20f;
      float[] sums = sums(weights);
      float total = LaneDraw.total(sums, 0, n);
      for (int draw = 0; draw < 50; draw++) {
        double u = draw == 0 ? 0 : draw == 1 ? 1 : draw == 2 ? 1 - 0x1p-53 : random.nextDouble();
        assertThat(weights[LaneDraw.index(ROWS, sums, 0, n, (float) (u * total))]).isPositive();
      }
    }
  }

  @Test
  void noWeightsMakeNoTotal() {
    assertThat(LaneDraw.total(sums(new float[0]), 0, 0)).isZero();
    assertThat(LaneDraw.total(sums(new float[8]), 0, 8)).isZero();
    assertThat(LaneDraw.index(ROWS, sums(new float[8]), 0, 8, 0)).isEqualTo(-1);
    assertThat(LaneDraw.total(sums(new float[] {1, Float.NaN, 1, 0, 0, 0, 0, 0}), 0, 8)).isNaN();
  }

  /** A million in equal cells of 64: chi-square beyond 134 has one chance in a million. */
  @Test
  void uniformsOfAKeyAreUniformAndNeighboursUnrelated() {
    long key = Uniforms.key(1, Purpose.TEST, 3, 4, 0);
    long[] cells = new long[64];
    double product = 0;
    int n = 1_000_000;
    for (int i = 0; i < n; i++) {
      double u = Uniforms.of(key);
      key = Uniforms.next(key);
      assertThat(u >= 0 && u < 1).isTrue();
      cells[(int) (u * 64)]++;
      product += (u - 0.5) * (Uniforms.of(key) - 0.5);
    }
    double chi2 = 0;
    for (long cell : cells) {
      chi2 += Math.pow(cell - n / 64., 2) / (n / 64.);
    }
    assertThat(chi2).isLessThan(134);
    // Of mean 0 and standard deviation 1/12/√n; five of them.
    assertThat(product / n).isCloseTo(0, within(5 / 12. / 1000));
  }

  @Test
  void keysDifferByAllTheyAreMadeOf() {
    long key = Uniforms.key(1, Purpose.SAMPLING, 2, 3, 1);
    assertThat(Uniforms.key(1, Purpose.SAMPLING, 2, 3, 1)).isEqualTo(key);
    assertThat(Uniforms.key(2, Purpose.SAMPLING, 2, 3, 1)).isNotEqualTo(key);
    assertThat(Uniforms.key(1, Purpose.TEST, 2, 3, 1)).isNotEqualTo(key);
    assertThat(Uniforms.key(1, Purpose.SAMPLING, 3, 3, 1)).isNotEqualTo(key);
    assertThat(Uniforms.key(1, Purpose.SAMPLING, 2, 4, 1)).isNotEqualTo(key);
    assertThat(Uniforms.key(1, Purpose.SAMPLING, 2, 3, 0)).isNotEqualTo(key);
  }
}
