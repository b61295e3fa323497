package polya.infer;

import java.util.Optional;
import polya.mixing.Activity;
import polya.topics.Phi;

/**
 * What a fitted model answers, whatever the family: its topics as distributions over terms, and the
 * prior of a document's mixture. Everything held-out is computed from these two.
 */
public interface Posterior {
  /** Mean topics: the weights of each topic add up to 1 over the terms. */
  Phi topics();

  /** α: K positive numbers; a document's mixture is Dirichlet(α) a priori. */
  double[] docConcentration();

  /**
   * b, K positive numbers, where documents have intensities of topics, θ_k ~ Gamma(α_k, b_k) a
   * priori with mean α_k / b_k, and mixtures are their proportions; empty where they have mixtures
   * only.
   */
  default Optional<double[]> intensityRates() {
    return Optional.empty();
  }

  /**
   * c and e, two positive numbers, where every document has a rate b_d of its own, for all topics,
   * with 1/(1 + b_d) ~ Beta(c, e) a priori; then {@link #intensityRates} are those of documents of
   * the mean length. Empty where documents have rates in common.
   */
  default Optional<double[]> documentRatePrior() {
    return Optional.empty();
  }

  /**
   * Where the rates of intensities are each document's own: how they follow from its tokens; {@link
   * #intensityRates} are then those of a common document.
   */
  default Optional<Activity> activity() {
    return Optional.empty();
  }
}
