package polya.heldout;

import java.io.Serializable;
import polya.corpus.Document;

/**
 * One document to be evaluated, perhaps with another that gives the tokens to be observed. A class
 * and not a record, because Spark's Kryo cannot carry records between JVMs.
 */
public final class HeldOut implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Document document;
  private final Document observed;
  private final int outOfVocabulary;

  private HeldOut(Document document, Document observed, int outOfVocabulary) {
    this.document = document;
    this.observed = observed;
    this.outOfVocabulary = outOfVocabulary;
  }

  /**
   * A document by itself.
   *
   * @param outOfVocabulary how many tokens its text had beside these; they cannot be scored, only
   *     counted
   */
  public static HeldOut of(Document document, int outOfVocabulary) {
    return new HeldOut(document, null, outOfVocabulary);
  }

  /** A document of which every token is scored, given the tokens of {@code observed}. */
  public static HeldOut given(Document observed, Document document, int outOfVocabulary) {
    return new HeldOut(document, observed, outOfVocabulary);
  }

  /** The document. */
  public Document document() {
    return document;
  }

  /** The tokens to be observed, or null if the estimator is to choose among the document's own. */
  public Document observed() {
    return observed;
  }

  /** Tokens of the text that the vocabulary does not have. */
  public int outOfVocabulary() {
    return outOfVocabulary;
  }
}
