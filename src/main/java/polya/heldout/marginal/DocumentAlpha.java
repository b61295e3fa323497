package polya.heldout.marginal;

import java.util.Arrays;
import polya.mixing.DocumentPrior;

/**
 * α of documents one after another, over the topics that each may use: the prior is asked once
 * where documents share it, and else whenever the group changes. Scratch of one thread.
 */
final class DocumentAlpha {
  private static final int NO_GROUP = -1;

  private final DocumentPrior prior;
  private final boolean isShared;
  private final double[] allK;
  private final int[] support;
  private int group = NO_GROUP;

  /** α over the support. */
  private double[] alpha;

  private double sum;

  DocumentAlpha(DocumentPrior prior) {
    this.prior = prior;
    isShared = prior.isShared();
    allK = prior.alpha();
    support = new int[prior.topics()];
    use(-1);
  }

  /** Goes to a document of this group; says whether α is another than before. */
  boolean enter(int next) {
    if (isShared || next == group) {
      return false;
    }
    group = next;
    prior.alpha(next, null, allK);
    use(prior.support(next, support));
    return true;
  }

  private void use(int size) {
    if (size < 0) {
      Arrays.setAll(support, k -> k);
      alpha = allK.clone();
    } else {
      alpha = new double[size];
      Arrays.setAll(alpha, j -> allK[support[j]]);
    }
    sum = 0;
    for (double a : alpha) {
      sum += a;
    }
  }

  /** α of the topics of the support, in their order; another array when it changes. */
  double[] alpha() {
    return alpha;
  }

  /** α of all topics, K numbers, 0 outside the support; a new array. */
  double[] wholeAlpha() {
    return allK.clone();
  }

  /** α_0. */
  double sum() {
    return sum;
  }

  /** K of the whole model. */
  int allTopics() {
    return allK.length;
  }

  /** How many topics the document may use. */
  int topics() {
    return alpha.length;
  }

  /** The model's topics that these are, the first {@link #topics} of them. */
  int[] support() {
    return support;
  }
}
