package polya.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each chi-square test has the false-alarm rate 1e-6 over all seeds; the seeds are fixed. */
class AliasTableTest {
  private static final double FALSE_ALARM = 1e-6;
  private static final int DRAWS = 500_000;

  private static long[] draws(double[] weights, long key) {
    AliasTable table = AliasTable.of(weights);
    RandomStream stream = Streams.of(11, Purpose.TEST, weights.length, key);
    long[] counts = new long[weights.length];
    for (int i = 0; i < DRAWS; i++) {
      counts[table.draw(stream)]++;
    }
    return counts;
  }

  @Test
  void drawsFollowTheWeightsInAnyScaleAndOrder() {
    double[][] cases = {
      {1, 1, 1},
      {3e-20, 1e-20, 6e-20},
      {1e12, 5e11, 2e12, 4e12},
      {0.5, 0.25, 0.125, 0.125},
      IntStream.rangeClosed(1, 300).mapToDouble(w -> 1.0 / w).toArray(),
      IntStream.rangeClosed(1, 300).mapToDouble(w -> 1.0 / (301 - w)).toArray(),
      random(1000)
    };
    for (double[] weights : cases) {
      double sum = Arrays.stream(weights).sum();
      double[] expected = Arrays.stream(weights).map(x -> DRAWS * x / sum).toArray();
      assertThat(Evidence.chiSquare(expected, draws(weights, weights.length)))
          .as("%s weights", weights.length)
          .isGreaterThan(FALSE_ALARM);
    }
  }

  @Test
  void whatHasNoWeightIsNeverDrawn() {
    double[] weights = new double[1001];
    for (int i = 0; i < weights.length; i += 2) {
      weights[i] = 1.0 / 3;
    }
    long[] counts = draws(weights, 2);
    for (int i = 1; i < weights.length; i += 2) {
      assertThat(counts[i]).isZero();
    }
    assertThat(draws(new double[] {0, 0, 7, 0}, 3)).containsExactly(0, 0, DRAWS, 0);
    assertThat(draws(new double[] {5}, 4)).containsExactly(DRAWS);
  }

  /** Weights in no order. */
  private static double[] random(int n) {
    RandomStream stream = Streams.of(12, Purpose.TEST, n, 0);
    return IntStream.range(0, n).mapToDouble(i -> 0.05 + stream.nextDouble()).toArray();
  }
}
