package polya.heldout.error;

import java.io.Serializable;

/** One document's rows under two models. A class for the sake of Spark's Kryo. */
public final class PairedScore implements Serializable {
  private static final long serialVersionUID = 1L;

  private final DocumentScore first;
  private final DocumentScore second;

  /** The rows of one document by one estimator. */
  public PairedScore(DocumentScore first, DocumentScore second) {
    this.first = first;
    this.second = second;
  }

  /** Under the first model. */
  public DocumentScore first() {
    return first;
  }

  /** Under the second model. */
  public DocumentScore second() {
    return second;
  }

  /** Whether both models score it; only such documents are compared. */
  public boolean comparable() {
    return first.estimate().scored() && second.estimate().scored();
  }

  /** log p under the second model minus log p under the first; 0 if it is not comparable. */
  public double difference() {
    return comparable()
        ? second.estimate().logProbability() - first.estimate().logProbability()
        : 0;
  }
}
