package polya.text;

import java.io.Serializable;

/**
 * A candidate for the vocabulary. The natural order is that of a vocabulary: by falling term
 * frequency, so that the low indices are the frequent terms, then by term. A class and not a
 * record, because Spark's Kryo cannot carry records between JVMs.
 */
public final class TermCount implements Serializable, Comparable<TermCount> {
  private static final long serialVersionUID = 1L;

  private final String term;
  private final long documents;
  private final long tokens;

  /**
   * A term that occurs in this many documents and this often in all.
   *
   * @param documents document frequency
   * @param tokens term frequency
   */
  public TermCount(String term, long documents, long tokens) {
    this.term = term;
    this.documents = documents;
    this.tokens = tokens;
  }

  /** The term. */
  public String term() {
    return term;
  }

  /** In how many documents it occurs. */
  public long documents() {
    return documents;
  }

  /** How often it occurs in all. */
  public long tokens() {
    return tokens;
  }

  @Override
  public int compareTo(TermCount other) {
    int order = Long.compare(other.tokens, tokens);
    return order != 0 ? order : term.compareTo(other.term);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TermCount t
        && term.equals(t.term)
        && documents == t.documents
        && tokens == t.tokens;
  }

  @Override
  public int hashCode() {
    return term.hashCode();
  }

  @Override
  public String toString() {
    return term + " " + documents + " " + tokens;
  }
}
