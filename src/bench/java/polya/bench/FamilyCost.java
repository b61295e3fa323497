package polya.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.models.gammapoisson.GammaPoissonFamily;
import polya.infer.CorpusFacts;
import polya.infer.ModelFamily;
import polya.params.Settings;
import polya.models.lda.LdaFamily;
import polya.spark.train.Checkpoint;
import polya.spark.train.Tiles;
import polya.spark.train.TrainingLoop;

/**
 * What a token costs under Gamma-Poisson factorization beside LDA, by SVI and by Gibbs sampling:
 * {@code FamilyCost [K [DOCWORD]]} trains all on the same documents in {@code local[2]}, in turns,
 * and prints M tokens a second of training, the best of some runs after one that does not count.
 * The start of topics and what learns priors once training is over are nobody's time.
 */
public final class FamilyCost {
  private static final int REPEATS = 4;

  /** A model under an inference. */
  private record Trained(ModelFamily family, String inference, Map<String, String> parameters) {
    String name() {
      StringBuilder name = new StringBuilder(family.name());
      parameters.forEach((parameter, value) -> name.append(' ').append(parameter).append('=').append(value));
      return name.toString();
    }
  }

  private FamilyCost() {}

  /** Measures and prints a table for each inference. */
  public static void main(String[] arguments) throws IOException {
    int k = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
    List<Document> documents =
        arguments.length > 1 ? read(arguments[1]) : SimulatedDocuments.of(20_000, 20_000, 100);
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("cost of families")
            .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .set("spark.ui.enabled", "false");
    Map<String, String> svi = Map.of("passes", "6");
    Map<String, String> gibbs = Map.of("burnIn", "12", "samples", "6", "startPasses", "2");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      spark.setLogLevel("ERROR");
      CorpusFacts facts = facts(documents);
      System.out.printf(
          Locale.ROOT, "%,d documents, %,d tokens, V %,d, K %d%n",
          documents.size(), facts.tokens(), facts.terms(), k);
      compare(spark, documents, facts, k, "svi", svi);
      compare(spark, documents, facts, k, "gibbs", gibbs);
    }
  }

  private static List<Document> read(String path) throws IOException {
    Counts counts = Counts.read(Path.of(path));
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < counts.documents(); d++) {
      documents.add(new Document(Integer.toString(d + 1), counts.words(d), counts.counts(d)));
    }
    return documents;
  }

  private static CorpusFacts facts(List<Document> documents) {
    int terms = 1 + documents.stream().flatMapToInt(d -> Arrays.stream(d.terms())).max().orElse(0);
    long[] frequencies = new long[terms];
    for (Document document : documents) {
      for (int i = 0; i < document.terms().length; i++) {
        frequencies[document.terms()[i]] += document.counts()[i];
      }
    }
    return new CorpusFacts(documents.size(), Arrays.stream(frequencies).sum(), frequencies);
  }

  private static void compare(
      JavaSparkContext spark,
      List<Document> documents,
      CorpusFacts facts,
      int k,
      String inference,
      Map<String, String> schedule) {
    List<Trained> all =
        List.of(
            new Trained(new LdaFamily(), inference, Map.of()),
            new Trained(new GammaPoissonFamily(), inference, Map.of()),
            new Trained(new GammaPoissonFamily(), inference, Map.of("rates", "topic")),
            new Trained(new GammaPoissonFamily(), inference, Map.of("topics", "gamma")));
    double[] best = new double[all.size()];
    for (int repeat = 0; repeat <= REPEATS; repeat++) {
      for (int i = 0; i < best.length; i++) {
        double rate = rate(spark, documents, facts, k, all.get(i), schedule);
        best[i] = repeat == 0 ? 0 : Math.max(best[i], rate);
      }
    }
    System.out.printf("%n| %s | M tokens/s | time a token, of LDA's |%n|---|---|---|%n", inference);
    for (int i = 0; i < best.length; i++) {
      System.out.printf(
          Locale.ROOT, "| %s | %.2f | %.2f |%n", all.get(i).name(), best[i] * 1e-6, best[0] / best[i]);
    }
  }

  /** Tokens a second of one training. */
  private static double rate(
      JavaSparkContext spark,
      List<Document> documents,
      CorpusFacts facts,
      int k,
      Trained trained,
      Map<String, String> schedule) {
    Map<String, String> given = new TreeMap<>(schedule);
    given.putAll(trained.parameters);
    given.put("k", Integer.toString(k));
    ModelFamily.Training training =
        trained.family.training(
            trained.inference,
            Settings.of(trained.family.parameters(trained.inference), given),
            facts);
    int partitions = spark.defaultParallelism();
    JavaRDD<Document> rdd = spark.parallelize(documents, partitions);
    JavaRDD<Tile> tiles =
        Tiles.of(rdd, Tiling.of(documents.size()), training.schedule().laneTiles(), partitions)
            .persist(StorageLevel.MEMORY_ONLY());
    tiles.count();
    long[] tokens = {0};
    double[] seconds = {0};
    try {
      TrainingLoop loop = new TrainingLoop(spark, trained.name(), training);
      loop.run(
          tiles,
          Checkpoint.beginning(loop.start(rdd)),
          (report, after) -> {
            tokens[0] += report.tokens();
            seconds[0] = report.trainSeconds();
          });
    } finally {
      tiles.unpersist(true);
    }
    return tokens[0] / seconds[0];
  }
}
