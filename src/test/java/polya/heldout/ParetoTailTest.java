package polya.heldout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

class ParetoTailTest {
  /** Generalised Pareto draws by inversion: (U^−k − 1) / k. */
  private static double[] pareto(int n, double k, int key) {
    RandomStream stream = Streams.of(1, Purpose.TEST, 1, key);
    double[] x = new double[n];
    Arrays.setAll(
        x, i -> k == 0 ? -Math.log(stream.nextOpen()) : (Math.pow(stream.nextOpen(), -k) - 1) / k);
    Arrays.sort(x);
    return x;
  }

  /** The estimate's asymptotic standard error is (1 + k) / √n, here below 0.013 a mean of 50. */
  @Test
  void findsTheShapeItWasDrawnFrom() {
    for (double k : new double[] {-0.3, 0, 0.3, 0.7, 1.2}) {
      double mean = 0;
      for (int i = 0; i < 50; i++) {
        mean += ParetoTail.shape(pareto(1000, k, i)) / 50;
      }
      assertThat(mean).isCloseTo(k, within(0.03));
    }
  }

  @Test
  void theTailOfWeightsIsFoundWhateverTheirScale() {
    for (double k : new double[] {0.2, 0.5, 1}) {
      double mean = 0;
      for (int i = 0; i < 30; i++) {
        double[] logs = pareto(4000, k, 100 + i);
        Arrays.setAll(logs, j -> Math.log(1 + k * logs[j]) - 900);
        mean += ParetoTail.k(logs) / 30;
      }
      // Drawn towards ½ by 10 of 190 observations.
      assertThat(mean).isCloseTo(k, within(0.08));
    }
  }

  @Test
  void equalWeightsHaveNoTail() {
    double[] equal = new double[1000];
    Arrays.fill(equal, -700);
    assertThat(ParetoTail.k(equal)).isEqualTo(Double.NEGATIVE_INFINITY);
    for (int i = 0; i < equal.length; i++) {
      equal[i] += 1e-15 * i;
    }
    assertThat(ParetoTail.k(equal)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void oneWeightAboveAllOthersIsAlarming() {
    double[] logs = pareto(1000, 0.1, 7);
    Arrays.setAll(logs, i -> 40 * logs[i]);
    assertThat(ParetoTail.k(logs)).isGreaterThan(ParetoTail.LARGEST);
    Arrays.setAll(logs, i -> 1000.0 * i);
    assertThat(ParetoTail.k(logs)).isEqualTo(Double.POSITIVE_INFINITY);
  }
}
