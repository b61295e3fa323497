package polya.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How a text becomes a bag of words: tokens, less stop words, less what is too short. */
public final class Analysis implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Set<String> stopWords;
  private final int minTokenLength;

  /**
   * An analysis.
   *
   * @param stopWords words to leave out, as {@link StopWords} gives them
   * @param minTokenLength the shortest word to keep, in code points
   */
  public Analysis(Set<String> stopWords, int minTokenLength) {
    this.stopWords = stopWords;
    this.minTokenLength = minTokenLength;
  }

  /**
   * A text with the order of its words.
   *
   * @param words distinct, in ascending order
   * @param counts how often each occurs
   * @param order for every token of the text, in the order of the text, the index of its word, or
   *     −1 for one that is left out
   */
  public record Ordered(String[] words, int[] counts, int[] order) {}

  /** The words of a text, and where they stand among all its tokens. */
  public Ordered inOrder(String text) {
    List<String> tokens = new ArrayList<>();
    Tokenizer.tokenize(text, word -> tokens.add(keeps(word) ? word : null));
    String[] words =
        tokens.stream().filter(Objects::nonNull).distinct().sorted().toArray(String[]::new);
    int[] counts = new int[words.length];
    int[] order = new int[tokens.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = tokens.get(i) == null ? -1 : Arrays.binarySearch(words, tokens.get(i));
      if (order[i] >= 0) {
        counts[order[i]]++;
      }
    }
    return new Ordered(words, counts, order);
  }

  /** The word that an entry of a list is in a text; nothing where no text has it as a word. */
  public Optional<String> word(String entry) {
    return Tokenizer.word(entry).filter(this::keeps);
  }

  private boolean keeps(String word) {
    return word.codePointCount(0, word.length()) >= minTokenLength && !stopWords.contains(word);
  }

  /** The words of a text in ascending order, and how often each occurs. */
  public Map<String, Integer> count(String text) {
    Map<String, Integer> counts = new TreeMap<>();
    Tokenizer.tokenize(
        text,
        word -> {
          if (keeps(word)) {
            counts.merge(word, 1, Integer::sum);
          }
        });
    return counts;
  }
}
