package polya.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import polya.infer.ModelState;
import polya.params.Settings;
import polya.models.lda.LdaFamily;
import polya.math.Rows;
import polya.spark.train.Checkpoint;
import polya.spark.train.RoundReport;
import polya.spark.train.Tiles;
import polya.spark.train.TrainingLoop;
import polya.topics.Phi;
import polya.topics.TermBlock;

/**
 * What Gibbs sampling sends in a round beside the formulas of algorithms.md §6.3: {@code Traffic K
 * TASKS [DOCWORD]} trains on two executors and prints a row for some sweeps. Down go c_d nnz(Φ)
 * bytes to each executor, up come at most c_u min(N, P nnz(n)) from P tasks.
 */
public final class Traffic {
  private static final double DOWN_BYTES = 3.5;
  private static final double UP_BYTES = 2.5;
  private static final int BURN_IN = 30;
  private static final int SAMPLES = 10;

  private Traffic() {}

  /** Measures in a JVM of its own. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (!arguments[0].equals("--only")) {
      List<String> only = new ArrayList<>(List.of("--only"));
      only.addAll(List.of(arguments));
      Masters.run(Traffic.class, only.toArray(String[]::new));
      return;
    }
    int k = Integer.parseInt(arguments[1]);
    int tasks = Integer.parseInt(arguments[2]);
    List<Document> documents =
        arguments.length > 3 ? read(arguments[3]) : SimulatedDocuments.of(20_000, 20_000, 100);
    String master = "local-cluster[2,1,2048]";
    try (JavaSparkContext spark = new JavaSparkContext(Masters.conf(master, "traffic"))) {
      spark.setLogLevel("ERROR");
      spark.setCheckpointDir(Files.createTempDirectory("traffic").toString());
      train(spark, documents, k, tasks);
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

  private static void train(
      JavaSparkContext spark, List<Document> documents, int k, int tasks) {
    int terms = 1 + documents.stream().flatMapToInt(d -> Arrays.stream(d.terms())).max().orElse(0);
    long[] frequencies = new long[terms];
    for (Document document : documents) {
      for (int i = 0; i < document.terms().length; i++) {
        frequencies[document.terms()[i]] += document.counts()[i];
      }
    }
    long tokens = Arrays.stream(frequencies).sum();
    Map<String, String> given =
        Map.of(
            "k", Integer.toString(k),
            "burnIn", Integer.toString(BURN_IN),
            "samples", Integer.toString(SAMPLES));
    LdaFamily family = new LdaFamily();
    ModelFamily.Training training =
        family.training(
            "gibbs",
            Settings.of(family.parameters("gibbs"), given),
            new CorpusFacts(documents.size(), tokens, frequencies));
    JavaRDD<Document> rdd = spark.parallelize(documents, tasks);
    JavaRDD<Tile> tiles =
        Tiles.of(
                rdd, Tiling.of(documents.size()), training.schedule().laneTiles(), tasks)
            .persist(StorageLevel.MEMORY_ONLY());
    TrainingLoop loop = new TrainingLoop(spark, "traffic", training);
    System.out.printf(
        Locale.ROOT, "%,d tokens, V %,d, K %d, %d tasks%n", tokens, terms, k, tasks);
    print("sweep", "topics", "nnz(Φ)", "down", "a weight", "c_d nnz(Φ)",
        "nnz(n)", "up", "c_u min(N, P nnz(n))");
    ModelState first = loop.start(rdd);
    loop.run(
        tiles,
        Checkpoint.beginning(first),
        new Printing(training, tokens, tasks, first));
  }

  /** Prints some sweeps. */
  private static final class Printing implements TrainingLoop.Listener {
    private final ModelFamily.Training training;
    private final long tokens;
    private final int tasks;
    private ModelState before;
    private int sweep;

    Printing(ModelFamily.Training training, long tokens, int tasks, ModelState first) {
      this.training = training;
      this.tokens = tokens;
      this.tasks = tasks;
      before = first;
    }

    @Override
    public void round(RoundReport report, ModelState after) {
      // Rounds of the start change no topics of tokens.
      if (report.observed().containsKey("changed")) {
        if (sweep % 10 == 1 || sweep == BURN_IN + SAMPLES - 1) {
          print(report, after);
        }
        sweep++;
      }
      before = after;
    }

    private void print(RoundReport report, ModelState after) {
      ModelState entered = training.inference().enter(before, report.round());
      Phi phi = training.inference().publish(entered, report.round());
      long weights = entries(phi.blocks().here(), training.topics());
      long counts = entries(after.topics().here(), training.topics());
      Traffic.print(
          Integer.toString(sweep + 1),
          sweep >= BURN_IN ? "drawn" : "mean",
          number(weights),
          number(report.bytesDown()),
          String.format(Locale.ROOT, "%.1f", (double) report.bytesDown() / weights),
          number(Math.round(DOWN_BYTES * weights)),
          number(counts),
          number(report.bytesUp()),
          number(Math.round(UP_BYTES * Math.min(tokens, tasks * counts))));
    }
  }

  private static long entries(List<TermBlock> blocks, int k) {
    int[] topics = new int[Rows.padded(k)];
    float[] values = new float[topics.length];
    long entries = 0;
    for (TermBlock block : blocks) {
      for (int w = block.from(); w < block.from() + block.size(); w++) {
        entries += block.entries(w, topics, values);
      }
    }
    return entries;
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static void print(String... cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }
}
