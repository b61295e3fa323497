package polya.infer.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.corpus.Document;
import polya.infer.ModelState;
import polya.infer.PureLoop;
import polya.infer.TileSums;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

/** What a part's documents see when they are visited again. */
class WithdrawnPartsTest {
  private static final int TOPICS = 4;
  private static final int TERMS = 30;

  private static List<Document> documents() {
    List<Document> all = new ArrayList<>();
    for (int d = 0; d < 500; d++) {
      RandomStream random = Streams.of(5, Purpose.TEST, 0, d);
      int[] terms = {random.nextInt(10), 10 + random.nextInt(10), 20 + random.nextInt(10)};
      int[] counts = {1 + random.nextInt(20), 1 + random.nextInt(20), 1 + random.nextInt(20)};
      all.add(new Document("d" + d, terms, counts));
    }
    return all;
  }

  /** Topics under which a part is fitted hold what all others sent; vb's hold its own as well. */
  @ParameterizedTest
  @CsvSource({"cvb0, 1", "hybrid, 1", "vb, 0"})
  void holdWhatAllOtherPartsSent(String variational, int taken) {
    Map<String, String> given =
        Map.of("k", "" + TOPICS, "passes", "4", "parts", "2", "variational", variational);
    PureLoop loop = new PureLoop(documents(), TERMS, given).run();
    double[][] all = TileSums.dense(loop.batch.corpus().here(), TOPICS, TERMS);
    double[][] own = TileSums.dense(loop.batch.sent().here(), TOPICS, TERMS);
    if (taken == 1) {
      isOf(loop.published, all, own);
    }
    isOf(loop.state, all, new double[TERMS][TOPICS]);
    assertThat(loop.batch.sent().tokens()).isLessThan(loop.batch.corpus().tokens());
  }

  private static void isOf(ModelState state, double[][] counts, double[][] less) {
    double[] totals = state.globals().vector(TopicState.TOPIC_TOTALS);
    for (int k = 0; k < TOPICS; k++) {
      double sum = 0;
      for (int w = 0; w < TERMS; w++) {
        double expected = counts[w][k] - less[w][k];
        float row = state.topics().here().get(0).row(w)[k];
        assertThat((double) row).isCloseTo(expected, within(1e-3));
        sum += expected;
      }
      assertThat(totals[k]).isCloseTo(sum, within(1e-2));
    }
  }
}
