package polya.infer;

import java.io.Serializable;
import polya.corpus.Document;

/** A drawn document and the mixture of topics that it was drawn with. */
public final class SimulatedDocument implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Document document;
  private final double[] mixture;

  /**
   * Puts the two together.
   *
   * @param mixture K shares ≥ 0 that add up to 1; shared, not copied
   */
  public SimulatedDocument(Document document, double[] mixture) {
    this.document = document;
    this.mixture = mixture;
  }

  /** The document; it may be empty. */
  public Document document() {
    return document;
  }

  /** Its true mixture, K shares; not to be changed. */
  public double[] mixture() {
    return mixture;
  }
}
