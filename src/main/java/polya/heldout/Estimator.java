package polya.heldout;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import polya.heldout.marginal.CountLikelihood;
import polya.mixing.DirichletDocuments;
import polya.mixing.DocumentPrior;
import polya.topics.Phi;

/**
 * One way to say what a held-out document's words are worth under given topics. Implementations are
 * immutable and small; they travel to the executors.
 */
public interface Estimator extends Serializable {
  /** Evaluates documents with scratch of its own: for one thread. */
  interface Scorer {
    /**
     * Evaluates one document. The result depends on the document, the topics, α and the estimator's
     * seed alone.
     *
     * @return {@link Estimate#NONE} if the document is too short for this estimator
     */
    Estimate estimate(HeldOut document);

    /**
     * The probabilities of the tokens that {@link #estimate} scores, for estimators that score one
     * by one: all that are not {@link Estimator#isMarginal}.
     *
     * @return {@link Prediction#NONE} if the document is too short for this estimator
     * @throws IllegalStateException of marginal estimators, which is not to be asked of them
     */
    default Prediction predict(HeldOut document) {
      throw new IllegalStateException("predict() of an estimator that scores whole documents");
    }
  }

  /** The name used by {@code --estimator} and in every result. */
  String name();

  /** What the marginal-likelihood estimators estimate. */
  String MARGINAL = "log p(w | topics, prior) of whole documents, unbiased in p";

  /** What its numbers are, in a few words that go beside them. */
  String quantity();

  /** What it was told beside its seed, by name: particles, samples, … */
  default Map<String, Integer> settings() {
    return Map.of();
  }

  /**
   * Whether {@link Estimate#logProbability} is a lower bound, so that the perplexity is an upper
   * one.
   */
  default boolean isBound() {
    return false;
  }

  /** Whether it scores tokens that it has fitted itself to. */
  default boolean isOptimistic() {
    return false;
  }

  /** Whether it hands a document whose k̂ is too large over to another estimator. */
  default boolean escalates() {
    return false;
  }

  /** Whether it conditions on observed tokens, and so takes {@link HeldOut#given} documents. */
  default boolean takesObserved() {
    return false;
  }

  /**
   * Whether it estimates or bounds log p(w_d) of whole documents, mixtures integrated out: what
   * {@link CountLikelihood} can be made of.
   */
  default boolean isMarginal() {
    return !takesObserved() && !isOptimistic();
  }

  /**
   * Why it cannot score documents of a model, as part of a sentence: what it needs of them and they
   * have not. Empty if it can.
   */
  default Optional<String> lacks(DocumentPrior documents) {
    return isMarginal() && !documents.hasUrn()
        ? Optional.of(documents.whyNoUrn())
        : Optional.empty();
  }

  /** Words of documents whose lengths are given. */
  String CONDITIONED = "conditioned";

  /** What its numbers are the probability of: {@link #CONDITIONED} or {@link CountLikelihood}. */
  default String likelihood() {
    return CONDITIONED;
  }

  /**
   * A scorer for one thread.
   *
   * @param topics mean topics: each topic's weights add up to 1 over the terms
   * @param documents what documents believe of them; it {@link #lacks} nothing of them. Estimators
   *     of whole documents that need an urn take mixtures for Dirichlet, whatever else documents
   *     may have
   */
  Scorer open(Phi topics, DocumentPrior documents);

  /**
   * The same for documents whose mixtures are Dirichlet.
   *
   * @param alpha K numbers &gt; 0
   */
  default Scorer open(Phi topics, double[] alpha) {
    return open(topics, new DirichletDocuments(alpha));
  }
}
