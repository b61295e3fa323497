package polya.bench;

import polya.mixing.GammaDocuments;
import polya.mixing.DocumentPrior;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import polya.corpus.Document;
import polya.corpus.Vocabulary;
import polya.heldout.Tiny;
import polya.infer.Posterior;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.spark.pass.RecommendationPass;
import polya.topics.Phi;

/**
 * Users a second that are recommended to, in {@code local[2]}: lists alone, and lists written as
 * Parquet, as the command has them. {@code RecommendSpeed [USERS ITEMS K TOP]}. Topics are drawn at
 * random; users have 50 items of three topics each, less what they draw twice.
 */
public final class RecommendSpeed {
  private static final int DRAWS = 50;
  private static final int TASTES = 3;
  private static final int REPEATS = 3;
  private static final int PARTITIONS = 16;

  private record Fixed(Phi topics, DocumentPrior documents) implements Posterior {}

  private RecommendSpeed() {}

  /** Measures and prints a table. */
  public static void main(String[] arguments) throws IOException {
    int users = argument(arguments, 0, 100_000);
    int items = argument(arguments, 1, 10_000);
    int k = argument(arguments, 2, 50);
    int top = argument(arguments, 3, 100);
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("recommendation speed")
            .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .set("spark.ui.enabled", "false");
    try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      context.setLogLevel("ERROR");
      JavaRDD<Document> documents = documents(context, users, items, k);
      try (RecommendationPass pass =
          new RecommendationPass(spark, posterior(items, k), vocabulary(items), top)) {
        System.out.printf(
            Locale.ROOT, "%,d users x %,d items, K=%d, top %d%n", users, items, k, top);
        print("lists alone", users, () -> pass.of(documents).count());
        print("lists as Parquet", users, () -> parquet(pass, documents));
      }
    }
  }

  private static int argument(String[] arguments, int i, int otherwise) {
    return arguments.length > i ? Integer.parseInt(arguments[i]) : otherwise;
  }

  /** Rows written; the files are removed again. */
  private static long parquet(RecommendationPass pass, JavaRDD<Document> documents) {
    try {
      Path folder = Files.createTempDirectory("lists");
      try {
        pass.of(documents).table().write().parquet(folder.resolve("table").toString());
      } finally {
        try (Stream<Path> files = Files.walk(folder)) {
          files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The best of some runs after one that does not count. */
  private static void print(String what, int users, Supplier<Long> run) {
    double best = Double.MAX_VALUE;
    for (int i = 0; i <= REPEATS; i++) {
      long start = System.nanoTime();
      run.get();
      double seconds = (System.nanoTime() - start) * 1e-9;
      best = i == 0 ? best : Math.min(best, seconds);
    }
    System.out.printf(
        Locale.ROOT, "| %s | %,.0f users/s | %.2f s |%n", what, users / best, best);
  }

  private static Vocabulary vocabulary(int items) {
    return Vocabulary.of(IntStream.range(0, items).mapToObj(w -> "item " + w).toList());
  }

  private static Posterior posterior(int items, int k) {
    float[][] rows = new float[items][k];
    for (int w = 0; w < items; w++) {
      RandomStream random = Streams.of(1, Purpose.SIMULATION, 0, w);
      for (int j = 0; j < k; j++) {
        rows[w][j] = (float) Math.pow(random.nextOpen(), 8);
      }
    }
    double[] shape = new double[k];
    double[] rate = new double[k];
    Arrays.fill(shape, 0.1);
    Arrays.fill(rate, 0.1 * k / DRAWS);
    return new Fixed(Tiny.phi(rows), GammaDocuments.of(shape, rate));
  }

  /** Users whose items are those of a few topics: item w goes with topic w mod k. */
  private static JavaRDD<Document> documents(JavaSparkContext context, int users, int items, int k) {
    List<Integer> parts = IntStream.range(0, PARTITIONS).boxed().toList();
    JavaRDD<Document> documents =
        context
            .parallelize(parts, PARTITIONS)
            .flatMap(
                part -> {
                  List<Document> some = new ArrayList<>();
                  for (int d = part; d < users; d += PARTITIONS) {
                    some.add(document(d, items, k));
                  }
                  return some.iterator();
                })
            .persist(StorageLevel.MEMORY_ONLY());
    documents.count();
    return documents;
  }

  private static Document document(int user, int items, int k) {
    RandomStream random = Streams.of(2, Purpose.SIMULATION, 0, user);
    int[] tastes = IntStream.range(0, TASTES).map(i -> random.nextInt(k)).toArray();
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < DRAWS; i++) {
      int item = random.nextInt(items / k) * k + tastes[i % TASTES];
      counts.merge(item, 1, Integer::sum);
    }
    return new Document(
        "u" + user,
        counts.keySet().stream().mapToInt(w -> w).toArray(),
        counts.values().stream().mapToInt(n -> n).toArray());
  }
}
