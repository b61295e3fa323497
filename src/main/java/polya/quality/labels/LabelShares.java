package polya.quality.labels;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How common labels or classes are among training documents: the baseline that knows no document.
 * Its scores are the shares, the same for every document; its class is the largest, and its
 * probabilities of classes the shares. Not thread-safe.
 */
public final class LabelShares implements Serializable {
  private static final long serialVersionUID = 1L;

  private long documents;
  private final long[] documentsOfLabel;

  /** No documents yet. */
  public LabelShares(int labels) {
    documentsOfLabel = new long[labels];
  }

  /** Adds a training document; one without labels has no part in it. */
  public void add(int... labels) {
    documents += labels.length > 0 ? 1 : 0;
    for (int label : labels) {
      documentsOfLabel[label]++;
    }
  }

  /** Adds all of another part, and gives this. */
  public LabelShares add(LabelShares other) {
    documents += other.documents;
    for (int label = 0; label < documentsOfLabel.length; label++) {
      documentsOfLabel[label] += other.documentsOfLabel[label];
    }
    return this;
  }

  /** Share of documents with labels that have this one, by label; 0 if there are no documents. */
  public double[] shares() {
    return Arrays.stream(documentsOfLabel).mapToDouble(n -> n / Math.max(1.0, documents)).toArray();
  }
}
