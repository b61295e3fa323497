package polya.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.mllib.clustering.LDA;
import org.apache.spark.mllib.clustering.LocalLDAModel;
import org.apache.spark.mllib.clustering.OnlineLDAOptimizer;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import polya.heldout.Tiny;
import polya.mixing.DirichletDocuments;
import polya.mixing.DocumentPrior;
import polya.mixing.FoldInSweeps;
import polya.mixing.Mixtures;
import polya.topics.Phi;
import scala.Tuple2;

/**
 * New documents to their mixtures, documents a second under one and the same topics in {@code
 * local[1]}, Spark's own time included: by Polya until convergence and by a few sweeps, and by
 * MLlib's {@code topicDistributions}. Beside each stands the perplexity of the documents' other
 * halves under its mixtures, by one formula for all. {@code TransformSpeed DOCWORD [K]}: topics are
 * MLlib's, trained on nine tenths; the observed halves of up to {@value #MOST} others are
 * transformed.
 */
public final class TransformSpeed {
  private static final int MOST = 2_000;
  private static final int TRAINED = 10_000;
  private static final int REPEATS = 5;

  private record Result(String name, double seconds, double perplexity) {}

  private TransformSpeed() {}

  /** Measures and prints a table. */
  public static void main(String[] arguments) throws IOException {
    TestSplit split = TestSplit.of(Counts.read(Path.of(arguments[0])), 0.1, 1);
    int k = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
    SparkConf conf =
        new SparkConf()
            .setMaster("local[1]")
            .setAppName("transform speed")
            .set("spark.ui.enabled", "false");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      spark.setLogLevel("ERROR");
      LocalLDAModel mllib = train(spark, split.train(), k);
      Phi topics = topics(mllib);
      DocumentPrior prior = new DirichletDocuments(mllib.docConcentration().toArray());
      List<Tuple2<Long, Vector>> observed = vectors(split.observed(), MOST);
      JavaPairRDD<Long, Vector> rows =
          JavaPairRDD.fromJavaRDD(spark.parallelize(observed, 1)).cache();
      rows.count();
      List<Result> results = new ArrayList<>();
      results.add(
          measured("MLlib topicDistributions", split, topics, () -> byMllib(mllib, rows)));
      results.add(ours("until convergence", FoldInSweeps.converged(), split, topics, prior, rows));
      for (int sweeps : new int[] {5, 3, 2}) {
        String name = "--sweeps " + sweeps;
        results.add(ours(name, FoldInSweeps.of(sweeps), split, topics, prior, rows));
      }
      System.out.println("| transform | documents/s a core | times MLlib | completion |");
      System.out.println("|---|---|---|---|");
      double theirs = results.get(0).seconds();
      for (Result r : results) {
        System.out.printf(
            Locale.ROOT,
            "| %s | %,.0f | %.1f | %,.1f |%n",
            r.name(),
            observed.size() / r.seconds(),
            theirs / r.seconds(),
            r.perplexity());
      }
    }
  }

  private static Result ours(
      String name,
      FoldInSweeps sweeps,
      TestSplit split,
      Phi topics,
      DocumentPrior prior,
      JavaPairRDD<Long, Vector> rows) {
    return measured(name, split, topics, () -> byPolya(topics, prior, sweeps, rows));
  }

  private static Map<Long, double[]> byPolya(
      Phi topics, DocumentPrior prior, FoldInSweeps sweeps, JavaPairRDD<Long, Vector> rows) {
    Broadcast<Phi> phi = JavaSparkContext.fromSparkContext(rows.context()).broadcast(topics);
    JavaRDD<Tuple2<Long, double[]>> mixed =
        rows.mapPartitions(
            part -> {
              Mixtures mixtures = new Mixtures(phi.value(), prior, sweeps);
              List<Tuple2<Long, double[]>> some = new ArrayList<>();
              part.forEachRemaining(
                  row -> {
                    int[] counts =
                        Arrays.stream(row._2().toSparse().values()).mapToInt(x -> (int) x).toArray();
                    double[] theta = mixtures.of(row._2().toSparse().indices(), counts);
                    some.add(new Tuple2<>(row._1(), theta));
                  });
              return some.iterator();
            });
    Map<Long, double[]> all =
        mixed.collect().stream().collect(Collectors.toMap(Tuple2::_1, Tuple2::_2));
    phi.destroy();
    return all;
  }

  private static Map<Long, double[]> byMllib(
      LocalLDAModel model, JavaPairRDD<Long, Vector> rows) {
    return model.topicDistributions(rows).collect().stream()
        .collect(Collectors.toMap(Tuple2::_1, row -> row._2().toArray()));
  }

  /** The best of some runs after one that does not count, and what its mixtures are worth. */
  private static Result measured(
      String name, TestSplit split, Phi topics, Supplier<Map<Long, double[]>> transform) {
    Map<Long, double[]> mixtures = transform.get();
    double seconds = Double.MAX_VALUE;
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      mixtures = transform.get();
      seconds = Math.min(seconds, (System.nanoTime() - start) * 1e-9);
    }
    return new Result(name, seconds, perplexity(split.scored(), topics, mixtures));
  }

  private static double perplexity(Counts scored, Phi topics, Map<Long, double[]> mixtures) {
    double[] row = new double[topics.topics()];
    double log = 0;
    long tokens = 0;
    for (int d = 0; d < mixtures.size(); d++) {
      double[] theta = mixtures.get((long) d);
      for (int i = scored.starts()[d]; i < scored.starts()[d + 1]; i++) {
        topics.expand(scored.words()[i], row, 0);
        double p = 0;
        for (int k = 0; k < row.length; k++) {
          p += theta[k] * row[k];
        }
        log += scored.counts()[i] * Math.log(p);
        tokens += scored.counts()[i];
      }
    }
    return Math.exp(-log / tokens);
  }

  private static LocalLDAModel train(JavaSparkContext spark, Counts counts, int k) {
    LDA lda =
        new LDA()
            .setK(k)
            .setSeed(1)
            .setDocConcentration(5.0 / k)
            .setTopicConcentration(0.01)
            .setMaxIterations(40)
            .setOptimizer(new OnlineLDAOptimizer().setTau0(10).setKappa(0.7));
    return (LocalLDAModel)
        lda.run(JavaPairRDD.fromJavaRDD(spark.parallelize(vectors(counts, TRAINED), 1)).cache());
  }

  private static Phi topics(LocalLDAModel model) {
    Matrix lambda = model.topicsMatrix();
    float[][] rows = new float[lambda.numRows()][lambda.numCols()];
    for (int w = 0; w < rows.length; w++) {
      for (int j = 0; j < rows[w].length; j++) {
        rows[w][j] = (float) lambda.apply(w, j);
      }
    }
    return Tiny.phi(rows);
  }

  private static List<Tuple2<Long, Vector>> vectors(Counts counts, int most) {
    List<Tuple2<Long, Vector>> rows = new ArrayList<>();
    for (int d = 0; d < Math.min(most, counts.documents()); d++) {
      double[] values = Arrays.stream(counts.counts(d)).asDoubleStream().toArray();
      rows.add(new Tuple2<>((long) d, Vectors.sparse(counts.terms(), counts.words(d), values)));
    }
    return rows;
  }
}
