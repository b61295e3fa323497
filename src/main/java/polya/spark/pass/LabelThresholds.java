package polya.spark.pass;

import java.io.Serializable;
import polya.quality.labels.LabelThreshold;

/**
 * From which score on a label is predicted: of a model, and of the baseline that knows how common
 * labels are and nothing of a document. A class and not a record, for Kryo.
 */
public final class LabelThresholds implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LabelThreshold own = new LabelThreshold();
  private final LabelThreshold baseline = new LabelThreshold();

  LabelThresholds() {}

  LabelThresholds add(Predicted document, double[] shares) {
    own.add(document.labelScores(null));
    baseline.add(document.labelScores(shares));
    return this;
  }

  LabelThresholds add(LabelThresholds other) {
    own.add(other.own);
    baseline.add(other.baseline);
    return this;
  }

  /** The model's. */
  public double ofModel() {
    return own.best();
  }

  /** The baseline's. */
  public double ofBaseline() {
    return baseline.best();
  }
}
