package polya.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.MapOutputTrackerMaster;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.infer.CorpusFacts;
import polya.infer.Footprint;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.params.Settings;
import polya.spark.FailingInference;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;
import polya.spark.store.ModelDigest;
import polya.spark.train.Checkpoint;
import polya.spark.train.InterruptedRun;
import polya.spark.train.Tiles;
import polya.spark.train.TrainingLoop;

/** Blocks on executors, of a vocabulary of several blocks: the planted terms lie far apart. */
class ShardedExchangeTest {
  private static final int GAP = 61;
  private static final int TERMS = PlantedCorpus.TERMS * GAP;
  private static final int DOCUMENTS = 400;
  private static final JavaSparkContext SPARK =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  @TempDir static Path folder;

  /** A method that differs in what its rounds do. */
  record Run(String family, String method, Map<String, String> settings) {
    ModelFamily.Training training() {
      ModelFamily of =
          ModelFamily.all().stream().filter(f -> f.name().equals(family)).findFirst().orElseThrow();
      Map<String, String> texts = new HashMap<>(settings);
      texts.put("k", Integer.toString(PlantedCorpus.TOPICS));
      return of.training(method, Settings.of(of.parameters(method), texts), facts());
    }
  }

  static Stream<Run> runs() {
    return Stream.of(
        new Run(
            "lda", "svi", Map.of("passes", "6", "stochasticPasses", "2", "subsamplingRate", "0.3")),
        new Run("lda", "gibbs", Map.of("burnIn", "8", "samples", "6", "startPasses", "3")),
        new Run("gammapoisson", "svi", Map.of("passes", "5")));
  }

  private static List<Document> documents() {
    List<Document> apart = new ArrayList<>();
    for (Document d : PlantedCorpus.documents(DOCUMENTS)) {
      int[] terms = d.terms().clone();
      for (int i = 0; i < terms.length; i++) {
        terms[i] *= GAP;
      }
      apart.add(new Document(d.id(), terms, d.counts()));
    }
    return apart;
  }

  private static CorpusFacts facts() {
    CorpusFacts dense = PlantedCorpus.facts(PlantedCorpus.documents(DOCUMENTS));
    long[] frequencies = new long[TERMS];
    for (int w = 0; w < PlantedCorpus.TERMS; w++) {
      frequencies[w * GAP] = dense.termFrequencies()[w];
    }
    return new CorpusFacts(dense.documents(), dense.tokens(), frequencies);
  }

  private static String digest(ModelFamily.Training training, Exchange exchange, int partitions) {
    return digest(training, exchange, partitions, (report, after) -> {});
  }

  private static String digest(
      ModelFamily.Training training,
      Exchange exchange,
      int partitions,
      TrainingLoop.Listener listener) {
    JavaRDD<Document> rdd = SPARK.parallelize(documents(), partitions);
    JavaRDD<Tile> tiles =
        Tiles.of(rdd, Tiling.of(DOCUMENTS), training.schedule().laneTiles(), partitions)
            .persist(StorageLevel.MEMORY_ONLY());
    try (exchange) {
      TrainingLoop loop = new TrainingLoop(SPARK, "shards", training, folder.toString(), exchange);
      ModelState last = loop.run(tiles, Checkpoint.beginning(loop.start(rdd)), listener);
      return ModelDigest.of(loop.parameters(tiles, last), training.topics());
    } finally {
      tiles.unpersist(false);
    }
  }

  /** As on a cluster: what executors keep may be lost, and lineage is cut every third round. */
  private static Exchange sharded(int shards) {
    return new ShardedExchange(SPARK, shards, true, 3);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theBitsAreThoseOfBlocksOnTheDriver(Run run) {
    ModelFamily.Training training = run.training();
    String driver = digest(training, new BroadcastExchange(SPARK), 3);
    assertThat(digest(training, sharded(4), 3)).isEqualTo(driver);
    ModelFamily.Training failing = training.with(new FailingInference(training.inference()));
    assertThat(digest(failing, sharded(2), 1)).as("tasks that fail").isEqualTo(driver);
    assertThat(SPARK.getPersistentRDDs()).as("what is kept").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void aRunThatDiesGoesOnWhereverItsBlocksLieThen(Run run) {
    ModelFamily.Training training = run.training();
    InterruptedRun deaths =
        new InterruptedRun(training, documents(), folder.resolve(run.family + run.method));
    assertThat(deaths.digestAfter(4, life -> life % 2 == 0))
        .isEqualTo(digest(training, new BroadcastExchange(SPARK), 2));
  }

  /** What executors kept and what tasks sent, as if all executors had been lost at once. */
  private static void loseAll() {
    SPARK.getPersistentRDDs().values().forEach(rdd -> rdd.unpersist(true));
    MapOutputTrackerMaster outputs = (MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker();
    for (int shuffle = 0; shuffle < 20_000; shuffle++) {
      if (outputs.containsShuffle(shuffle)) {
        outputs.unregisterAllMapAndMergeOutput(shuffle);
      }
    }
  }

  /** Lineage of topics is cut every third round, that of tiles' states then and by visits. */
  @ParameterizedTest
  @MethodSource("runs")
  void whatIsLostIsMadeAgain(Run run) {
    losesAll(run, 1);
  }

  /** Visits of tiles that remember are counted from the third round, and two a round by phases. */
  @Tag("long")
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whatIsLostIsMadeAgainWhereVisitsAndRoundsAreApart(int phases) {
    Map<String, String> settings = Map.of("burnIn", "6", "samples", "4", "startPasses", "2");
    losesAll(new Run("lda", "gibbs", settings), phases);
  }

  private static void losesAll(Run run, int phases) {
    ModelFamily.Training training = run.training();
    int rounds = training.schedule().rounds();
    TrainingLoop.Listener losing =
        (report, after) -> {
          int number = report.round().number();
          if (number % 4 == 1 || number > rounds - 4 || phases > 1 && number > 2) {
            loseAll();
          }
        };
    Exchange exchange =
        new ShardedExchange(SPARK, 3, PlantedCorpus.TOPICS, Footprint.NONE, true, 3, phases);
    assertThat(digest(training, exchange, 2, losing))
        .isEqualTo(digest(training, new BroadcastExchange(SPARK), 2));
  }
}
