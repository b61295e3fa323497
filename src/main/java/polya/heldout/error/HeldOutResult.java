package polya.heldout.error;

import java.util.Map;
import polya.heldout.Estimator;

/**
 * What one estimator says of a corpus. documents = scoredDocuments + emptyDocuments +
 * unscorableDocuments; but for the likelihood of counts empty documents are scored as well.
 *
 * @param estimator its name
 * @param likelihood what probabilities are of, {@link Estimator#likelihood}
 * @param quantity what its numbers are, in words
 * @param settings what it was told beside its seed
 * @param isBound whether the perplexity is an upper bound
 * @param isOptimistic whether it scores tokens that it has fitted itself to
 * @param perplexity exp(−Σ L_d / Σ N_d); NaN if nothing was scored
 * @param standardError its standard error over documents by the Poisson bootstrap; NaN below two
 *     scored documents
 * @param deltaMethodStandardError the same by the delta method
 * @param logProbabilityPerToken Σ L_d / Σ N_d, natural log
 * @param monteCarlo what chance in the estimator itself adds
 * @param documents all documents of the corpus
 * @param scoredDocuments those that have a score
 * @param emptyDocuments those without a token of the vocabulary
 * @param oneTokenDocuments those with one token, scored or not: completion cannot score them
 * @param unscorableDocuments those that have tokens, but too few for the estimator
 * @param tokens Σ N_d, the tokens scored
 * @param outOfVocabularyTokens tokens of the texts that the vocabulary does not have
 */
public record HeldOutResult(
    String estimator,
    String likelihood,
    String quantity,
    Map<String, Integer> settings,
    boolean isBound,
    boolean isOptimistic,
    double perplexity,
    double standardError,
    double deltaMethodStandardError,
    double logProbabilityPerToken,
    MonteCarlo monteCarlo,
    long documents,
    long scoredDocuments,
    long emptyDocuments,
    long oneTokenDocuments,
    long unscorableDocuments,
    long tokens,
    long outOfVocabularyTokens) {}
