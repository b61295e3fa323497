package polya.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.params.Settings;
import polya.spark.Aligned;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;
import polya.spark.exchange.BroadcastExchange;
import polya.spark.exchange.Exchange;
import polya.spark.store.ModelDigest;

/** Training that remembers, where Φ is broadcast and executors can be lost, as on a cluster. */
class LostStatesTest {
  private static final List<Document> DOCUMENTS = PlantedCorpus.documents(300);

  @TempDir Path folder;

  private final JavaSparkContext spark =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  private static ModelFamily.Training training(int passes) {
    ModelFamily family = ModelFamily.all().get(0);
    Map<String, String> given =
        Map.of(
            "k", "4",
            "passes", Integer.toString(passes),
            "variational", "vb",
            "subsamplingRate", "1",
            "checkpointInterval", "3");
    Settings settings = Settings.of(family.parameters("svi"), given);
    return family.training("svi", settings, PlantedCorpus.facts(DOCUMENTS));
  }

  private String digest(
      int passes, boolean cluster, String checkpoints, TrainingLoop.Listener listener) {
    ModelFamily.Training training = training(passes);
    JavaRDD<Document> rdd = spark.parallelize(DOCUMENTS, 2);
    JavaRDD<Tile> tiles =
        Tiles.of(rdd, Tiling.of(DOCUMENTS.size()), training.schedule().laneTiles(), 2)
            .persist(StorageLevel.MEMORY_ONLY());
    try {
      Exchange exchange = new BroadcastExchange(spark, !cluster);
      TrainingLoop loop =
          new TrainingLoop(spark, "states", training, checkpoints, exchange, cluster);
      ModelState last = loop.run(tiles, Checkpoint.beginning(loop.start(rdd)), listener);
      return ModelDigest.of(training.inference().parameters(last), 4);
    } finally {
      tiles.unpersist(false);
    }
  }

  /** Loses all that executors keep, as if they were gone. */
  private void lose() {
    spark.getPersistentRDDs().values().forEach(rdd -> rdd.unpersist(true));
  }

  @Test
  void statesThatAreLostAreMadeAgainWithTheWeightsOfTheirRounds() {
    ModelFamily.Training training = training(7);
    assertThat(training.inference().remembers(training.schedule().round(6))).isTrue();
    String calm = digest(7, false, null, (report, after) -> {});
    assertThat(digest(7, true, null, (report, after) -> {})).isEqualTo(calm);
    assertThat(digest(7, true, null, (report, after) -> lose())).isEqualTo(calm);
    String checkpoints = folder.toString();
    try {
      assertThat(digest(7, true, checkpoints, (report, after) -> lose())).isEqualTo(calm);
      assertThat(folder.toFile().listFiles()).allMatch(run -> run.list().length == 0);
    } finally {
      spark.sc().checkpointDir_$eq(scala.Option.empty());
    }
  }

  @Test
  void manyRoundsNeedACheckpointFolderOnlyWhereExecutorsCanBeLost() {
    assertThatThrownBy(() -> digest(201, true, null, (report, after) -> {}))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot make 201 visits of documents that keep their topics, or the model, on"
                + " executors without a checkpoint folder: allowed are 200. Call setCheckpointDir of the SparkContext.");
    List<Integer> visits = new ArrayList<>();
    digest(201, false, null, (report, after) -> visits.add(lineage()));
    assertThat(visits).hasSize(201).allMatch(length -> length >= 1 && length <= 4);
  }

  /** Rounds that the newest states hang on. */
  private int lineage() {
    int newest = spark.getPersistentRDDs().keySet().stream().max(Integer::compare).orElseThrow();
    String text = spark.getPersistentRDDs().get(newest).toDebugString();
    String visit = Aligned.class.getSimpleName();
    return (int) text.lines().filter(line -> line.contains(visit)).count();
  }
}
