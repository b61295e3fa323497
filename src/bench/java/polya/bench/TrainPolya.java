package polya.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.infer.CorpusFacts;
import polya.infer.MethodChoice;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.params.Settings;
import polya.spark.train.Checkpoint;
import polya.spark.train.Tiles;
import polya.spark.train.TrainingLoop;
import polya.topics.TermBlock;

/** Trains a family of Polya's on the loop that the commands use; seconds include the start of topics. */
final class TrainPolya {
  private TrainPolya() {}

  static void run(
      JavaSparkContext spark, Counts train, int k, ModelFamily family, Optional<String> asked, Map<String, String> parameters, Checkpoints checkpoints) {
    List<Document> documents = new ArrayList<>();
    long[] frequencies = new long[train.terms()];
    for (int d = 0; d < train.documents(); d++) {
      documents.add(new Document(Integer.toString(d + 1), train.words(d), train.counts(d)));
    }
    for (int i = 0; i < train.words().length; i++) {
      frequencies[train.words()[i]] += train.counts()[i];
    }
    Map<String, String> given = new TreeMap<>(parameters);
    given.put("k", Integer.toString(k));
    CorpusFacts facts = new CorpusFacts(train.documents(), train.tokens(), frequencies);
    MethodChoice choice = choice(family, asked, given, facts);
    String inference = choice.method();
    given.putAll(choice.set());
    Settings settings = Settings.of(family.parameters(inference), given);
    ModelFamily.Training training = family.training(inference, settings, facts);
    int partitions = spark.defaultParallelism();
    JavaRDD<Document> rdd = spark.parallelize(documents, partitions);
    JavaRDD<Tile> tiles =
        Tiles.of(rdd, Tiling.of(train.documents()), training.schedule().laneTiles(), partitions).persist(StorageLevel.MEMORY_ONLY());
    tiles.count();
    documents.clear();
    TrainingLoop loop = new TrainingLoop(spark, family.name() + " · " + inference, training);
    long begin = System.nanoTime();
    Checkpoint first = Checkpoint.beginning(loop.start(rdd));
    double start = (System.nanoTime() - begin) * 1e-9;
    try {
      loop.run(
          tiles,
          first,
          (report, after) -> {
            double seconds = start + report.trainSeconds();
            boolean last = report.round().number() + 1 == report.round().rounds();
            if (checkpoints.due(seconds) || last || checkpoints.over(seconds)) {
              System.err.println(
                  "round " + report.round().number() + " " + seconds + " " + report.observed());
              ModelState parametersNow = loop.parameters(tiles, after);
              checkpoints.evaluate(
                  seconds,
                  report.round().pass()
                      + (report.round().firstTile() + report.round().tiles())
                          / (double) report.round().allTiles(),
                  rows(parametersNow),
                  family.posterior(parametersNow).documents().alpha());
            }
            if (checkpoints.over(seconds)) {
              throw new TimeIsUp();
            }
          });
    } catch (TimeIsUp e) {
      // The time given is over: what was printed stands.
    }
  }

  /** The method asked for; else what {@code train} would choose, which is told. */
  private static MethodChoice choice(
      ModelFamily family, Optional<String> asked, Map<String, String> given, CorpusFacts facts) {
    MethodChoice choice =
        asked
            .map(method -> new MethodChoice(method, "it is named"))
            .or(() -> MethodChoice.by(family, given.keySet()))
            .orElseGet(
                () -> family.choose(Optional.empty(), given, facts, OptionalDouble.empty()));
    System.err.println("inference " + choice.method() + ": " + choice.why());
    return choice;
  }

  private static float[][] rows(ModelState parameters) {
    float[][] rows = new float[parameters.terms()][];
    for (TermBlock block : parameters.topics().here()) {
      for (int w = block.from(); w < block.from() + block.size(); w++) {
        rows[w] = Arrays.copyOf(block.row(w), block.row(w).length);
      }
    }
    return rows;
  }

  /** Ends a run whose time is over. */
  private static final class TimeIsUp extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
