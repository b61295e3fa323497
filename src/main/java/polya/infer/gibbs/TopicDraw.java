package polya.infer.gibbs;

import java.util.stream.IntStream;
import polya.corpus.Sections;
import polya.infer.ModelState;
import polya.infer.TopicSections;
import polya.math.Draws;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.topics.Blocks;
import polya.topics.TermBlock;

/**
 * Topics drawn from a sample whose rows are the parameters of Dirichlet distributions, as those of
 * every family are so far: φ_k ~ Dirichlet(λ_k), exactly, as gamma draws g_wk whose columns are yet
 * to be divided by their sums.
 */
public final class TopicDraw {
  private TopicDraw() {}

  /**
   * The sample with g_wk in the place of λ_wk, so that its family reads it as it reads any model.
   * Cost V·K gamma draws; keyed by seed, number and term.
   *
   * @param number which draw
   */
  public static ModelState of(ModelState sample, int topics, long seed, int number) {
    Blocks drawn = sample.topics().map(block -> drawn(block, topics, seed, number));
    Sections sections = TopicSections.of(sample);
    double[] totals = drawn.columnSums(topics, sections);
    // A topic that has vanished from one section keeps its means in all of them.
    int[] vanished =
        IntStream.range(0, totals.length)
            .filter(i -> !(totals[i] > 0) && sections.size(i / topics) > 0)
            .map(i -> i % topics)
            .distinct()
            .toArray();
    return sample.with(
        ModelState.TOPICS,
        vanished.length == 0
            ? drawn
            : drawn.with(sample.topics(), (draw, lambda) -> whole(draw, lambda, vanished)));
  }

  private static TermBlock drawn(TermBlock lambda, int topics, long seed, int number) {
    float[][] rows = new float[lambda.size()][];
    for (int i = 0; i < rows.length; i++) {
      float[] row = lambda.row(lambda.from() + i);
      RandomStream stream = Streams.of(seed, Purpose.TOPIC_DRAW, number, lambda.from() + i);
      rows[i] = new float[row.length];
      for (int k = 0; k < topics; k++) {
        rows[i][k] = (float) Draws.gamma(stream, row[k]);
      }
    }
    return TermBlock.of(lambda.from(), rows);
  }

  /** A topic all of whose draws are too small for a float keeps its mean. */
  private static TermBlock whole(TermBlock drawn, TermBlock lambda, int[] vanished) {
    float[][] rows = drawn.copyOfRows();
    for (int i = 0; i < rows.length; i++) {
      float[] mean = lambda.row(lambda.from() + i);
      for (int k : vanished) {
        rows[i][k] = mean[k];
      }
    }
    return TermBlock.of(drawn.from(), rows);
  }
}
