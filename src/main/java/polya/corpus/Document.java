package polya.corpus;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A document as a bag of words: its id, its distinct terms in ascending order and how often each
 * occurs, and the group that its attributes put it in. Empty documents are legal. Immutable; arrays
 * are shared, not copied. A class and not a record, because Spark's Kryo cannot carry records
 * between JVMs.
 */
public final class Document implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final int[] terms;
  private final int[] counts;
  private final int group;

  /** A document without attributes: of group 0. */
  public Document(String id, int[] terms, int[] counts) {
    this(id, terms, counts, 0);
  }

  /**
   * Checks the shape.
   *
   * @param id the document's name, unique in its corpus, not empty
   * @param terms term indices, strictly ascending, each ≥ 0; shared, not copied
   * @param counts how often each term occurs, each &gt; 0; shared, not copied
   * @param group its group among the {@link Groups} of its corpus, ≥ 0
   * @throws IllegalArgumentException if the id is empty, the arrays differ in length, terms are not
   *     strictly ascending from 0, a count is below 1, or the group below 0
   */
  public Document(String id, int[] terms, int[] counts, int group) {
    if (id == null || id.isEmpty()) {
      throw new IllegalArgumentException("a document needs an id");
    }
    if (terms.length != counts.length) {
      throw new IllegalArgumentException(
          "document " + id + " has " + terms.length + " terms and " + counts.length + " counts");
    }
    if (group < 0) {
      throw new IllegalArgumentException("document " + id + " is in group " + group);
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
    this.id = id;
    this.terms = terms;
    this.counts = counts;
    this.group = group;
  }

  /** The document's name, unique in its corpus. */
  public String id() {
    return id;
  }

  /** The distinct terms, ascending; not to be changed. */
  public int[] terms() {
    return terms;
  }

  /** How often each term occurs; not to be changed. */
  public int[] counts() {
    return counts;
  }

  /** Its group among the {@link Groups} of its corpus; 0 where there are no attributes. */
  public int group() {
    return group;
  }

  /** The same document in a group; arrays are shared. */
  public Document in(int newGroup) {
    return new Document(id, terms, counts, newGroup);
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

  /** Whether the other is a document of the same id, terms, counts and group. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Document d
        && id.equals(d.id)
        && group == d.group
        && Arrays.equals(terms, d.terms)
        && Arrays.equals(counts, d.counts);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id
        + " "
        + Arrays.toString(terms)
        + " "
        + Arrays.toString(counts)
        + (group == 0 ? "" : " of group " + group);
  }
}
