package polya.cli;

import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import polya.heldout.DocumentScore;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.HeldOutResult;
import polya.infer.Posterior;
import polya.spark.Files;
import polya.spark.HeldOutDraws;
import polya.spark.HeldOutPass;
import polya.spark.HeldOutRows;
import polya.spark.ModelStore;
import polya.spark.StoreFolder;

/** The documents of a perplexity job under the topics asked for, by one estimator after another. */
final class ScoredDocuments implements AutoCloseable {
  private final SparkSession spark;
  private final PerplexityOptions options;
  private final ModelStore model;
  private final JavaRDD<HeldOut> documents;
  private final StoreFolder folder;
  private final int samples;
  private final HeldOutPass plugIn;

  /**
   * Publishes the topics, if they are the model's own.
   *
   * @throws polya.Failure (usage) if samples are asked for that the model does not have
   */
  ScoredDocuments(
      SparkSession spark,
      PerplexityOptions options,
      ModelStore model,
      JavaRDD<HeldOut> documents,
      StoreFolder folder) {
    this.spark = spark;
    this.options = options;
    this.model = model;
    this.documents = documents;
    this.folder = folder;
    samples = options.topics.samples(model);
    plugIn = samples > 0 ? null : pass(model.posterior());
  }

  private HeldOutPass pass(Posterior posterior) {
    return new HeldOutPass(
        JavaSparkContext.fromSparkContext(spark.sparkContext()), posterior, alpha(posterior));
  }

  private double[] alpha(Posterior posterior) {
    return options.docConcentration(posterior.docConcentration());
  }

  /** What an estimator says; its rows are written where they are asked for. */
  HeldOutResult result(Estimator named) {
    Estimator estimator = options.likelihood.of(named, model);
    String between = folder.dataPath("between-draws");
    JavaRDD<DocumentScore> scores =
        plugIn != null
            ? plugIn.scores(documents, estimator)
            : HeldOutDraws.scores(spark, documents, samples, s -> draw(named, s), between);
    if (options.documentRows) {
      scores = HeldOutRows.write(spark, scores, estimator, folder.dataPath("documents"));
    }
    HeldOutResult result = HeldOutPass.result(scores, estimator, options.sampling.seed);
    if (plugIn == null) {
      Path left = new Path(between);
      new Files(spark.sparkContext().hadoopConfiguration())
          .delete(options.documentRows ? left : left.getParent());
    }
    return result;
  }

  private HeldOutDraws.Draw draw(Estimator named, int sample) {
    Posterior posterior = options.topics.posterior(model, sample, options.sampling.seed);
    return new HeldOutDraws.Draw(
        posterior, alpha(posterior), options.likelihood.of(named, model, posterior));
  }

  @Override
  public void close() {
    if (plugIn != null) {
      plugIn.close();
    }
  }
}
