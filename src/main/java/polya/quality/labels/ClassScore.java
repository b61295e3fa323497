package polya.quality.labels;

import java.io.Serializable;

/**
 * What a model says of a document that is of one class. A class and not a record, because Spark's
 * Kryo cannot carry records between JVMs.
 */
public final class ClassScore implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The true class of a document whose class the model has never seen. */
  public static final int UNSEEN = -1;

  /** log of the least double: what stands for a probability that underflowed. */
  private static final double LEAST = StrictMath.log(Double.MIN_VALUE);

  private final long documentKey;
  private final boolean right;
  private final double logProbability;

  private ClassScore(long documentKey, boolean right, double logProbability) {
    this.documentKey = documentKey;
    this.right = right;
    this.logProbability = logProbability;
  }

  /**
   * Scores a prediction: the class of the highest probability, the lower one among equals.
   *
   * @param documentKey {@link polya.corpus.DocumentKey} of its id
   * @param truth its class, or {@link #UNSEEN}
   * @param logProbabilities natural logs of the classes' probabilities; −∞ counts as −744.4, the
   *     log of the least double
   */
  public static ClassScore of(long documentKey, int truth, double[] logProbabilities) {
    int best = 0;
    for (int c = 1; c < logProbabilities.length; c++) {
      best = logProbabilities[c] > logProbabilities[best] ? c : best;
    }
    double log = truth == UNSEEN ? Double.NaN : logProbabilities[truth];
    return new ClassScore(
        documentKey, best == truth, log == Double.NEGATIVE_INFINITY ? LEAST : log);
  }

  long documentKey() {
    return documentKey;
  }

  boolean right() {
    return right;
  }

  /** Of the true class; NaN if the model has never seen it. */
  double logProbability() {
    return logProbability;
  }
}
