package polya.heldout.error;

import java.util.Map;
import polya.heldout.Estimator;

/**
 * How two models compare on the same documents by one estimator. documents = comparedDocuments +
 * emptyDocuments + unscorableDocuments; but for the likelihood of counts empty documents are
 * compared as well.
 *
 * @param estimator its name
 * @param likelihood what probabilities are of, {@link Estimator#likelihood}
 * @param quantity what its numbers are, in words
 * @param settings what it was told beside its seed
 * @param isBound whether it is a bound, by which no two models should be compared
 * @param firstPerplexity of the first model, over the documents compared
 * @param firstStandardError over documents, by the Poisson bootstrap
 * @param secondPerplexity of the second model
 * @param secondStandardError over documents, by the Poisson bootstrap
 * @param difference log perplexity of the first model minus that of the second, natural log: below
 *     0 the first predicts better; NaN if no document can be compared
 * @param standardError of the difference over documents, by the paired Poisson bootstrap; NaN below
 *     two compared documents
 * @param deltaMethodStandardError the same by the delta method
 * @param monteCarloStandardError of the difference, from chance in the estimator; an upper bound as
 *     far as both models meet the same draws
 * @param documents all documents of the corpus
 * @param comparedDocuments those that have a score under both models
 * @param emptyDocuments those without a token of the vocabulary
 * @param unscorableDocuments those that have tokens, but too few for the estimator
 * @param firstBetter compared documents to which the first model gives more probability
 * @param tokens the tokens compared
 * @param outOfVocabularyTokens tokens of the texts that the vocabulary does not have
 */
public record PairedResult(
    String estimator,
    String likelihood,
    String quantity,
    Map<String, Integer> settings,
    boolean isBound,
    double firstPerplexity,
    double firstStandardError,
    double secondPerplexity,
    double secondStandardError,
    double difference,
    double standardError,
    double deltaMethodStandardError,
    double monteCarloStandardError,
    long documents,
    long comparedDocuments,
    long emptyDocuments,
    long unscorableDocuments,
    long firstBetter,
    long tokens,
    long outOfVocabularyTokens) {
  private static final double NORMAL_95 = 1.959963984540054;

  /** The lower end of the 95 % interval of the difference: normal, of the bootstrap's error. */
  public double low() {
    return difference - NORMAL_95 * standardError;
  }

  /** The upper end. */
  public double high() {
    return difference + NORMAL_95 * standardError;
  }
}
