package polya.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import polya.Failure;
import polya.heldout.Estimator;
import polya.heldout.marginal.CountLikelihood;
import polya.heldout.marginal.LengthConditioned;
import polya.infer.Posterior;
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
              + ": it scores tokens whose number is given; left-to-right, importance, ais, chib and"
              + " bound score whole documents. Leave one of the two out.");
    }
  }

  /** Whether document lengths are part of what is scored. */
  boolean ofCounts() {
    return likelihood.equals(CountLikelihood.NAME);
  }

  /** The estimator of the likelihood asked for under a model. */
  Estimator of(Estimator estimator, ModelStore model) {
    return of(estimator, model, model.posterior());
  }

  /**
   * The estimator of the likelihood asked for under topics of a model.
   *
   * @param posterior of the model, or of a sample of it
   * @throws Failure (usage) if the model has no distribution of document lengths, or none in closed
   *     form
   */
  Estimator of(Estimator estimator, ModelStore model, Posterior posterior) {
    if (!ofCounts()) {
      return LengthConditioned.of(estimator, posterior);
    }
    Optional<double[]> ofDocuments = posterior.documentRatePrior();
    if (ofDocuments.isPresent()) {
      return CountLikelihood.ofDocumentRates(estimator, ofDocuments.get());
    }
    if (posterior.activity().isPresent()) {
      throw Failure.usage(
          "Cannot evaluate model at "
              + model.path()
              + " with --likelihood counts: its documents have activities, over which it does not"
              + " integrate; allowed is the likelihood of words given lengths. Leave --likelihood out.");
    }
    double[] rates =
        posterior
            .intensityRates()
            .orElseThrow(
                () ->
                    Failure.usage(
                        "Cannot evaluate model at "
                            + model.path()
                            + " with --likelihood counts: its family is "
                            + model.info().model()
                            + ", which says nothing of document lengths; gammapoisson does. Leave"
                            + " --likelihood out."));
    return new CountLikelihood(estimator, rates);
  }
}
