package polya.cli;

import picocli.CommandLine.Option;
import polya.Failure;
import polya.heldout.Estimator;
import polya.heldout.marginal.CountLikelihood;
import polya.heldout.marginal.LengthConditioned;
import polya.mixing.DocumentPrior;
import polya.spark.store.ModelStore;

/**
 * The option that says what probabilities are of: words of documents of known length, or counts.
 */
final class LikelihoodFlag {
  @Option(
      names = "--likelihood",
      defaultValue = Estimator.CONDITIONED,
      paramLabel = "NAME",
      description = {
        "conditioned: of words, document lengths given; models of every family can be compared by it.",
        "counts: of counts, document lengths included; for gammapoisson and estimators of whole"
            + " documents.",
        "Default: ${DEFAULT-VALUE}."
      })
  String likelihood;

  /**
   * Checks what can be checked without a model.
   *
   * @throws Failure (usage) if there is no such likelihood, or this estimator has none of counts
   */
  void check(Estimator estimator) {
    Usage.demand(
        ofCounts() || likelihood.equals(Estimator.CONDITIONED),
        "--likelihood",
        likelihood,
        Estimator.CONDITIONED + " or " + CountLikelihood.NAME);
    if (ofCounts() && !estimator.isMarginal()) {
      throw Failure.usage(
          "Cannot use --likelihood counts with estimator "
              + estimator.name()
              + ": it scores tokens whose number is given; left-to-right, importance, ais, chib,"
              + " bound and exact score whole documents. Leave one of the two out.");
    }
  }

  /** Whether document lengths are part of what is scored. */
  boolean ofCounts() {
    return likelihood.equals(CountLikelihood.NAME);
  }

  /** The estimator of the likelihood asked for. */
  Estimator of(Estimator estimator) {
    return ofCounts() ? new CountLikelihood(estimator) : LengthConditioned.of(estimator);
  }

  /**
   * Checks that a model has the likelihood asked for.
   *
   * @throws Failure (usage) if it has no distribution of document lengths, or none in closed form
   */
  void check(ModelStore model) {
    if (!ofCounts()) {
      return;
    }
    DocumentPrior documents = model.posterior().documents();
    if (documents.lengths().isEmpty()) {
      throw Failure.usage(
          "Cannot evaluate model at "
              + model.path()
              + " with --likelihood counts: its family is "
              + model.info().model()
              + ", and "
              + documents.whyNoLengths()
              + "; allowed is the likelihood of words given lengths. Leave --likelihood out, or take"
              + " a model that says how long documents are, as gammapoisson does.");
    }
  }
}
