package polya.mixing;

import java.io.Serializable;
import java.util.function.ToDoubleFunction;
import polya.corpus.Document;
import polya.topics.Phi;

/**
 * log p(w_d | φ, prior) of whole documents in closed form: of their tokens in one order, length
 * given, as every estimator of whole documents has it. Immutable; it travels to the executors.
 */
public interface ExactLikelihood extends Serializable {
  /**
   * Scratch for one thread: a document to its log likelihood in nats, 0 without tokens.
   *
   * @param topics mean topics
   */
  ToDoubleFunction<Document> open(Phi topics);
}
