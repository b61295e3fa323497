package polya.cli;

import org.apache.spark.sql.SparkSession;
import polya.describe.TopicLabels;
import polya.describe.TopicTerms;
import polya.infer.Posterior;
import polya.ml.report.ShownTopics;
import polya.spark.store.ModelStore;
import polya.spark.store.TopicNaming;
import polya.topics.TopTerms;

/**
 * A saved model as the commands that tell of its topics have it.
 *
 * @param store the model
 * @param posterior what it answers
 * @param terms the topics' terms
 * @param labels what topics are called
 */
record TopicsAtHand(ModelStore store, Posterior posterior, TopicTerms terms, TopicLabels labels) {
  /**
   * Reads a model.
   *
   * @param lambda of relevance
   * @param flag what a person calls the topics
   */
  static TopicsAtHand open(SparkSession spark, String model, double lambda, LabelsFlag flag) {
    return of(ModelStore.open(spark, model), lambda, flag, spark);
  }

  /** The same, recorded by a job. */
  static TopicsAtHand open(Job job, String model, double lambda, LabelsFlag flag) {
    return of(job.open(model), lambda, flag, job.spark());
  }

  /** The same of a model that was read. */
  static TopicsAtHand of(ModelStore store, double lambda, LabelsFlag flag, SparkSession spark) {
    Posterior posterior = store.posterior();
    TopicTerms terms = terms(store, posterior, lambda);
    TopicLabels labels =
        TopicLabels.of(
            terms,
            store.vocabulary(),
            TopicNaming.of(posterior, store.info()),
            flag.read(spark.sparkContext().hadoopConfiguration(), store.info().k()));
    return new TopicsAtHand(store, posterior, terms, labels);
  }

  /** The terms of a model's topics alone. */
  static TopicTerms terms(ModelStore store, double lambda) {
    return terms(store, store.posterior(), lambda);
  }

  private static TopicTerms terms(ModelStore store, Posterior posterior, double lambda) {
    double[] shares = TopTerms.shares(store.parameters().topics(), store.info().k());
    return TopicTerms.of(posterior.topics(), shares, lambda);
  }

  /** The same for what does not ask where the model lies. */
  ShownTopics shown() {
    return new ShownTopics(
        store.path(), store.info(), store.vocabulary(), posterior, terms, labels);
  }

  /** K. */
  int topics() {
    return terms.topics();
  }

  /** A term as a person reads it on a terminal. */
  String term(int index) {
    return Printable.text(store.vocabulary().term(index));
  }
}
