package polya.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.spark.LocalSpark;
import polya.spark.store.ModelDigest;
import polya.spark.train.Checkpoint;
import polya.spark.train.Tiles;
import polya.spark.train.TrainingLoop;
import polya.topics.TermBlock;

/** Runs through the distributed path, looked at after every round. */
final class ContractRuns {
  private final String checkpoints;

  /** Runs whose tiles' states go to this folder. */
  ContractRuns(String checkpoints) {
    this.checkpoints = checkpoints;
  }

  /** What a run leaves, and what it told on the way. */
  static final class Run {
    final List<Map<String, Double>> told = new ArrayList<>();
    final Map<Integer, Long> tokensByPass = new HashMap<>();
    ModelState last;
    String digest;

    /** How many rounds there were, and of each number what was told of it last. */
    String toldAtLast() {
      Map<String, Double> last = new TreeMap<>();
      told.forEach(last::putAll);
      return told.size() + " rounds, at last " + last;
    }
  }

  private static JavaSparkContext spark() {
    return JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
  }

  /** A run that no model comes before. */
  Run run(ModelFamily.Training training, List<Document> input, int partitions) {
    ModelState first = loop(training).start(spark().parallelize(input, partitions));
    return run(training, input, partitions, first);
  }

  /** A run that begins with this model. */
  Run run(ModelFamily.Training training, List<Document> input, int partitions, ModelState first) {
    Run run = new Run();
    JavaRDD<Tile> tiles =
        Tiles.of(
                spark().parallelize(input, partitions),
                Tiling.of(input.size()),
                training.schedule().laneTiles(),
                partitions)
            .persist(StorageLevel.MEMORY_ONLY());
    try {
      TrainingLoop loop = loop(training);
      ModelState last =
          loop.run(
              tiles,
              Checkpoint.beginning(first),
              (report, after) -> {
                run.told.add(report.observed());
                run.tokensByPass.merge(report.round().pass(), report.tokens(), Long::sum);
                isFinite(after);
              });
      run.last = loop.parameters(tiles, last);
    } finally {
      tiles.unpersist(false);
    }
    run.digest = ModelDigest.of(run.last, training.topics());
    return run;
  }

  private TrainingLoop loop(ModelFamily.Training training) {
    return new TrainingLoop(spark(), "contract", training, checkpoints);
  }

  private static void isFinite(ModelState after) {
    for (TermBlock block : after.topics().here()) {
      for (int w = block.from(); w < block.from() + block.size(); w++) {
        for (float value : block.row(w)) {
          assertThat(Float.isFinite(value)).as("%s of term %d", value, w).isTrue();
        }
      }
    }
    after
        .globals()
        .vectors()
        .forEach((name, values) -> assertThat(values).as(name).doesNotContain(Double.NaN));
  }
}
