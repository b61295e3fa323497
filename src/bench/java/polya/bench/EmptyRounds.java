package polya.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.infer.CorpusFacts;
import polya.infer.ModelFamily;
import polya.params.Settings;
import polya.models.lda.LdaFamily;
import polya.spark.train.Checkpoint;
import polya.spark.train.RoundReport;
import polya.spark.train.Tiles;
import polya.spark.train.TrainingLoop;

/**
 * What a round costs whatever it does: {@code EmptyRounds MASTER…} trains on documents of one token each, K = 2,
 * and prints for every master the quartiles of the seconds a round takes, once warm. A round visits
 * 256 of them in two tasks.
 */
public final class EmptyRounds {
  private static final int DOCUMENTS = 4096;
  private static final int TERMS = 1000;
  private static final int ROUNDS = 400;
  private static final int WARM = 100;

  private EmptyRounds() {}

  /** Measures one master after the other, each in a JVM of its own. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments[0].equals("--only")) {
      measure(arguments[1]);
      return;
    }
    for (String master : arguments) {
      Masters.run(EmptyRounds.class, "--only", master);
    }
  }

  private static void measure(String master) {
    List<RoundReport> reports = new ArrayList<>();
    try (JavaSparkContext spark = new JavaSparkContext(Masters.conf(master, "empty rounds"))) {
      spark.setLogLevel("ERROR");
      train(spark, reports);
    }
    double[] seconds =
        reports.stream().skip(WARM).mapToDouble(RoundReport::seconds).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%s: an empty round takes %.1f ms (quartiles %.1f and %.1f), sends %d bytes to an executor and gets %d%n",
        master,
        1e3 * seconds[seconds.length / 2],
        1e3 * seconds[seconds.length / 4],
        1e3 * seconds[3 * seconds.length / 4],
        reports.get(WARM).bytesDown(),
        reports.get(WARM).bytesUp());
  }

  private static void train(JavaSparkContext spark, List<RoundReport> reports) {
    List<Document> documents = new ArrayList<>();
    long[] frequencies = new long[TERMS];
    for (int d = 0; d < DOCUMENTS; d++) {
      documents.add(new Document("d" + d, new int[] {d % TERMS}, new int[] {1}));
      frequencies[d % TERMS]++;
    }
    LdaFamily family = new LdaFamily();
    Map<String, String> given =
        Map.of(
            "k", "2",
            "laneSteps", "1",
            "subsamplingRate", Double.toString(256.0 / DOCUMENTS),
            "passes", "1000",
            "stochasticPasses", "1000",
            "maxIter", Integer.toString(ROUNDS));
    ModelFamily.Training training =
        family.training(
            "svi",
            Settings.of(family.parameters("svi"), given),
            new CorpusFacts(DOCUMENTS, Arrays.stream(frequencies).sum(), frequencies));
    JavaRDD<Document> rdd = spark.parallelize(documents, 2);
    JavaRDD<Tile> tiles =
        Tiles.of(rdd, Tiling.of(DOCUMENTS), training.schedule().laneTiles(), 2)
            .persist(StorageLevel.MEMORY_ONLY());
    tiles.count();
    TrainingLoop loop = new TrainingLoop(spark, "empty", training);
    loop.run(tiles, Checkpoint.beginning(loop.start(rdd)), (report, after) -> reports.add(report));
  }
}
