package polya.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.infer.CorpusFacts;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Round;
import polya.params.Settings;
import polya.spark.LocalSpark;
import polya.spark.exchange.BroadcastExchange;
import polya.spark.exchange.Exchange;
import polya.spark.store.ModelDigest;

/** Rounds send and step the rows of their batch's terms, no others. */
class TouchedRowsTest {
  private static final int TOPICS = 4;
  private static final int OWN_TERMS = 8;
  private static final int COMMON_TERMS = 5;

  /** Every document has terms of its own besides the common ones. */
  private static final List<Document> DOCUMENTS =
      IntStream.range(0, 800).mapToObj(TouchedRowsTest::document).toList();

  private static final int TERMS = COMMON_TERMS + OWN_TERMS * DOCUMENTS.size();

  private final JavaSparkContext spark =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  private static Document document(int d) {
    int own = COMMON_TERMS + OWN_TERMS * d;
    int[] terms = IntStream.range(own - 1, own + OWN_TERMS).toArray();
    terms[0] = d % COMMON_TERMS;
    int[] counts = IntStream.range(0, terms.length).map(i -> 1 + i % 3).toArray();
    return new Document("d" + d, terms, counts);
  }

  private static ModelFamily.Training training(String variational) {
    Map<String, String> given =
        Map.of(
            "k", Integer.toString(TOPICS),
            "passes", "4",
            "parts", "2",
            "subsamplingRate", "0.2",
            "laneSteps", "2",
            "variational", variational);
    return training("svi", given);
  }

  private static ModelFamily.Training training(String method, Map<String, String> given) {
    ModelFamily family = ModelFamily.all().get(0);
    long[] frequencies = new long[TERMS];
    long tokens = 0;
    for (Document document : DOCUMENTS) {
      for (int i = 0; i < document.terms().length; i++) {
        frequencies[document.terms()[i]] += document.counts()[i];
      }
      tokens += document.tokens();
    }
    return family.training(
        method,
        Settings.of(family.parameters(method), given),
        new CorpusFacts(DOCUMENTS.size(), tokens, frequencies));
  }

  private String digest(
      ModelFamily.Training training, boolean sharesMemory, TrainingLoop.Listener listener) {
    JavaRDD<Document> rdd = spark.parallelize(DOCUMENTS, 3);
    JavaRDD<Tile> tiles =
        Tiles.of(rdd, Tiling.of(DOCUMENTS.size()), training.schedule().laneTiles(), 3)
            .persist(StorageLevel.MEMORY_ONLY());
    try {
      Exchange exchange = new BroadcastExchange(spark, sharesMemory);
      TrainingLoop loop = new TrainingLoop(spark, "rows", training, null, exchange, !sharesMemory);
      ModelState last = loop.run(tiles, Checkpoint.beginning(loop.start(rdd)), listener);
      return ModelDigest.of(training.inference().parameters(last), training.topics());
    } finally {
      tiles.unpersist(false);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cvb0", "hybrid", "vb"})
  void aBroadcastOfTheBatchsRowsLeadsToTheSameModel(String variational) {
    ModelFamily.Training training = training(variational);
    List<RoundReport> shared = new ArrayList<>();
    List<RoundReport> sent = new ArrayList<>();
    String digest = digest(training, true, (report, after) -> shared.add(report));
    assertThat(digest(training, false, (report, after) -> sent.add(report))).isEqualTo(digest);
    assertThat(shared).allMatch(report -> report.bytesDown() == 0);
    assertThat(sent).hasSameSizeAs(shared);
    for (RoundReport report : sent) {
      long documents = Math.round(DOCUMENTS.size() * report.round().tiles() / 7.0);
      long rows = COMMON_TERMS + OWN_TERMS * documents;
      boolean fades = report.round().incremental() && report.round().firstVisit();
      long most = 8L * TOPICS + (fades ? 2 : 1) * rows * (8 + 4 * TOPICS);
      assertThat(report.bytesDown()).as(report.round().toString()).isBetween(1L, most * 5 / 4);
    }
  }

  /** With so many topics a draw from a sparse row is not to the bit one from a dense row. */
  @Test
  void aBroadcastOfSparseTopicsLeadsToTheSameModel() {
    Map<String, String> given =
        Map.of(
            "k",
            "300",
            "startPasses",
            "1",
            "burnIn",
            "2",
            "samples",
            "2",
            "topicConcentration",
            "0.01");
    ModelFamily.Training training = training("gibbs", given);
    List<RoundReport> sent = new ArrayList<>();
    String digest = digest(training, true, (report, after) -> {});
    assertThat(digest(training, false, (report, after) -> sent.add(report))).isEqualTo(digest);
    for (RoundReport report : sent.subList(sent.size() - 3, sent.size())) {
      assertThat(report.bytesDown()).isLessThan(TERMS * 4L * 300 / 20);
    }
  }

  @Test
  void rowsThatNoDocumentOfTheRoundHasAreThoseOfTheRoundBefore() {
    ModelFamily.Training training = training("cvb0");
    List<ModelState> states = new ArrayList<>();
    List<Round> rounds = new ArrayList<>();
    digest(
        training,
        true,
        (report, after) -> {
          rounds.add(report.round());
          states.add(after);
        });
    for (int r = 1; r < 3; r++) {
      assertThat(rounds.get(r).incremental()).isFalse();
      int changed = 0;
      for (int w = 0; w < TERMS; w++) {
        changed += states.get(r).topics().row(w) == states.get(r - 1).topics().row(w) ? 0 : 1;
      }
      assertThat(changed).isBetween(OWN_TERMS, TERMS / 2);
    }
  }

  @Test
  void theTermsOfABatchAreThoseOfItsTiles() {
    ModelFamily.Training training = training("cvb0");
    Tiling tiling = Tiling.of(DOCUMENTS.size());
    JavaRDD<Tile> tiles =
        Tiles.of(spark.parallelize(DOCUMENTS, 2), tiling, training.schedule().laneTiles(), 3);
    BatchTerms batches = new BatchTerms(tiles);
    for (int r = 0; r < training.schedule().rounds(); r++) {
      Round round = training.schedule().round(r);
      int[] expected =
          DOCUMENTS.stream()
              .filter(document -> round.contains(tiling.tileOf(document.key())))
              .flatMapToInt(document -> IntStream.of(document.terms()))
              .distinct()
              .sorted()
              .toArray();
      assertThat(batches.of(round).stream().toArray()).containsExactly(expected);
    }
  }
}
