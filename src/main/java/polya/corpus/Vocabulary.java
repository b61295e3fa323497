package polya.corpus;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.AbstractList;
import java.util.HexFormat;
import java.util.List;
import java.util.RandomAccess;

/**
 * The terms of a corpus in index order, and the index of each. Two corpora, or a corpus and a
 * model, belong together when their vocabulary {@link #hash hashes} are equal. Memory: the terms as
 * UTF-8 and 10 to 16 bytes for each; strings are made when they are asked for. Serialisable, so
 * that it can be broadcast as it is.
 */
public final class Vocabulary implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int SHOWN = 10;

  private final PackedTerms terms;

  /** Open addressing: in the place of a term's hash, or the next free one, its index + 1. */
  private final int[] places;

  private Vocabulary(PackedTerms terms) {
    this.terms = terms;
    long room = Math.max(2, terms.size() + terms.size() / 2L);
    this.places = new int[(int) Math.min(1L << 30, Long.highestOneBit(room - 1) << 1)];
    for (int i = 0; i < terms.size(); i++) {
      enter(i);
    }
  }

  private void enter(int i) {
    if (terms.length(i) == 0) {
      throw new IllegalArgumentException("term " + i + " is empty");
    }
    int place = terms.hash(i) & places.length - 1;
    byte[] own = null;
    while (places[place] != 0) {
      int other = places[place] - 1;
      if (terms.length(other) == terms.length(i)) {
        own = own == null ? terms.get(i).getBytes(StandardCharsets.UTF_8) : own;
        if (terms.is(other, own)) {
          throw new IllegalArgumentException(
              "term \"" + terms.get(i) + "\" stands at " + other + " and at " + i);
        }
      }
      place = place + 1 & places.length - 1;
    }
    places[place] = i + 1;
  }

  /**
   * The vocabulary of these terms, index 0 first.
   *
   * @throws IllegalArgumentException if a term is empty or occurs twice
   */
  public static Vocabulary of(List<String> terms) {
    return of(PackedTerms.of(terms.iterator()));
  }

  /**
   * The vocabulary of these terms, index 0 first; they are not to grow any more.
   *
   * @throws IllegalArgumentException if a term is empty or occurs twice
   */
  public static Vocabulary of(PackedTerms terms) {
    terms.trim();
    return new Vocabulary(terms);
  }

  /** How many terms there are: V. */
  public int size() {
    return terms.size();
  }

  /** The term with this index. */
  public String term(int index) {
    return terms.get(index);
  }

  /** The index of a term, −1 if it is none of these; cost that of its bytes. */
  public int indexOf(String term) {
    byte[] wanted = term.getBytes(StandardCharsets.UTF_8);
    int place = PackedTerms.hash(wanted, 0, wanted.length) & places.length - 1;
    while (places[place] != 0) {
      if (terms.is(places[place] - 1, wanted)) {
        return places[place] - 1;
      }
      place = place + 1 & places.length - 1;
    }
    return -1;
  }

  /** All terms, in index order; a view that makes a string whenever one is asked for. */
  public List<String> terms() {
    return new Terms(terms);
  }

  /** How many terms, and the first of them. */
  @Override
  public String toString() {
    String first = String.join(", ", terms().subList(0, Math.min(SHOWN, size())));
    return size() + " terms: " + first + (size() > SHOWN ? ", …" : "");
  }

  /** SHA-256 over the UTF-8 terms in index order, each followed by a zero byte; 64 hex digits. */
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int i = 0; i < size(); i++) {
        terms.digest(i, digest);
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static final class Terms extends AbstractList<String> implements RandomAccess {
    private final PackedTerms terms;

    Terms(PackedTerms terms) {
      this.terms = terms;
    }

    @Override
    public String get(int index) {
      if (index < 0 || index >= terms.size()) {
        throw new IndexOutOfBoundsException(index + " of " + terms.size() + " terms");
      }
      return terms.get(index);
    }

    @Override
    public int size() {
      return terms.size();
    }
  }
}
