package polya.infer.gibbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import polya.math.Rows;
import polya.topics.LocalBlocks;
import polya.topics.Phi;
import polya.topics.TermBlock;
import polya.topics.TermBlockBuilder;

/** The prior's part of terms' weights, in whatever order and however often they are loaded. */
class TermWeightsTest {
  private static final int TOPICS = 12;
  private static final int POINTS = 100_000;
  private static final float[][] ENTRIES = {
    {0, 5, 0, 0, 0, 0, 2, 0, 0, 0, 0, 9},
    {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
    {0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0},
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
  };
  private static final int[] LOADS = {0, 1, 2, 3, 1, 0, 0, 3, 2, 1, 2, 0};

  private static Phi phi(double background) {
    TermBlockBuilder block = TermBlock.sparse(0, TOPICS);
    for (float[] row : ENTRIES) {
      int[] topics = new int[TOPICS];
      float[] values = new float[TOPICS];
      int n = 0;
      for (int k = 0; k < TOPICS; k++) {
        if (row[k] > 0) {
          topics[n] = k;
          values[n++] = row[k];
        }
      }
      block.add(topics, values, n);
    }
    double[] scale = new double[TOPICS];
    Arrays.setAll(scale, k -> 1.0 / (10 + k));
    return Phi.of(LocalBlocks.of(List.of(block.build())), Phi.Link.IDENTITY, background, 1, scale);
  }

  private static double[] exact(double[] alpha, double background, int term) {
    double[] weights = new double[TOPICS];
    Arrays.setAll(weights, k -> alpha[k] * (ENTRIES[term][k] + background) / (10 + k));
    return weights;
  }

  @Test
  void pointsOfThePriorFallToTopicsByTheirWeights() {
    double[] alpha = new double[TOPICS];
    Arrays.setAll(alpha, k -> 0.1 + 0.05 * k);
    for (double background : new double[] {0, 0.25}) {
      TermWeights weights = new TermWeights(phi(background), alpha, Rows.atHand(), true);
      for (int i = 0; i < LOADS.length; i++) {
        weights.load(LOADS[i]);
        double[] exact = exact(alpha, background, LOADS[i]);
        double all = Arrays.stream(exact).sum();
        assertThat(weights.prior()).as("load %d", i).isCloseTo(all, within(1e-5 * all));
        // The third load in a row of four draws from no prior: nothing may stay of the one before.
        if (all > 0 && i % 4 != 2) {
          assertThat(shares(weights)).as("load %d", i).containsExactly(ofAll(exact), within(1e-4));
        }
      }
    }
  }

  private static double[] shares(TermWeights weights) {
    double[] shares = new double[TOPICS];
    for (int p = 0; p < POINTS; p++) {
      shares[weights.topic(weights.prior() * (p + 0.5) / POINTS)] += 1.0 / POINTS;
    }
    return shares;
  }

  private static double[] ofAll(double[] weights) {
    double all = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(w -> w / all).toArray();
  }
}
