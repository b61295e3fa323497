package polya.infer.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.infer.TileSums;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Rows;
import polya.math.Streams;
import polya.mixing.DirichletDocuments;
import polya.topics.LocalBlocks;
import polya.topics.Phi;
import polya.topics.StatisticsLayout;
import polya.topics.TermStatisticsBuilder;

/** Topics without a tile's documents, against counts taken away one by one. */
class WithheldTest {
  private static final int TOPICS = 3;
  private static final int TERMS = 2000;
  private static final double ETA = 0.05;
  private static final double SLOPE = 0.5;
  private static final double[] ALPHA = {0.2, 0.3, 0.1};
  private static final double[] WEIGHTS = {1, 2, 0.5};
  private static final LocalOptions OPTIONS = new LocalOptions(2, 0.02, 2, 0, 4);

  /** Terms of two blocks; the model holds less of the last one than the tile's documents send. */
  private static final Tile TILE =
      Tile.of(
          0,
          List.of(
              new Document("a", new int[] {3, 40, 1999}, new int[] {2, 1, 5}),
              new Document("b", new int[] {3, 1100}, new int[] {1, 4})));

  private static double[][] lambda() {
    RandomStream random = Streams.of(6, Purpose.TEST, 0, 0);
    double[][] lambda = new double[TERMS][TOPICS];
    for (int w = 0; w < TERMS; w++) {
      for (int k = 0; k < TOPICS; k++) {
        lambda[w][k] = ETA + (w == 1999 ? 0.01 : 10) * random.nextDouble();
      }
    }
    return lambda;
  }

  private static Phi phi(double[][] lambda) {
    float[][] rows = new float[TERMS][Rows.padded(TOPICS)];
    double[] totals = totals(lambda);
    for (int w = 0; w < TERMS; w++) {
      for (int k = 0; k < TOPICS; k++) {
        rows[w][k] = (float) ((lambda[w][k] - ETA) / SLOPE);
      }
    }
    double[] scale = new double[TOPICS];
    Arrays.setAll(scale, k -> WEIGHTS[k] / totals[k]);
    return Phi.of(LocalBlocks.of(rows), Phi.Link.IDENTITY, ETA, SLOPE, scale);
  }

  private static double[] totals(double[][] lambda) {
    double[] totals = new double[TOPICS];
    for (double[] row : lambda) {
      for (int k = 0; k < TOPICS; k++) {
        totals[k] += row[k];
      }
    }
    return totals;
  }

  @Test
  void takesAwayWhatItsDocumentsSend() {
    double[][] lambda = lambda();
    Phi phi = phi(lambda);
    StatisticsLayout layout = StatisticsLayout.of(TOPICS, TERMS, 20, TileSums.layout(TOPICS));
    Supplier<MeanTopicsPass> pass =
        () ->
            new MeanTopicsPass(
                phi, new Cvb0(Rows.atHand(), new DirichletDocuments(ALPHA), OPTIONS));
    Phi withheld = Withheld.of(TILE, phi, WEIGHTS, pass.get(), layout);

    TermStatisticsBuilder out = layout.open();
    MeanTopicsPass again = pass.get();
    again.visit(TILE, null, out);
    again.finish(out);
    double[][] sent = TileSums.dense(List.of(out.build()), TOPICS, TERMS);
    assertThat(TileSums.total(sent)).isEqualTo(13, within(1e-3));
    for (int w = 0; w < TERMS; w++) {
      for (int k = 0; k < TOPICS; k++) {
        lambda[w][k] = Math.max(ETA, lambda[w][k] - sent[w][k]);
      }
    }
    double[] totals = totals(lambda);
    double[] weights = new double[TOPICS];
    for (int i = 0; i < TILE.terms().length; i++) {
      withheld.expand(i, weights, 0);
      for (int k = 0; k < TOPICS; k++) {
        double expected = WEIGHTS[k] * lambda[TILE.terms()[i]][k] / totals[k];
        assertThat(weights[k]).isEqualTo(expected, within(1e-5 * expected));
      }
    }
    assertThat(withheld.terms()).isEqualTo(TILE.terms().length);
  }
}
