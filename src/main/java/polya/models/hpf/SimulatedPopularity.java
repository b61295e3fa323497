package polya.models.hpf;

import java.util.stream.IntStream;
import polya.math.Draws;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Rows;
import polya.math.Streams;
import polya.topics.Blocks;
import polya.topics.LocalBlocks;

/**
 * Topics of the hierarchical story: φ_wk ~ Gamma(c, η_w), each topic then divided by its sum, with
 * 1/η_w = m_w (c' − 1) / g_w, g_w ~ Gamma(c'), so that its mean is m_w.
 */
final class SimulatedPopularity {
  private static final int TOPICS_ROUND = 1;
  private static final int TERMS_ROUND = 2;

  private SimulatedPopularity() {}

  /**
   * Rows of expected counts, n_k φ_wk.
   *
   * @param termShares m, V positive numbers
   * @param shape c' &gt; 1
   * @param weights c
   * @param countsK n, K numbers
   */
  static Blocks blocks(
      double[] termShares, double shape, double weights, double[] countsK, long seed) {
    double[] popularW = new double[termShares.length];
    for (int w = 0; w < popularW.length; w++) {
      RandomStream stream = Streams.of(seed, Purpose.SIMULATION, TERMS_ROUND, w);
      popularW[w] = termShares[w] * (shape - 1) / Draws.gamma(stream, shape);
    }
    float[][] rows = new float[termShares.length][Rows.padded(countsK.length)];
    IntStream.range(0, countsK.length)
        .parallel()
        .forEach(k -> topic(rows, k, popularW, weights, countsK[k], seed));
    return LocalBlocks.of(rows);
  }

  private static void topic(
      float[][] rows, int k, double[] popularW, double weights, double counts, long seed) {
    RandomStream stream = Streams.of(seed, Purpose.SIMULATION, TOPICS_ROUND, k);
    double[] phi = new double[rows.length];
    double sum = 0;
    for (int w = 0; w < phi.length; w++) {
      phi[w] = popularW[w] * Draws.gamma(stream, weights);
      sum += phi[w];
    }
    for (int w = 0; w < phi.length; w++) {
      rows[w][k] = (float) (counts * phi[w] / sum);
    }
  }
}
