package polya.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import polya.corpus.Document;
import polya.corpus.Tile;
import polya.corpus.Tiling;
import polya.infer.CorpusFacts;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Sent;
import polya.models.lda.LdaFamily;
import polya.params.Settings;
import polya.spark.Jobs;
import polya.spark.exchange.Asked;
import polya.spark.exchange.Exchange;
import polya.spark.exchange.ShardedExchange;
import polya.spark.train.Checkpoint;
import polya.spark.train.Tiles;
import polya.spark.train.TrainingLoop;
import polya.topics.Globals;
import polya.topics.Phi;
import polya.topics.TermStatistics;

/**
 * Stochastic rounds of svi with topics on executors: all rows gathered by every executor, beside
 * rows routed to the tasks that ask for them. Arguments: master, documents, V, K, lanes, rounds.
 */
public final class MiniBatchTraffic {
  private static final int WORDS = 60;
  private static final int SHARDS = 8;
  private static final int TASKS = 8;

  private MiniBatchTraffic() {}

  /** Prints bytes and seconds of rounds, either way in turns. */
  public static void main(String[] args) {
    int documents = Integer.parseInt(args[1]);
    int terms = Integer.parseInt(args[2]);
    Map<String, String> given =
        Map.of("k", args[3], "lanes", args[4], "laneSteps", "1", "maxIter", args[5]);
    SparkConf conf =
        new SparkConf().setMaster(args[0]).setAppName("batches").set("spark.ui.enabled", "false");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      spark.setLogLevel("ERROR");
      JavaRDD<Document> corpus =
          spark
              .parallelize(IntStream.range(0, documents).boxed().toList(), TASKS)
              .map(d -> document(d, terms));
      long[] frequencies = new long[terms];
      Arrays.setAll(frequencies, w -> 1 + (long) (documents * (double) WORDS / (w + 1) / 12));
      CorpusFacts facts = new CorpusFacts(documents, (long) WORDS * documents, frequencies);
      LdaFamily lda = new LdaFamily();
      ModelFamily.Training training =
          lda.training("svi", Settings.of(lda.parameters("svi"), given), facts);
      JavaRDD<Tile> tiles =
          Tiles.of(corpus, Tiling.of(documents), training.schedule().laneTiles(), TASKS)
              .persist(StorageLevel.MEMORY_AND_DISK());
      System.out.printf(Locale.ROOT, "%,d tiles%n", tiles.count());
      for (String way : List.of("gathered", "routed", "gathered", "routed")) {
        run(spark, training, corpus, tiles, way);
      }
    }
  }

  /** Zipf's law, roughly. */
  private static Document document(int d, int terms) {
    Random random = new Random(d);
    int[] own =
        IntStream.range(0, WORDS)
            .map(i -> (int) Math.pow(terms, random.nextDouble()) - 1)
            .sorted()
            .distinct()
            .toArray();
    int[] ones = new int[own.length];
    Arrays.fill(ones, 1);
    return new Document("d" + d, own, ones);
  }

  private static void run(
      JavaSparkContext spark,
      ModelFamily.Training training,
      JavaRDD<Document> corpus,
      JavaRDD<Tile> tiles,
      String way) {
    ShardedExchange shards = new ShardedExchange(spark, SHARDS, true, 20);
    try (Exchange exchange = way.equals("routed") ? shards : new Gathering(shards)) {
      TrainingLoop loop = new TrainingLoop(spark, "batches", training, null, exchange);
      List<Double> seconds = new ArrayList<>();
      long[] bytes = new long[2];
      loop.run(
          tiles,
          Checkpoint.beginning(loop.start(corpus)),
          (report, after) -> {
            seconds.add(report.seconds());
            bytes[0] += report.metrics().get("bytesDown") instanceof Long down ? down : 0;
            bytes[1] += report.metrics().get("bytesUp") instanceof Long up ? up : 0;
          });
      double[] sorted = seconds.stream().mapToDouble(s -> s).sorted().toArray();
      System.out.printf(
          Locale.ROOT,
          "%-8s  down %,d kB  up %,d kB  a round of %.3f s (median of %d)%n",
          way,
          bytes[0] / 1000 / sorted.length,
          bytes[1] / 1000 / sorted.length,
          sorted[sorted.length / 2],
          sorted.length);
    }
  }

  /** Has executors gather all rows, whoever asks. */
  private record Gathering(ShardedExchange of) implements Exchange {
    @Override
    public boolean keepsOnExecutors() {
      return true;
    }

    @Override
    public int interval(int wanted) {
      return of.interval(wanted);
    }

    @Override
    public ModelState place(ModelState state) {
      return of.place(state);
    }

    @Override
    public ModelState settle(ModelState next, boolean last) {
      return of.settle(next, last);
    }

    @Override
    public Published publish(Phi phi, Globals globals, Asked asked) {
      return of.publish(phi, globals, Asked.all());
    }

    @Override
    public <T> JavaRDD<T> reading(Published published, JavaRDD<T> rdd) {
      return of.reading(published, rdd);
    }

    @Override
    public <T> Sent visit(
        Published published,
        JavaRDD<T> rdd,
        List<Integer> partitions,
        Jobs.PartitionFunction<T, TermStatistics> visit) {
      return of.visit(published, rdd, partitions, visit);
    }

    @Override
    public void release(Published published) {
      of.release(published);
    }

    @Override
    public void retire(Published published) {
      of.retire(published);
    }

    @Override
    public void close() {
      of.close();
    }
  }
}
