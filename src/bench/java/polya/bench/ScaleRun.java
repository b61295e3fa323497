package polya.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import polya.infer.ModelFamily;
import polya.models.lda.LdaFamily;
import polya.params.Settings;
import polya.spark.exchange.Exchange;
import polya.spark.exchange.Placement;
import polya.spark.train.Checkpoint;
import polya.spark.train.TrainingLoop;

/**
 * LDA by Gibbs sampling of a simulated corpus, on a cluster on this machine, in a JVM of its own.
 *
 * @param executors JVMs of one core each
 * @param tasks of a round
 * @param length the mean number of tokens of a document
 * @param terms V
 * @param placement of the model
 * @param driver the driver's heap, in MB
 * @param executor an executor's
 */
record ScaleRun(
    int executors,
    int tasks,
    int documents,
    int length,
    int terms,
    int k,
    String placement,
    int driver,
    int executor) {
  private static final int BURN_IN = 10;
  private static final int SAMPLES = 5;

  /** Rounds that count. */
  private static final int COUNTED = 8;

  /** Trains; empty where that ended otherwise than by itself. */
  Optional<ScaleCost> cost() throws IOException, InterruptedException {
    Path result = Files.createTempFile("scale", ".txt");
    try {
      Masters.run(
          List.of("-Xmx" + driver + "m"),
          ScaleRun.class,
          result.toString(),
          "" + executors,
          "" + tasks,
          "" + documents,
          "" + length,
          "" + terms,
          "" + k,
          placement,
          "" + driver,
          "" + executor);
      String line = Files.readString(result);
      return line.isEmpty() ? Optional.empty() : Optional.of(ScaleCost.of(line));
    } finally {
      Files.delete(result);
    }
  }

  /** What the JVM does: the arguments are a file for the cost, and the components in their order. */
  public static void main(String[] arguments) throws IOException {
    int[] n = new int[arguments.length];
    for (int i = 1; i < n.length; i++) {
      n[i] = i == 7 ? 0 : Integer.parseInt(arguments[i]);
    }
    ScaleRun run = new ScaleRun(n[1], n[2], n[3], n[4], n[5], n[6], arguments[7], n[8], n[9]);
    Files.writeString(Path.of(arguments[0]), run.measured().line());
  }

  private ScaleCost measured() throws IOException {
    String master = "local-cluster[" + executors + ",1," + executor + "]";
    SparkConf conf =
        Masters.conf(master, "scale")
            .set("spark.executor.memory", executor + "m")
            .set("spark.driver.maxResultSize", "0");
    String checkpoints = Files.createTempDirectory("scale").toString();
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      spark.setLogLevel("ERROR");
      ScaleCorpus corpus = ScaleCorpus.of(spark, tasks, documents, length, terms);
      LdaFamily family = new LdaFamily();
      Map<String, String> given =
          Map.of(
              "k", "" + k,
              "start", "prefix",
              "burnIn", "" + BURN_IN,
              "samples", "" + SAMPLES,
              "modelPlacement", placement);
      ModelFamily.Training training =
          family.training("gibbs", Settings.of(family.parameters("gibbs"), given), corpus.facts());
      ScaleWatch watch = new ScaleWatch(COUNTED, SAMPLES, k);
      spark.sc().addSparkListener(watch.tasks());
      try (Exchange exchange = Placement.of(spark, training, terms, tasks, true).exchange(spark)) {
        TrainingLoop loop = new TrainingLoop(spark, "scale", training, checkpoints, exchange);
        loop.run(
            corpus.tiles(), Checkpoint.beginning(loop.start(corpus.documents())), watch);
      }
      return watch.cost(corpus.facts(), training.footprint().sent().by(tasks));
    }
  }
}
