package polya.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import polya.Failure;
import polya.models.gammapoisson.GammaPoissonFamily;
import polya.infer.ModelFamily;
import polya.models.lda.LdaFamily;
import polya.math.Rows;

/** One tool on one split, in this JVM. */
final class Trial {
  private Trial() {}

  /**
   * Trains and prints checkpoints as they come, then the peak memory.
   *
   * @param data a folder as {@link SplitCorpus} writes it
   * @param k topics
   * @param seconds of training, then it ends
   * @throws Failure if there is no such tool or the data cannot be read
   */
  static void run(String tool, Path data, int k, double seconds) throws IOException {
    Evaluator evaluator =
        new Evaluator(
            Counts.read(data.resolve("docword.test_obs.txt.gz")),
            Counts.read(data.resolve("docword.test_eval.txt.gz")),
            Integer.getInteger("documents", 2000));
    Checkpoints checkpoints = new Checkpoints(tool, evaluator, seconds);
    Path train = data.resolve("docword.train.txt.gz");
    switch (tool) {
      case "polya",
          "polya-gibbs",
          "polya-auto",
          "polya-gammapoisson",
          "polya-gammapoisson-gibbs",
          "mllib",
          "mllib-tuned" -> onSpark(tool, Counts.read(train), k, checkpoints);
      case "mallet" -> TrainMallet.run(Counts.read(train), k, false, checkpoints);
      case "mallet-opt" -> TrainMallet.run(Counts.read(train), k, true, checkpoints);
      case "tomotopy" -> TrainTomotopy.run(train, evaluator.terms(), k, checkpoints);
      default ->
          throw Failure.usage(
              "Cannot run "
                  + tool
                  + ": no such tool; allowed are polya, polya-gibbs, polya-auto, polya-gammapoisson,"
                  + " polya-gammapoisson-gibbs, mllib, mllib-tuned, mallet, mallet-opt, tomotopy. Name one of them.");
    }
  }

  private static void onSpark(String tool, Counts train, int k, Checkpoints checkpoints)
      throws IOException {
    Rows.atHand(); // As the commands do, before Spark starts.
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("peers")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost")
            .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .set("spark.driver.maxResultSize", "0");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      spark.setLogLevel("ERROR");
      if (tool.startsWith("polya")) {
        Optional<String> inference =
            tool.endsWith("-auto")
                ? Optional.empty()
                : Optional.of(tool.endsWith("gibbs") ? "gibbs" : "svi");
        ModelFamily family =
            tool.contains("gammapoisson") ? new GammaPoissonFamily() : new LdaFamily();
        TrainPolya.run(spark, train, k, family, inference, parameters(), checkpoints);
      } else {
        TrainMllib.run(spark, train, k, tool.equals("mllib-tuned"), checkpoints);
      }
      checkpoints.memory();
    }
  }

  /** The seed of every tool. */
  static long seed() {
    return Long.getLong("seed", 1);
  }

  private static Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>(Map.of("seed", Long.toString(seed())));
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("polya.")) {
        parameters.put(name.substring("polya.".length()), System.getProperty(name));
      }
    }
    return parameters;
  }
}
