package polya.heldout;

import polya.heldout.marginal.CountLikelihood;

/**
 * What an estimator says of one document.
 *
 * @param tokens N_d, the tokens that the probability speaks of; 0 if the document could not be
 *     scored, and for an empty document whose emptiness has a probability
 * @param logProbability L_d, natural log, of all those tokens together; 0 if there are none
 * @param standardError Monte-Carlo standard error of {@code logProbability}: what another seed
 *     might change; 0 for a deterministic estimator. It says nothing of the sampling of documents
 * @param effectiveSamples how many equally weighted draws its draws are worth, as its estimator
 *     defines it; NaN for an estimator that weighs no draws
 * @param paretoK k̂, the tail index of its importance weights ({@link ParetoTail}); NaN for an
 *     estimator that has none
 */
public record Estimate(
    long tokens,
    double logProbability,
    double standardError,
    double effectiveSamples,
    double paretoK) {
  /** The document could not be scored. */
  public static final Estimate NONE = new Estimate(0, 0, 0);

  /** A score by an estimator that weighs no draws. */
  public Estimate(long tokens, double logProbability, double standardError) {
    this(tokens, logProbability, standardError, Double.NaN, Double.NaN);
  }

  /**
   * The mean p̂ of two independent estimates p̂_1, p̂_2 that are each unbiased: unbiased too. Its
   * standard error is |log p̂_1 − log p̂_2| / 2: the spread of two values over √2, times √½ for
   * their mean, to first order.
   */
  public static Estimate ofReplicates(
      long tokens, double logFirst, double logSecond, double effectiveSamples) {
    double larger = Math.max(logFirst, logSecond);
    double apart = Math.abs(logFirst - logSecond);
    double log = larger + StrictMath.log((1 + StrictMath.exp(-apart)) / 2);
    return new Estimate(tokens, log, apart / 2, effectiveSamples, Double.NaN);
  }

  /** The same with a tail index. */
  public Estimate withParetoK(double k) {
    return new Estimate(tokens, logProbability, standardError, effectiveSamples, k);
  }

  /** The same with something known beside it: log added to the log probability. */
  public Estimate plus(double log) {
    return new Estimate(tokens, logProbability + log, standardError, effectiveSamples, paretoK);
  }

  /** Whether there is a score: of tokens, or, by {@link CountLikelihood}, of there being none. */
  public boolean scored() {
    return tokens > 0 || logProbability < 0;
  }

  /**
   * Whether importance weights had too heavy a tail to be trusted, k̂ > {@value
   * ParetoTail#LARGEST}.
   */
  public boolean heavyTailed() {
    return paretoK > ParetoTail.LARGEST;
  }
}
