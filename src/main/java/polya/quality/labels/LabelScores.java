package polya.quality.labels;

import java.io.Serializable;

/**
 * A document's true labels and the scores that a model gives to all labels it knows. A class and
 * not a record, because Spark's Kryo cannot carry records between JVMs.
 */
public final class LabelScores implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long documentKey;
  private final int[] labels;
  private final int unseen;
  private final double[] scores;

  /**
   * A document.
   *
   * @param documentKey {@link polya.corpus.DocumentKey} of its id
   * @param labels its true labels among those that the model knows, ascending, each once; may be
   *     empty
   * @param unseen how many true labels it has beside them, which the model has never seen
   * @param scores a score for each label known, the higher the likelier; finite as float32, of
   *     whatever scale
   * @throws IllegalArgumentException if they are not so
   */
  public LabelScores(long documentKey, int[] labels, int unseen, double[] scores) {
    if (unseen < 0 || scores.length > ScoreCounts.MOST_LABELS) {
      throw new IllegalArgumentException(unseen + " unseen, " + scores.length + " scores");
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] >= scores.length || labels[i] < (i == 0 ? 0 : labels[i - 1] + 1)) {
        throw new IllegalArgumentException("label " + labels[i] + " of " + scores.length);
      }
    }
    for (double score : scores) {
      if (!Float.isFinite((float) score)) {
        throw new IllegalArgumentException("a score of " + score);
      }
    }
    this.documentKey = documentKey;
    this.labels = labels;
    this.unseen = unseen;
    this.scores = scores;
  }

  /** The same document with the same scores as every other: {@link LabelShares}. */
  public LabelScores constant(double[] shares) {
    return new LabelScores(documentKey, labels, unseen, shares);
  }

  long documentKey() {
    return documentKey;
  }

  int[] labels() {
    return labels;
  }

  int unseen() {
    return unseen;
  }

  double[] scores() {
    return scores;
  }

  /** How many labels it truly has, known or not. */
  int wanted() {
    return labels.length + unseen;
  }
}
