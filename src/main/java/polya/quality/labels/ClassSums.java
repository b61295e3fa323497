package polya.quality.labels;

import java.io.Serializable;

/**
 * All that is kept of documents of one class each while a model's predictions are judged; any order
 * and any grouping give the same bits. Not thread-safe.
 */
public final class ClassSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private long documents;
  private long unseen;
  private final Ratio accuracy;
  private final Ratio logLoss;

  /** No documents yet. */
  public ClassSums(long seed) {
    accuracy = new Ratio(seed);
    logLoss = new Ratio(seed);
  }

  /** Adds one document. */
  public void add(ClassScore score) {
    documents++;
    accuracy.add(score.documentKey(), score.right() ? 1 : 0, 1);
    if (Double.isNaN(score.logProbability())) {
      unseen++;
    } else {
      logLoss.add(score.documentKey(), -score.logProbability(), 1);
    }
  }

  /** Adds all documents of another part, of the same seed; returns this. */
  public ClassSums add(ClassSums other) {
    documents += other.documents;
    unseen += other.unseen;
    accuracy.add(other.accuracy);
    logLoss.add(other.logLoss);
    return this;
  }

  /** What they amount to. */
  public ClassResult result() {
    return new ClassResult(documents, unseen, accuracy.measure(), logLoss.measure());
  }
}
