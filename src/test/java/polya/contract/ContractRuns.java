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
import polya.infer.Footprint;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.spark.LocalSpark;
import polya.spark.exchange.BroadcastExchange;
import polya.spark.exchange.Exchange;
import polya.spark.exchange.ShardedExchange;
import polya.spark.store.ModelDigest;
import polya.spark.train.Checkpoint;
import polya.spark.train.Tiles;
import polya.spark.train.TrainingLoop;
import polya.topics.TermBlock;

/** Runs through the distributed path, looked at after every round. */
final class ContractRuns {
  /** How many shards blocks are in where they lie on executors. */
  private static final int SHARDS = 3;

  private final String checkpoints;
  private final boolean sharded;
  private final int phases;

  /** Runs whose tiles' states go to this folder. */
  ContractRuns(String checkpoints) {
    this(checkpoints, false, 1);
  }

  private ContractRuns(String checkpoints, boolean sharded, int phases) {
    this.checkpoints = checkpoints;
    this.sharded = sharded;
    this.phases = phases;
  }

  /** The same with blocks on executors. */
  ContractRuns sharded() {
    return new ContractRuns(checkpoints, true, phases);
  }

  /** The same whose rounds go by so many phases. */
  ContractRuns inPhases(int more) {
    return new ContractRuns(checkpoints, sharded, more);
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
    ModelState first =
        new TrainingLoop(spark(), "contract", training)
            .start(spark().parallelize(input, partitions));
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
    try (Exchange exchange = exchange(training)) {
      TrainingLoop loop = loop(training, exchange);
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
      run.digest = ModelDigest.of(run.last, training.topics());
    } finally {
      tiles.unpersist(false);
    }
    return run;
  }

  private TrainingLoop loop(ModelFamily.Training training, Exchange exchange) {
    return new TrainingLoop(spark(), "contract", training, checkpoints, exchange);
  }

  private Exchange exchange(ModelFamily.Training training) {
    return sharded
        ? new ShardedExchange(
            spark(), SHARDS, 1, Footprint.NONE, false, training.checkpointInterval(), phases)
        : new BroadcastExchange(spark(), true, phases);
  }

  private static void isFinite(ModelState after) {
    assertThat(after.topics().each(ContractRuns::isFinite)).doesNotContain(false);
    after
        .globals()
        .vectors()
        .forEach((name, values) -> assertThat(values).as(name).doesNotContain(Double.NaN));
  }

  private static boolean isFinite(TermBlock block) {
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      for (float value : block.row(w)) {
        if (!Float.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }
}
