package polya.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SharedRateTest {
  @Test
  void aSharedRateSolvesItsEquationHoweverLargeOrSmallItsGammas() {
    for (double shape : new double[] {1e-6, 0.3, 1e6}) {
      for (double rate : new double[] {1e-6, 1, 1e6}) {
        for (double gamma : new double[] {1e-6, 2, 1e8}) {
          for (double offset : new double[] {1e-8, 1, 1e8}) {
            double[] gammaK = {gamma, 0.3, 7};
            double[] offsetK = {offset, 2 * offset, 1};
            double e = new SharedRate(shape, rate, 0.9).mean(gammaK, 0, offsetK);
            double left = e * rate;
            for (int k = 0; k < 3; k++) {
              left += e * gammaK[k] / (e + offsetK[k]);
            }
            assertThat(left / (shape + 0.9)).isCloseTo(1, within(1e-10));
          }
        }
      }
    }
  }
}
