package polya.bench;

import polya.mixing.DirichletDocuments;
import polya.mixing.DocumentPrior;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.clustering.LDA;
import org.apache.spark.mllib.clustering.LocalLDAModel;
import org.apache.spark.mllib.clustering.OnlineLDAOptimizer;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import polya.corpus.Document;
import polya.heldout.marginal.Bound;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.Estimator;
import polya.cli.Estimators;
import polya.heldout.HeldOut;
import polya.heldout.marginal.LeftToRight;
import polya.cli.SamplingOptions;
import polya.heldout.Tiny;
import polya.infer.Posterior;
import polya.spark.pass.HeldOutPass;
import polya.topics.Phi;
import scala.Tuple2;

/**
 * Tokens of held-out documents a second and core under one and the same model: by Polya's estimators
 * as the command runs them, and by MLlib's {@code logPerplexity}, in {@code local[1]}, Spark's own
 * time included. {@code HeldOutSpeed DOCWORD [K]}. MLlib gets fewer documents, since it works on the
 * whole topic matrix for each; what is compared is time a token.
 */
public final class HeldOutSpeed {
  private static final int MOST = 5_000;
  private static final int MOST_MLLIB = 200;
  private static final int REPEATS = 5;

  private record Fixed(Phi topics, DocumentPrior documents) implements Posterior {}

  private HeldOutSpeed() {}

  /** Measures and prints a table. */
  public static void main(String[] arguments) throws IOException {
    Counts counts = Counts.read(Path.of(arguments[0]));
    int k = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
    SparkConf conf =
        new SparkConf()
            .setMaster("local[1]")
            .setAppName("held-out speed")
            .set("spark.ui.enabled", "false");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      spark.setLogLevel("ERROR");
      LocalLDAModel mllib = train(spark, counts, k);
      Posterior posterior = posterior(mllib);
      JavaRDD<Document> documents = spark.parallelize(documents(counts, MOST), 1).cache();
      print("estimator", "tokens/s a core", "times MLlib");
      List<Tuple2<Long, Vector>> few = vectors(counts, Math.min(MOST_MLLIB, counts.documents()));
      JavaPairRDD<Long, Vector> rows = JavaPairRDD.fromJavaRDD(spark.parallelize(few, 1)).cache();
      double theirs = speed(sum(few), x -> mllib.logPerplexity(rows));
      print("MLlib logPerplexity (a bound)", number(theirs), "1");
      long tokens = documents.map(Document::tokens).reduce(Long::sum);
      for (String name : List.of(DocumentCompletion.NAME, Bound.NAME, LeftToRight.NAME)) {
        Estimator estimator = Estimators.named(name, SamplingOptions.of(1));
        double ours =
            speed(
                tokens,
                x -> {
                  try (HeldOutPass pass = new HeldOutPass(spark, posterior)) {
                    return pass.evaluate(documents, estimator, 1).perplexity();
                  }
                });
        print(name, number(ours), number(ours / theirs));
      }
      longDocuments(counts, posterior);
    }
  }

  /** Seconds of left-to-right for one document made of many. */
  private static void longDocuments(Counts counts, Posterior posterior) {
    Estimator.Scorer scorer =
        Estimators.named(LeftToRight.NAME, SamplingOptions.of(1))
            .open(posterior.topics(), posterior.documents().alpha());
    for (int tokens : new int[] {1_000, 10_000, 100_000}) {
      HeldOut document = HeldOut.of(joined(counts, tokens), 0);
      double speed = speed(tokens, x -> scorer.estimate(document).logProbability());
      print(
          "left-to-right, one document of " + number(tokens) + " tokens",
          number(speed),
          String.format(Locale.ROOT, "%.3f s", tokens / speed));
    }
  }

  /** The first tokens of the corpus as one document. */
  private static Document joined(Counts counts, int tokens) {
    TreeMap<Integer, Integer> sums = new TreeMap<>();
    int left = tokens;
    for (int i = 0; left > 0 && i < counts.words().length; i++) {
      int n = Math.min(left, counts.counts()[i]);
      sums.merge(counts.words()[i], n, Integer::sum);
      left -= n;
    }
    return new Document(
        "joined",
        sums.keySet().stream().mapToInt(w -> w).toArray(),
        sums.values().stream().mapToInt(n -> n).toArray());
  }

  /** Tokens a second, the best of some runs after one that does not count. */
  private static double speed(long tokens, ToDoubleFunction<Void> evaluation) {
    double best = 0;
    for (int i = 0; i <= REPEATS; i++) {
      long start = System.nanoTime();
      evaluation.applyAsDouble(null);
      double speed = tokens / ((System.nanoTime() - start) * 1e-9);
      best = i == 0 ? 0 : Math.max(best, speed);
    }
    return best;
  }

  private static LocalLDAModel train(JavaSparkContext spark, Counts counts, int k) {
    LDA lda =
        new LDA()
            .setK(k)
            .setSeed(1)
            .setDocConcentration(5.0 / k)
            .setTopicConcentration(0.01)
            .setMaxIterations(20)
            .setOptimizer(new OnlineLDAOptimizer().setTau0(10).setKappa(0.7));
    List<Tuple2<Long, Vector>> documents = vectors(counts, Math.min(MOST, counts.documents()));
    return (LocalLDAModel) lda.run(JavaPairRDD.fromJavaRDD(spark.parallelize(documents, 1)));
  }

  private static Posterior posterior(LocalLDAModel model) {
    Matrix lambda = model.topicsMatrix();
    float[][] rows = new float[lambda.numRows()][lambda.numCols()];
    for (int w = 0; w < rows.length; w++) {
      for (int j = 0; j < rows[w].length; j++) {
        rows[w][j] = (float) lambda.apply(w, j);
      }
    }
    return new Fixed(
        Tiny.phi(rows), new DirichletDocuments(model.docConcentration().toArray()));
  }

  private static List<Document> documents(Counts counts, int most) {
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < Math.min(most, counts.documents()); d++) {
      documents.add(new Document(Integer.toString(d + 1), counts.words(d), counts.counts(d)));
    }
    return documents;
  }

  private static List<Tuple2<Long, Vector>> vectors(Counts counts, int most) {
    List<Tuple2<Long, Vector>> rows = new ArrayList<>();
    for (int d = 0; d < most; d++) {
      double[] values = Arrays.stream(counts.counts(d)).asDoubleStream().toArray();
      rows.add(new Tuple2<>((long) d, Vectors.sparse(counts.terms(), counts.words(d), values)));
    }
    return rows;
  }

  private static long sum(List<Tuple2<Long, Vector>> rows) {
    return rows.stream().mapToLong(row -> (long) Arrays.stream(row._2().toArray()).sum()).sum();
  }

  private static String number(double x) {
    return String.format(Locale.ROOT, "%,.0f", x);
  }

  private static void print(String... cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
    if (cells[0].equals("estimator")) {
      System.out.println("|---|---|---|");
    }
  }
}
