package polya.infer.variational;

import polya.math.Rows;
import polya.mixing.DocumentPrior;
import polya.mixing.Supports;

/**
 * α of one document after another in float32: the same for all where they share a prior, else that
 * of the document's group. Scratch of one thread.
 */
final class GroupAlpha {
  private final float[] alphaK;

  /** Null where all documents have one prior. */
  private final Supports supports;

  /** The place of the document's group among them. */
  private int place;

  /** The place of all topics whose α is in {@link #alphaK}; −1 for none. */
  private int copied = -1;

  private double sum;

  GroupAlpha(DocumentPrior prior) {
    alphaK = new float[Rows.padded(prior.topics())];
    double[] alpha = prior.alpha();
    for (int k = 0; k < alpha.length; k++) {
      alphaK[k] = (float) alpha[k];
      sum += alpha[k];
    }
    supports = prior.isShared() ? null : new Supports(prior);
  }

  /** What comes next is a document of this group. */
  void enter(int group) {
    if (supports == null) {
      return;
    }
    place = supports.place(group);
    sum = supports.alphaSum(place);
    if (supports.hasAll(place) && copied != place) {
      System.arraycopy(supports.floats(), supports.start(place), alphaK, 0, supports.size(place));
      copied = place;
    }
  }

  /** Whether the document may use some topics only. */
  boolean isOfSome() {
    return supports != null && !supports.hasAll(place);
  }

  /**
   * The topics of such a document, whose α is then in place.
   *
   * @param topicOf output, ascending
   * @return how many
   */
  int support(int[] topicOf) {
    copied = -1;
    int size = supports.size(place);
    int start = supports.start(place);
    for (int j = 0; j < size; j++) {
      topicOf[j] = supports.topics()[start + j];
      alphaK[topicOf[j]] = supports.floats()[start + j];
    }
    return size;
  }

  /** α padded with zeros; shared, of topics outside the support whatever was there before. */
  float[] alphaK() {
    return alphaK;
  }

  /** α_0 of the document. */
  double sum() {
    return sum;
  }
}
