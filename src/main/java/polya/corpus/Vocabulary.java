package polya.corpus;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The terms of a corpus in index order. Two corpora, or a corpus and a model, belong together when
 * their vocabulary {@link #hash hashes} are equal.
 */
public final class Vocabulary {
  private static final int SHOWN = 10;

  private final List<String> terms;

  private Vocabulary(List<String> terms) {
    this.terms = terms;
  }

  /**
   * The vocabulary of these terms, index 0 first.
   *
   * @throws IllegalArgumentException if a term is empty or occurs twice
   */
  public static Vocabulary of(List<String> terms) {
    Vocabulary v = new Vocabulary(List.copyOf(terms));
    v.index();
    return v;
  }

  /** How many terms there are: V. */
  public int size() {
    return terms.size();
  }

  /** The term with this index. */
  public String term(int index) {
    return terms.get(index);
  }

  /** All terms, in index order; not to be changed. */
  public List<String> terms() {
    return terms;
  }

  /** How many terms, and the first of them. */
  @Override
  public String toString() {
    String first = String.join(", ", terms.subList(0, Math.min(SHOWN, terms.size())));
    return terms.size() + " terms: " + first + (terms.size() > SHOWN ? ", …" : "");
  }

  /** A new map from each term to its index; cost O(V). */
  public Map<String, Integer> index() {
    Map<String, Integer> index = new HashMap<>(terms.size() * 2);
    for (int i = 0; i < terms.size(); i++) {
      if (terms.get(i).isEmpty()) {
        throw new IllegalArgumentException("term " + i + " is empty");
      }
      Integer before = index.put(terms.get(i), i);
      if (before != null) {
        throw new IllegalArgumentException(
            "term \"" + terms.get(i) + "\" stands at " + before + " and at " + i);
      }
    }
    return index;
  }

  /** SHA-256 over the UTF-8 terms in index order, each followed by a zero byte; 64 hex digits. */
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String term : terms) {
        digest.update(term.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
