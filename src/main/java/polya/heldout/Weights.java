package polya.heldout;

import polya.Failure;
import polya.corpus.Document;

/** The size of a document's own table of weights, terms × K. */
final class Weights {
  private Weights() {}

  /**
   * Its length.
   *
   * @throws Failure (resources) if no Java array can hold it
   */
  static int length(Document document, int rowLength) {
    long length = (long) document.terms().length * rowLength;
    if (length > Integer.MAX_VALUE - 8) {
      throw Failure.resources(
          "Cannot evaluate document "
              + document.id()
              + ": its "
              + document.terms().length
              + " distinct terms times "
              + rowLength
              + " topics exceed one array; allowed are 2^31."
              + " Split the document.");
    }
    return (int) length;
  }
}
