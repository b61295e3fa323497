package polya.heldout;

/**
 * What an estimator says of one document.
 *
 * @param tokens N_d, the tokens that the probability speaks of; 0 if the document could not be
 *     scored
 * @param logProbability L_d, natural log, of all those tokens together; 0 if there are none
 * @param standardError Monte-Carlo standard error of {@code logProbability}: what another seed
 *     might change; 0 for a deterministic estimator. It says nothing of the sampling of documents
 */
public record Estimate(long tokens, double logProbability, double standardError) {
  /** The document could not be scored. */
  public static final Estimate NONE = new Estimate(0, 0, 0);

  /** Whether there is a score. */
  public boolean scored() {
    return tokens > 0;
  }
}
