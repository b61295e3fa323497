package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.infer.ModelFamily;
import polya.params.Settings;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;
import polya.spark.train.Checkpoint;
import polya.spark.train.Tiles;
import polya.spark.train.TrainingLoop;

/** Five hundred sweeps take no more of anything than a hundred. */
class LdaGibbsEnduranceTest {
  @TempDir Path checkpoints;

  /** What stands after a round: bytes on the heap and on disk, RDDs, the deepest lineage. */
  private record Held(long heap, long disk, int rdds, int lineage) {}

  @Test
  @Tag("long")
  void fiveHundredSweepsLeaveNothingBehindThatGrows() {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    List<Document> documents = PlantedCorpus.documents(700);
    Map<String, String> given = new HashMap<>();
    given.put("k", "4");
    given.put("burnIn", "250");
    given.put("samples", "250");
    ModelFamily.Training training =
        new LdaFamily()
            .training(
                "gibbs",
                Settings.of(LdaGibbsParameters.ALL, given),
                PlantedCorpus.facts(documents));
    JavaRDD<Document> rdd = spark.parallelize(documents, 3);
    JavaRDD<Tile> tiles =
        Tiles.of(rdd, Tiling.of(documents.size()), training.schedule().laneTiles(), 3).cache();
    TrainingLoop loop = new TrainingLoop(spark, "endurance", training, checkpoints.toString());
    List<Held> held = new ArrayList<>();
    loop.run(
        tiles,
        Checkpoint.beginning(loop.start(rdd)),
        (report, after) -> {
          if (report.round().number() % 100 == 99) {
            held.add(held(spark));
          }
        });
    tiles.unpersist(true);
    assertThat(held).hasSizeGreaterThanOrEqualTo(5);
    Held early = held.get(0);
    Held late = held.get(held.size() - 1);
    assertThat(late.heap).as("%s", held).isLessThan(early.heap + (8 << 20));
    assertThat(late.disk).as("%s", held).isLessThan(2 * early.disk + (1 << 20));
    assertThat(late.rdds).as("%s", held).isLessThanOrEqualTo(early.rdds);
    assertThat(late.lineage).as("%s", held).isLessThan(200);
  }

  private Held held(JavaSparkContext spark) {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return new Held(
        runtime.totalMemory() - runtime.freeMemory(),
        bytes(checkpoints),
        spark.getPersistentRDDs().size(),
        spark.getPersistentRDDs().values().stream()
            .mapToInt(rdd -> rdd.toDebugString().split("\n").length)
            .max()
            .orElse(0));
  }

  private static long bytes(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(LdaGibbsEnduranceTest::size).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // Dropped meanwhile.
    }
  }
}
