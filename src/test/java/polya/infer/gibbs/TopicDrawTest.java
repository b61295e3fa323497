package polya.infer.gibbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import polya.infer.ModelState;
import polya.topics.Globals;
import polya.topics.LocalBlocks;

class TopicDrawTest {
  private static final float[][] LAMBDA = {
    {3, 0.5f, 1e-30f}, {1, 0.25f, 1e-30f}, {0.01f, 8, 2e-30f}, {6, 0.25f, 1e-30f}
  };

  private static ModelState sample() {
    return ModelState.of(
        LocalBlocks.of(LAMBDA), Globals.of(Map.of("alpha", new double[] {1, 2, 3})));
  }

  private static float[][] drawn(long seed, int number) {
    return TopicDraw.of(sample(), 3, seed, number).topics().here().get(0).copyOfRows();
  }

  /** Means within 5 of their standard errors, variances within a tenth. */
  @Test
  void drawsHaveTheMomentsOfTheirDirichlet() {
    int times = 20_000;
    double[][] sum = new double[4][3];
    double[][] squares = new double[4][3];
    for (int s = 0; s < times; s++) {
      float[][] g = drawn(1, s);
      for (int k = 0; k < 2; k++) {
        double total = 0;
        for (float[] row : g) {
          total += row[k];
        }
        for (int w = 0; w < 4; w++) {
          sum[w][k] += g[w][k] / total;
          squares[w][k] += g[w][k] / total * (g[w][k] / total);
        }
      }
    }
    double[] totals = {10.01, 9};
    for (int k = 0; k < 2; k++) {
      for (int w = 0; w < 4; w++) {
        double mean = LAMBDA[w][k] / totals[k];
        double variance = mean * (1 - mean) / (totals[k] + 1);
        double found = sum[w][k] / times;
        assertThat(found).isCloseTo(mean, within(5 * Math.sqrt(variance / times)));
        if (mean > 0.01) {
          assertThat(squares[w][k] / times - found * found)
              .isCloseTo(variance, within(0.1 * variance));
        }
      }
    }
  }

  @Test
  void theSeedAndTheNumberDecide() {
    assertThat(drawn(1, 2)).isDeepEqualTo(drawn(1, 2));
    assertThat(drawn(1, 2)[0][0]).isNotEqualTo(drawn(1, 3)[0][0]);
    assertThat(drawn(1, 2)[0][0]).isNotEqualTo(drawn(2, 2)[0][0]);
    assertThat(TopicDraw.of(sample(), 3, 1, 0).globals().vector("alpha")).containsExactly(1, 2, 3);
  }

  @Test
  void aTopicTooSmallToDrawKeepsItsMean() {
    float[][] g = drawn(1, 0);
    for (int w = 0; w < 4; w++) {
      assertThat(g[w][2]).isEqualTo(LAMBDA[w][2]);
    }
  }
}
