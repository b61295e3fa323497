package polya.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words and pairs of neighbours of one text, counted. Neighbours stand side by side, or with
 * nothing but connectors between them; a token that is left out parts them.
 */
public final class PhraseCounts {
  /** What parts the first word of a pair, its connectors and its second word. */
  static final String PART = "\t";

  private final Set<String> connectors;
  private final Map<String, Long> words = new HashMap<>();
  private final Map<String, Long> pairs = new HashMap<>();
  private long tokens;

  private PhraseCounts(Set<String> connectors) {
    this.connectors = connectors;
  }

  /** The counts of a text whose phrases so far are joined. */
  public static PhraseCounts of(List<Token> text, Set<String> connectors) {
    PhraseCounts counts = new PhraseCounts(connectors);
    counts.read(text);
    return counts;
  }

  private void read(List<Token> text) {
    String first = null;
    StringBuilder between = new StringBuilder();
    for (Token token : text) {
      boolean connects = token.word() != null && connectors.contains(token.word());
      if (connects) {
        tokens++;
        between.append(between.isEmpty() ? "" : " ").append(token.word());
        continue;
      }
      if (!token.kept()) {
        first = null;
        continue;
      }
      tokens++;
      if (!Phrases.isWord(token)) { // A blank within it would part it.
        first = null;
        continue;
      }
      words.merge(token.parts(), 1L, Long::sum);
      if (first != null) {
        pairs.merge(first + PART + between + PART + token.parts(), 1L, Long::sum);
      }
      first = token.parts();
      between.setLength(0);
    }
  }

  /** How often each word or phrase occurs. */
  public Map<String, Long> words() {
    return words;
  }

  /** How often each pair does. */
  public Map<String, Long> pairs() {
    return pairs;
  }

  /** The first word of a pair. */
  public static String first(String pair) {
    return pair.substring(0, pair.indexOf(PART));
  }

  /** The second. */
  public static String second(String pair) {
    return pair.substring(pair.lastIndexOf(PART) + 1);
  }

  /** All tokens: words, phrases and connectors. */
  public long tokens() {
    return tokens;
  }
}
