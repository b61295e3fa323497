package polya.infer;

import java.io.Serializable;
import polya.corpus.Document;

/** A drawn document, and the mixture of topics and the labels that it was drawn with. */
public final class SimulatedDocument implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Document document;
  private final double[] mixture;
  private final int[] labels;

  /**
   * Puts the two together.
   *
   * @param mixture K shares ≥ 0 that add up to 1; shared, not copied
   * @param labels indices among {@link Generator#labels}, ascending; shared, not copied
   */
  public SimulatedDocument(Document document, double[] mixture, int[] labels) {
    this.document = document;
    this.mixture = mixture;
    this.labels = labels;
  }

  /** The document; it may be empty. */
  public Document document() {
    return document;
  }

  /** Its true mixture, K shares; not to be changed. */
  public double[] mixture() {
    return mixture;
  }

  /** Its labels, by their indices; none where its model has no labels. Not to be changed. */
  public int[] labels() {
    return labels;
  }
}
