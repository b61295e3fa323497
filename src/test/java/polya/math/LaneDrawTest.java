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

  private final double[] ends = new double[LaneDraw.ENDS];

  private float[] sums(float[] weights) {
    float[] sums = new float[weights.length];
    Rows.best().weighProducts(weights, ONES, sums, weights.length);
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
    double total = LaneDraw.ends(sums, 0, n, ends);
    double all = 0;
    for (float weight : weights) {
      all += weight;
    }
    assertThat(total).isEqualTo(all);
    double[] held = new double[n];
    for (double point = 0; point < total; point += 0.25) {
      held[LaneDraw.index(sums, 0, n, ends, point)] += 0.25;
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
    double total = LaneDraw.ends(sums, 0, n, ends);
    int index = LaneDraw.index(sums, 0, n, ends, total);
    assertThat(weights[index]).isPositive();
    assertThat(LaneDraw.index(sums, 0, n, ends, total * 2)).isEqualTo(index);
    assertThat(LaneDraw.index(sums, 0, n, ends, Math.nextDown(total))).isEqualTo(index);
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
      double total = LaneDraw.ends(sums, 0, n, ends);
      for (int draw = 0; draw < 50; draw++) {
        double u = draw == 0 ? 0 : draw == 1 ? 1 : draw == 2 ? 1 - 0x1p-53 : random.nextDouble();
        assertThat(weights[LaneDraw.index(sums, 0, n, ends, u * total)]).isPositive();
      }
    }
  }

  @Test
  void noWeightsMakeNoTotal() {
    assertThat(LaneDraw.ends(new float[8], 0, 0, ends)).isZero();
    assertThat(LaneDraw.ends(new float[8], 0, 8, ends)).isZero();
    float[] broken = sums(new float[] {1, Float.NaN, 1, 0, 0, 0, 0, 0});
    assertThat(LaneDraw.ends(broken, 0, 8, ends)).isNaN();
  }

  /** A million in equal cells of 64: chi-square beyond 134 has one chance in a million. */
  @Test
  void uniformsByPlaceAreUniformAndNeighboursUnrelated() {
    long key = Uniforms.key(1, Purpose.TEST, 3, 4, 0);
    long[] cells = new long[64];
    double product = 0;
    int n = 1_000_000;
    for (int i = 0; i < n; i++) {
      double u = Uniforms.at(key, i);
      assertThat(u >= 0 && u < 1).isTrue();
      cells[(int) (u * 64)]++;
      product += (u - 0.5) * (Uniforms.at(key, i + 1) - 0.5);
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
  void keysDifferByAllTheyAreMadeOfAndShift() {
    long key = Uniforms.key(1, Purpose.SAMPLING, 2, 3, 1);
    assertThat(Uniforms.key(1, Purpose.SAMPLING, 2, 3, 1)).isEqualTo(key);
    assertThat(Uniforms.key(2, Purpose.SAMPLING, 2, 3, 1)).isNotEqualTo(key);
    assertThat(Uniforms.key(1, Purpose.TEST, 2, 3, 1)).isNotEqualTo(key);
    assertThat(Uniforms.key(1, Purpose.SAMPLING, 3, 3, 1)).isNotEqualTo(key);
    assertThat(Uniforms.key(1, Purpose.SAMPLING, 2, 4, 1)).isNotEqualTo(key);
    assertThat(Uniforms.key(1, Purpose.SAMPLING, 2, 3, 0)).isNotEqualTo(key);
    assertThat(Uniforms.at(Uniforms.shifted(key, 1000), 1007)).isEqualTo(Uniforms.at(key, 7));
  }
}
