package polya.infer.variational;

import java.util.Arrays;
import java.util.stream.IntStream;
import polya.math.Draws;
import polya.math.Purpose;
import polya.math.Rows;
import polya.math.Streams;
import polya.topics.Blocks;
import polya.topics.LocalBlocks;

/** Topics drawn from their prior, φ_k ~ Dirichlet(V η m): with m uniform Dirichlet_V(η). */
public final class SimulatedTopics {
  /** Streams of topics; those of documents have round 0. */
  private static final int TOPICS_ROUND = 1;

  private SimulatedTopics() {}

  /**
   * Rows of expected counts, n_k φ_wk.
   *
   * @param termShares m, V positive numbers that add up to 1
   * @param countsK n, K numbers
   */
  public static Blocks blocks(double[] termShares, double eta, double[] countsK, long seed) {
    double[] prior = Arrays.stream(termShares).map(m -> termShares.length * eta * m).toArray();
    float[][] rows = new float[termShares.length][Rows.padded(countsK.length)];
    IntStream.range(0, countsK.length)
        .parallel()
        .forEach(k -> topic(rows, k, prior, countsK[k], seed));
    return LocalBlocks.of(rows);
  }

  /** Draws topic k into its column of the rows. */
  private static void topic(float[][] rows, int k, double[] prior, double scale, long seed) {
    double[] phi =
        Draws.dirichlet(
            Streams.of(seed, Purpose.SIMULATION, TOPICS_ROUND, k), prior, new double[prior.length]);
    for (int w = 0; w < phi.length; w++) {
      rows[w][k] = (float) (scale * phi[w]);
    }
  }
}
