package polya.text;

import java.io.Serializable;
import java.util.Map;
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

  /** The words of a text in ascending order, and how often each occurs. */
  public Map<String, Integer> count(String text) {
    Map<String, Integer> counts = new TreeMap<>();
    Tokenizer.tokenize(
        text,
        word -> {
          if (word.codePointCount(0, word.length()) >= minTokenLength
              && !stopWords.contains(word)) {
            counts.merge(word, 1, Integer::sum);
          }
        });
    return counts;
  }
}
