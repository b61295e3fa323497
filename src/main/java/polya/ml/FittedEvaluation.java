package polya.ml;

import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import polya.Failure;
import polya.heldout.Estimator;
import polya.heldout.error.HeldOutResult;
import polya.heldout.marginal.LengthConditioned;
import polya.spark.pass.HeldOutPass;

/**
 * A fitted model on the rows of a Dataset, as the command {@code perplexity} has it on a corpus.
 */
final class FittedEvaluation {
  private static final long SEED = 1;

  private FittedEvaluation() {}

  /**
   * Evaluates; ids are hashes of counts, equal rows are numbered. One shuffle.
   *
   * @throws Failure (usage) if the estimator cannot score documents of this model; (input) if a row
   *     is not a vector of V whole counts, or none can be scored
   */
  static HeldOutResult of(
      FittedTopics fitted, Dataset<?> dataset, String featuresColumn, Estimator estimator) {
    Optional<String> lack = estimator.lacks(fitted.posterior().documents());
    if (lack.isPresent()) {
      throw Failure.usage(
          "Cannot evaluate a model of family "
              + fitted.info().model()
              + " by "
              + estimator.name()
              + ": "
              + lack.get()
              + "; allowed is completion. Call logPerplexityByCompletion.");
    }
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext());
    int terms = fitted.info().vocabularySize();
    try (HeldOutPass pass = new HeldOutPass(spark, fitted.posterior())) {
      HeldOutResult result =
          pass.evaluate(
              FeatureDocuments.of(dataset, featuresColumn, null, terms).rdd(),
              LengthConditioned.of(estimator),
              SEED);
      if (result.tokens() == 0) {
        throw Failure.input(
            "Cannot evaluate a topic model: none of "
                + result.documents()
                + " rows can be scored by "
                + estimator.name()
                + "; one is needed. Give longer documents.");
      }
      return result;
    }
  }
}
