package polya.infer.gibbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import polya.corpus.Sections;
import polya.infer.MiniBatches;
import polya.infer.Round;
import polya.math.Evidence;
import polya.topics.LocalBlocks;
import polya.topics.Phi;
import polya.topics.TermBlock;

/** Drawn topics against their Dirichlet; false-alarm rates stand beside the thresholds. */
class DrawnTopicsTest {
  private static final float[][] COUNTS = {{3, 0}, {0, 0}, {1, 7}, {0, 1}, {40, 0}};
  private static final int DRAWS = 20_000;

  private static List<TermBlock> blocks() {
    float[][] rows = new float[COUNTS.length][8];
    for (int w = 0; w < rows.length; w++) {
      System.arraycopy(COUNTS[w], 0, rows[w], 0, 2);
    }
    return TermBlock.all(rows);
  }

  private static double[][] drawn(double beta, double threshold, int round) {
    Phi phi =
        DrawnTopics.draw(
            LocalBlocks.of(blocks()),
            2,
            beta,
            threshold,
            5,
            MiniRounds.number(round),
            Sections.one(COUNTS.length));
    double[][] rows = new double[COUNTS.length][2];
    for (int w = 0; w < rows.length; w++) {
      phi.expand(w, rows[w], 0);
    }
    return rows;
  }

  @Test
  void withoutAThresholdMarginalsAreThoseOfTheDirichlet() {
    double beta = 0.3;
    for (int w = 0; w < COUNTS.length; w++) {
      for (int k = 0; k < 2; k++) {
        double own = beta + COUNTS[w][k];
        double all = 0;
        for (float[] row : COUNTS) {
          all += beta + row[k];
        }
        BetaDistribution exact = new BetaDistribution(own, all - own);
        double[] values = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
          values[i] = exact.cumulativeProbability(drawn(beta, 0, i)[w][k]);
        }
        // Ten tests at a false-alarm rate of 1e-6 each.
        assertThat(Evidence.uniform(values)).as("term %d topic %d", w, k).isGreaterThan(1e-6);
      }
    }
  }

  /** Means of g are those of the exact draws for any τ; within six standard errors. */
  @Test
  void aThresholdLeavesMeansAsTheyAreAndMakesZeros() {
    double beta = 0.05;
    for (double threshold : new double[] {0.01, 0.1, 1}) {
      double mean = 0;
      double square = 0;
      int zeros = 0;
      int draws = 100_000;
      for (int i = 0; i < draws; i++) {
        Phi phi =
            DrawnTopics.draw(
                LocalBlocks.of(blocks()),
                2,
                beta,
                threshold,
                5,
                MiniRounds.number(i),
                Sections.one(COUNTS.length));
        double g = phi.blocks().row(1)[0];
        assertThat(g == 0 || g >= (float) threshold).isTrue();
        zeros += g == 0 ? 1 : 0;
        mean += g / draws;
        square += g * g / draws;
      }
      assertThat(mean).isCloseTo(beta, within(6 * Math.sqrt((square - mean * mean) / draws)));
      double share = DrawnTopics.extraShare(beta, threshold);
      assertThat(zeros / (double) draws).isCloseTo(1 - share, within(6 * Math.sqrt(share / draws)));
    }
  }

  @Test
  void cellsWithCountsAreDrawnWhateverTheThreshold() {
    for (int i = 0; i < 1000; i++) {
      double[][] phi = drawn(0.001, 1, i);
      assertThat(phi[0][0]).isPositive();
      assertThat(phi[3][1]).isPositive();
      for (int k = 0; k < 2; k++) {
        double sum = 0;
        for (double[] row : phi) {
          sum += row[k];
        }
        assertThat(sum).isCloseTo(1, within(1e-6));
      }
    }
  }

  @Test
  void drawsDependOnTheRoundAndTheSeedAlone() {
    assertThat(drawn(0.3, 0.1, 4)).isDeepEqualTo(drawn(0.3, 0.1, 4));
    assertThat(drawn(0.3, 0.1, 4)[0][0]).isNotEqualTo(drawn(0.3, 0.1, 5)[0][0]);
  }

  /** Rounds of one part, by number. */
  private static final class MiniRounds {
    static Round number(int number) {
      return new MiniBatches(1, 1, 1, 0, 1, Integer.MAX_VALUE).round(number);
    }
  }
}
