package polya.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import polya.math.Special;

class LengthSeriesTest {
  /** With equal ratios c_n = q^n Γ(A + n)/(Γ(A) n!); two unequal ones by their convolution. */
  @Test
  void lengthsHaveTheirSeriesHoweverLong() {
    LengthSeries equal = new LengthSeries(new double[] {300, 700}, new double[] {0.9, 0.9});
    for (int n : new int[] {0, 1, 7, 5000, 3, 20_000}) {
      double expected =
          n * Math.log(0.9)
              + Special.lgamma(1000.0 + n)
              - Special.lgamma(1000)
              - Special.lgamma(n + 1.0);
      assertThat(equal.log(n)).isCloseTo(expected, within(1e-8 * Math.max(1, Math.abs(expected))));
    }
    double[] a = {0.4, 2.5};
    double[] q = {1, 0.3};
    LengthSeries unequal = new LengthSeries(a, q);
    double sum = 0;
    for (int i = 0; i <= 40; i++) {
      double log = 0;
      for (int k = 0; k < 2; k++) {
        int n = k == 0 ? i : 40 - i;
        log += Special.lgamma(a[k] + n) - Special.lgamma(a[k]) - Special.lgamma(n + 1.0);
        log += n * Math.log(q[k]);
      }
      sum += Math.exp(log);
    }
    assertThat(unequal.log(40)).isCloseTo(Math.log(sum), within(1e-10));
  }
}
