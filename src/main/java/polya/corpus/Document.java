package polya.corpus;

import java.io.Serializable;

/**
 * A document as a bag of words: its id, its distinct terms in ascending order and how often each
 * occurs. Empty documents are legal.
 *
 * @param id the document's name, unique in its corpus, not empty
 * @param terms term indices, strictly ascending, each ≥ 0; shared, not copied
 * @param counts how often each term occurs, each &gt; 0; shared, not copied
 */
public record Document(String id, int[] terms, int[] counts) implements Serializable {

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if the id is empty, the arrays differ in length, terms are not
   *     strictly ascending from 0, or a count is below 1
   */
  public Document {
    if (id == null || id.isEmpty()) {
      throw new IllegalArgumentException("a document needs an id");
    }
    if (terms.length != counts.length) {
      throw new IllegalArgumentException(
          "document " + id + " has " + terms.length + " terms and " + counts.length + " counts");
    }
    int previous = -1;
    for (int i = 0; i < terms.length; i++) {
      if (terms[i] <= previous) {
        throw new IllegalArgumentException(
            "document " + id + " lists term " + terms[i] + " after " + previous);
      }
      if (counts[i] < 1) {
        throw new IllegalArgumentException(
            "document " + id + " counts term " + terms[i] + " " + counts[i] + " times");
      }
      previous = terms[i];
    }
  }

  /** The number of tokens: the sum of the counts. */
  public long tokens() {
    long n = 0;
    for (int c : counts) {
      n += c;
    }
    return n;
  }

  /** The 64-bit key that stands for the document wherever randomness or placement is decided. */
  public long key() {
    return DocumentKey.of(id);
  }
}
