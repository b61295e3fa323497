package polya.corpus;

import java.util.StringTokenizer;

/**
 * A line {@code docId wordId count} of a UCI bag-of-words file (numbers from 1, blanks between).
 *
 * @param document the document, from 1, also where the rest is bad; 0 if the line names none
 * @param term the term, from 0 (not from 1 as in the file)
 * @param count how often, from 1
 * @param reason why the line is bad, or null
 */
public record UciLine(long document, int term, int count, String reason) {
  /**
   * Reads a line.
   *
   * @param vocabularySize V: terms run from 1 to V
   */
  public static UciLine parse(String line, int vocabularySize) {
    StringTokenizer words = new StringTokenizer(line);
    int n = words.countTokens();
    if (n == 0) {
      return bad(0, "it is blank");
    }
    Parsed<Long> document = WholeNumber.parse(words.nextToken(), "docId", 1, Long.MAX_VALUE);
    if (!document.isGood()) {
      return bad(0, document.reason());
    }
    if (n != 3) {
      return bad(document.value(), "it has " + n + " words, not docId, wordId and count");
    }
    Parsed<Long> term = WholeNumber.parse(words.nextToken(), "term", 1, vocabularySize);
    if (!term.isGood()) {
      return bad(document.value(), term.reason());
    }
    Parsed<Integer> count = WholeNumber.count(words.nextToken());
    if (!count.isGood()) {
      return bad(document.value(), count.reason());
    }
    return new UciLine(document.value(), (int) (term.value() - 1), count.value(), null);
  }

  private static UciLine bad(long document, String reason) {
    return new UciLine(document, 0, 0, reason);
  }
}
