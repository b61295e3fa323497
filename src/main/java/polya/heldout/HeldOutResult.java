package polya.heldout;

/**
 * What one estimator says of a corpus. documents = scoredDocuments + emptyDocuments +
 * unscorableDocuments.
 *
 * @param estimator its name
 * @param isBound whether the perplexity is an upper bound
 * @param perplexity exp(−Σ L_d / Σ N_d); NaN if nothing was scored
 * @param standardError its standard error over documents by the Poisson bootstrap; NaN below two
 *     scored documents
 * @param deltaMethodStandardError the same by the delta method
 * @param logProbabilityPerToken Σ L_d / Σ N_d, natural log
 * @param documents all documents of the corpus
 * @param scoredDocuments those that have a score
 * @param emptyDocuments those without a token of the vocabulary
 * @param unscorableDocuments those that have tokens, but too few for the estimator
 * @param tokens Σ N_d, the tokens scored
 * @param outOfVocabularyTokens tokens of the texts that the vocabulary does not have
 */
public record HeldOutResult(
    String estimator,
    boolean isBound,
    double perplexity,
    double standardError,
    double deltaMethodStandardError,
    double logProbabilityPerToken,
    long documents,
    long scoredDocuments,
    long emptyDocuments,
    long unscorableDocuments,
    long tokens,
    long outOfVocabularyTokens) {}
