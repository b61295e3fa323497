package polya.bench;

import breeze.linalg.DenseMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.clustering.LDA;
import org.apache.spark.mllib.clustering.OnlineLDAOptimizer;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Trains Spark MLlib's online LDA step by step: with its default schedule, or with the tuned one
 * (offset 10, decay 0.7) and α = 5/K, η = 0.01. Seconds include {@code initialize}.
 */
final class TrainMllib {
  private TrainMllib() {}

  static void run(
      JavaSparkContext spark, Counts train, int k, boolean tuned, Checkpoints checkpoints) {
    List<Tuple2<Long, Vector>> documents = new ArrayList<>();
    for (int d = 0; d < train.documents(); d++) {
      double[] values = Arrays.stream(train.counts(d)).asDoubleStream().toArray();
      documents.add(new Tuple2<>((long) d, Vectors.sparse(train.terms(), train.words(d), values)));
    }
    JavaPairRDD<Long, Vector> rdd =
        JavaPairRDD.fromJavaRDD(spark.parallelize(documents, spark.defaultParallelism()))
            .persist(StorageLevel.MEMORY_ONLY());
    rdd.count();
    documents.clear();
    OnlineLDAOptimizer optimizer = new OnlineLDAOptimizer();
    LDA lda = new LDA().setK(k).setSeed(1);
    if (tuned) {
      optimizer.setTau0(10).setKappa(0.7);
      lda.setDocConcentration(5.0 / k).setTopicConcentration(0.01);
    }
    @SuppressWarnings({"unchecked", "rawtypes"}) // Scala's Long is Java's here.
    org.apache.spark.rdd.RDD<Tuple2<Object, Vector>> scalaRdd =
        (org.apache.spark.rdd.RDD) rdd.rdd();
    long begin = System.nanoTime();
    optimizer.initialize(scalaRdd, lda);
    double seconds = (System.nanoTime() - begin) * 1e-9;
    double passes = 0;
    do {
      long step = System.nanoTime();
      optimizer.next();
      seconds += (System.nanoTime() - step) * 1e-9;
      passes += optimizer.getMiniBatchFraction();
      if (checkpoints.due(seconds) || checkpoints.over(seconds)) {
        double[] alpha = new double[k];
        Arrays.fill(alpha, tuned ? 5.0 / k : 1.0 / k);
        checkpoints.evaluate(seconds, passes, rows(optimizer.getLambda()), alpha);
      }
    } while (!checkpoints.over(seconds));
  }

  private static float[][] rows(DenseMatrix<Object> lambda) {
    double[] data = (double[]) lambda.data(); // transposed or not: ask for each place
    int topics = lambda.rows();
    float[][] rows = new float[lambda.cols()][topics];
    for (int w = 0; w < rows.length; w++) {
      for (int j = 0; j < topics; j++) {
        rows[w][j] = (float) data[lambda.linearIndex(j, w)];
      }
    }
    return rows;
  }
}
