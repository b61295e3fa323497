package polya.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Polya beside its peers: {@code Peers DATA K SECONDS TOOL…}, with tools polya, mllib, mllib-tuned,
 * mallet and mallet-opt; each in a JVM of its own, one after the other, local[2], the same heap.
 * Prints every checkpoint, then a table: training seconds → document-completion perplexity with α =
 * 5/K [own α], and peak resident memory. {@code -D} parameters: {@code polya.NAME=VALUE} sets a
 * parameter of Polya, {@code heap} the heap, {@code documents} how many test documents are scored.
 */
public final class Peers {
  private Peers() {}

  /** Runs the benchmark, or with {@code --only} one tool of it in this JVM. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments[0].equals("--only")) {
      only(
          arguments[1],
          Path.of(arguments[2]),
          Integer.parseInt(arguments[3]),
          Double.parseDouble(arguments[4]));
      return;
    }
    Table table = new Table();
    for (String tool : List.of(arguments).subList(3, arguments.length)) {
      fork(tool, arguments, table);
    }
    table.print();
  }

  private static void fork(String tool, String[] arguments, Table table)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!option.startsWith("-Xmx")) {
        command.add(option);
      }
    }
    command.add("-Xmx" + System.getProperty("heap", "1g"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Peers.class.getName()));
    command.addAll(List.of("--only", tool, arguments[0], arguments[1], arguments[2]));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("OPENBLAS_NUM_THREADS", "1"); // or MLlib's tasks fight over the cores
    Process process = builder.start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        System.out.println(line);
        table.add(line);
      }
    }
    if (process.waitFor() != 0) {
      throw new IOException(tool + " ended with exit code " + process.exitValue());
    }
  }

  private static void only(String tool, Path data, int k, double seconds) throws IOException {
    Evaluator evaluator =
        new Evaluator(
            Counts.read(data.resolve("docword.test_obs.txt.gz")),
            Counts.read(data.resolve("docword.test_eval.txt.gz")),
            Integer.getInteger("documents", 2000));
    Checkpoints checkpoints = new Checkpoints(tool, evaluator, seconds);
    Counts train = Counts.read(data.resolve("docword.train.txt.gz"));
    switch (tool) {
      case "mallet" -> TrainMallet.run(train, k, false, checkpoints);
      case "mallet-opt" -> TrainMallet.run(train, k, true, checkpoints);
      default -> onSpark(tool, train, k, checkpoints);
    }
    Checkpoints.memory(tool);
  }

  private static void onSpark(String tool, Counts train, int k, Checkpoints checkpoints) {
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
      switch (tool) {
        case "polya" -> TrainPolya.run(spark, train, k, parameters(), checkpoints);
        case "mllib" -> TrainMllib.run(spark, train, k, false, checkpoints);
        case "mllib-tuned" -> TrainMllib.run(spark, train, k, true, checkpoints);
        default -> throw new IllegalArgumentException("no tool " + tool);
      }
    }
  }

  private static Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("polya.")) {
        parameters.put(name.substring("polya.".length()), System.getProperty(name));
      }
    }
    return parameters;
  }
}
