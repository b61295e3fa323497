package polya.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins the words of phrases: greedily from left to right, at each word the longest phrase that
 * begins there. Cost per word: as many look-ups as the phrases that begin with it have words.
 */
public final class Phrases {
  private static final class Node {
    private final Map<String, Node> next = new HashMap<>(4);
    private String phrase;
  }

  private final Node root = new Node();

  /**
   * The phrases.
   *
   * @param phrases each as its words with blanks between
   */
  public Phrases(Collection<String> phrases) {
    for (String phrase : phrases) {
      Node node = root;
      for (String word : phrase.split(" ")) {
        node = node.next.computeIfAbsent(word, w -> new Node());
      }
      node.phrase = phrase;
    }
  }

  /** Whether a token can be a word of a phrase. */
  static boolean isWord(Token token) {
    return token.word() != null && token.word().indexOf(' ') < 0 && token.word().indexOf('\t') < 0;
  }

  /** The text with each phrase as one token. */
  public List<Token> join(List<Token> text) {
    List<Token> joined = new ArrayList<>(text.size());
    for (int i = 0; i < text.size(); ) {
      int end = i + 1;
      String phrase = null;
      Node node = text.get(i).kept() ? root : null;
      for (int j = i; node != null && j < text.size() && isWord(text.get(j)); j++) {
        node = node.next.get(text.get(j).word());
        if (node != null && node.phrase != null && text.get(j).kept()) {
          phrase = node.phrase;
          end = j + 1;
        }
      }
      joined.add(phrase == null ? text.get(i) : Token.phrase(phrase));
      i = end;
    }
    return joined;
  }
}
