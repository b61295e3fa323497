package polya.cli;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import polya.corpus.Groups;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.error.DocumentScore;
import polya.heldout.error.PairedScore;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.spark.Files;
import polya.spark.pass.HeldOutDraws;
import polya.spark.pass.HeldOutPairs;
import polya.spark.pass.HeldOutPass;
import polya.spark.pass.MetTerms;
import polya.spark.store.ModelStore;

/** Documents under the topics of a model that are asked for, by one estimator after another. */
final class ScoredDocuments implements AutoCloseable {
  /**
   * How documents are scored, whatever the model.
   *
   * @param prior the documents' prior in force, from the model's own
   */
  record Scoring(
      TopicsFlag topics,
      LikelihoodFlag likelihood,
      UnaryOperator<DocumentPrior> prior,
      long seed) {}

  private final SparkSession spark;
  private final Scoring scoring;
  private final ModelStore model;
  private final JavaRDD<HeldOut> documents;
  private final Optional<Groups> groups;
  private final String between;
  private final int samples;
  private final MetTerms terms;
  private final HeldOutPass plugIn;

  /**
   * Publishes the topics, if they are the model's own.
   *
   * @param groups of the documents, if the model is to know their labels
   * @param between folder for what lies between two samples
   * @throws polya.Failure (usage) if samples are asked for that the model does not have
   */
  ScoredDocuments(
      SparkSession spark,
      Scoring scoring,
      ModelStore model,
      JavaRDD<HeldOut> documents,
      Optional<Groups> groups,
      String between) {
    this.spark = spark;
    this.scoring = scoring;
    this.model = model;
    this.documents = documents;
    this.groups = groups;
    this.between = between;
    scoring.likelihood.check(model);
    samples = scoring.topics.samples(model);
    terms = MetTerms.ofHeldOut(context(), documents);
    plugIn = samples > 0 ? null : pass(model.posterior());
  }

  private HeldOutPass pass(Posterior posterior) {
    return new HeldOutPass(context(), terms.of(posterior), prior(posterior), groups);
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  private DocumentPrior prior(Posterior posterior) {
    return scoring.prior.apply(posterior.documents());
  }

  /** How many samples are averaged over; 0 for the model's own topics. */
  int samples() {
    return samples;
  }

  /** The estimator of the likelihood asked for. */
  Estimator estimator(Estimator named) {
    return scoring.likelihood.of(named);
  }

  /** One row a document; to be used before {@link #clear} and before the pass is closed. */
  JavaRDD<DocumentScore> scores(Estimator named) {
    return plugIn != null
        ? plugIn.scores(documents, estimator(named))
        : HeldOutDraws.scores(
            spark, documents, groups, samples, this::draw, estimator(named), between);
  }

  /**
   * One pair of rows a document, under this model and another whose documents are the same: in one
   * pass where they are the same RDD, since each model may number groups in its own way.
   */
  JavaRDD<PairedScore> pairs(ScoredDocuments other, Estimator named) {
    return plugIn != null && other.plugIn != null && documents == other.documents
        ? plugIn.pairs(other.plugIn, documents, estimator(named))
        : HeldOutPairs.joined(scores(named), other.scores(named));
  }

  /** One pair of rows a document, by one estimator and by another, under the model's own topics. */
  JavaRDD<PairedScore> pairs(Estimator first, Estimator second) {
    return plugIn.pairs(documents, first, second);
  }

  private HeldOutDraws.Draw draw(int sample) {
    Posterior posterior = scoring.topics.posterior(model, sample, scoring.seed);
    return new HeldOutDraws.Draw(terms.of(posterior), prior(posterior));
  }

  /** Deletes what lay between samples. */
  void clear() {
    if (plugIn == null) {
      HeldOutDraws.delete(new Files(spark.sparkContext().hadoopConfiguration()), samples, between);
    }
  }

  @Override
  public void close() {
    if (plugIn != null) {
      plugIn.close();
    }
  }
}
