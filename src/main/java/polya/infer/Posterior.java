package polya.infer;

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
}
