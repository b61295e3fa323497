package polya.mixing;

import polya.Failure;

/** The size of a document's own table of weights, terms × K. */
public final class Weights {
  private Weights() {}

  /**
   * Its length.
   *
   * @param document what to call it in an error
   * @throws Failure (resources) if no Java array can hold it
   */
  public static int length(String document, int terms, int rowLength) {
    long length = (long) terms * rowLength;
    if (length > Integer.MAX_VALUE - 8) {
      throw Failure.resources(
          "Cannot evaluate "
              + document
              + ": its "
              + terms
              + " distinct terms times "
              + rowLength
              + " topics exceed one array; allowed are 2^31."
              + " Split the document.");
    }
    return (int) length;
  }
}
