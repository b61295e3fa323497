package polya.models.gammapoisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.math.Special;
import polya.mixing.GammaHyperparameters;

class GammaPriorTest {
  /** Of 50 documents 40 have tokens. */
  private static final GammaPrior.Known KNOWN =
      new GammaPrior.Known(new double[] {-60, -20, -300}, 40, 50, new double[] {90, 400, 3});

  private static double f(double[] a, double[] b) {
    double f = 0;
    for (int k = 0; k < a.length; k++) {
      f += a[k] * KNOWN.digammaK()[k] - KNOWN.fitted() * Special.lgamma(a[k]);
      f += KNOWN.documents() * a[k] * Math.log(b[k]);
      f -= (KNOWN.countsK()[k] + KNOWN.documents() * a[k]) * Math.log1p(b[k]);
    }
    return f;
  }

  @ParameterizedTest
  @ValueSource(strings = {"common", "topic", "fixed"})
  void nothingNearbyIsBetterThanWhatIsLearned(String rates) {
    double[] start = {0.5, 0.5, 0.5};
    double[] b = {0.2, 0.2, 0.2};
    double[][] learned = GammaPrior.learned(start, b, KNOWN, true, rates);
    double best = f(learned[0], learned[1]);
    assertThat(best).isGreaterThan(f(start, b));
    for (double factor : new double[] {0.9, 0.99, 1.01, 1.1}) {
      for (int k = 0; k < 3; k++) {
        double[] other = learned[0].clone();
        other[k] *= factor;
        assertThat(f(other, learned[1])).as("shape %d", k).isLessThan(best + 1e-6);
        double[] rate = learned[1].clone();
        if (rates.equals("topic")) {
          rate[k] *= factor;
        } else if (rates.equals("common")) {
          rate = Arrays.stream(rate).map(x -> factor * x).toArray();
        }
        assertThat(f(learned[0], rate)).as("rate %d", k).isLessThan(best + 1e-6);
      }
    }
  }

  @Test
  void theCommonRateMakesDocumentsAsLongAsTheyAre() {
    double b = GammaHyperparameters.commonRate(new double[] {0.5, 1.5}, 10, 200);
    assertThat(2 / b).isCloseTo(20, within(1e-12));
    assertThat(GammaPrior.own(0.5, 10, 50)).isEqualTo(0.1);
  }

  @Test
  void withoutCountsNothingIsInfinite() {
    assertThat(GammaHyperparameters.commonRate(new double[] {1}, 10, 0)).isEqualTo(1);
    assertThat(GammaPrior.own(1, 10, 0)).isEqualTo(GammaHyperparameters.MOST);
    GammaPrior.Known none = new GammaPrior.Known(new double[1], 0, 10, new double[1]);
    double[][] learned =
        GammaPrior.learned(new double[] {1}, new double[] {1}, none, true, "topic");
    assertThat(learned[0]).containsExactly(1);
    assertThat(learned[1]).containsExactly(GammaHyperparameters.MOST);
  }
}
