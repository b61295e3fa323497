package polya.models.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.heldout.Tiny;
import polya.math.Rows;
import polya.topics.LocalBlocks;
import polya.topics.Phi;
import polya.topics.TermBlock;
import polya.topics.TermBlockBuilder;

class LogWeightsTest {
  private static final int TOPICS = 9;
  private static final double[] LOG_PI = {-1, -2, -3, -1.5, -2.5, -3, -4, -1, -2};

  /** Counts of few topics a term, stored by entry or as whole rows. */
  private static Phi phi(boolean sparse, double offset) {
    int terms = 12;
    float[][] rows = new float[terms][Rows.padded(TOPICS)];
    TermBlockBuilder builder = TermBlock.sparse(0, TOPICS);
    for (int w = 0; w < terms; w++) {
      rows[w][w % TOPICS] = 1 + w;
      int[] topics = {w % TOPICS};
      builder.add(topics, new float[] {1 + w}, 1);
    }
    TermBlock block = sparse ? builder.build() : TermBlock.of(0, rows);
    double[] scale = {0.1, 0.2, 0.1, 0.3, 0.1, 0.2, 0.1, 0.4, 0.1};
    return Phi.of(LocalBlocks.of(List.of(block)), Phi.Link.IDENTITY, offset, 1, scale);
  }

  private static double[] weigh(LogWeights weights, Document document) {
    Tile tile = Tile.of(0, List.of(document));
    weights.open(tile);
    double[] a = new double[TOPICS];
    weights.weigh(tile, 0, a);
    return a;
  }

  @Test
  void sparseRowsSayWhatDenseRowsSay() {
    Document document = Tiny.document("d", 0, 3, 3, 7, 11, 2);
    double[] sparse = weigh(new LogWeights(phi(true, 0.2), LOG_PI, true), document);
    double[] dense = weigh(new LogWeights(phi(false, 0.2), LOG_PI, true), document);
    double[][] phi = Tiny.dense(phi(true, 0.2));
    for (int k = 0; k < TOPICS; k++) {
      double expected = LOG_PI[k];
      for (int i = 0; i < document.terms().length; i++) {
        expected += document.counts()[i] * Math.log(phi[document.terms()[i]][k]);
      }
      assertThat(dense[k]).isCloseTo(expected, within(1e-10));
      assertThat(sparse[k]).isCloseTo(expected, within(1e-5));
    }
  }

  /** Drawn weights may be too small for a float: others then decide, and nothing is a NaN. */
  @Test
  void zerosForbidATopicUnlessAllHaveThem() {
    Document document = Tiny.document("d", 0, 0, 1);
    double[] a = weigh(new LogWeights(phi(true, 0), LOG_PI, true), document);
    assertThat(a).doesNotContain(Double.NaN, Double.NEGATIVE_INFINITY);
    LogSum.normalise(a);
    assertThat(a[0]).isCloseTo(1, within(1e-12));
  }
}
