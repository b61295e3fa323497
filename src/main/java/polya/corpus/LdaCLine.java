package polya.corpus;

import java.util.StringTokenizer;

/**
 * The LDA-C format: a line {@code M term:count term:count …} a document, M the number of distinct
 * terms, terms from 0. An empty document is the line {@code 0}.
 */
public final class LdaCLine {
  private LdaCLine() {}

  /**
   * Reads a line.
   *
   * @param vocabularySize V: terms run from 0 to V − 1
   */
  public static Parsed<Bag> parse(String line, int vocabularySize) {
    StringTokenizer words = new StringTokenizer(line);
    if (!words.hasMoreTokens()) {
      return Parsed.bad("it is blank; an empty document is the line 0");
    }
    Parsed<Long> size = WholeNumber.parse(words.nextToken(), "M", 0, Integer.MAX_VALUE);
    if (!size.isGood()) {
      return Parsed.bad(size.reason());
    }
    int n = words.countTokens();
    if (n != size.value()) {
      return Parsed.bad("M is " + size.value() + " but " + n + " entries follow");
    }
    int[] terms = new int[n];
    int[] counts = new int[n];
    for (int i = 0; i < n; i++) {
      String entry = words.nextToken();
      int colon = entry.indexOf(':');
      if (colon < 0) {
        return Parsed.bad("entry " + (i + 1) + " is not term:count");
      }
      Parsed<Long> term =
          WholeNumber.parse(entry.substring(0, colon), "term", 0, vocabularySize - 1L);
      Parsed<Integer> count = WholeNumber.count(entry.substring(colon + 1));
      if (!term.isGood() || !count.isGood()) {
        return Parsed.bad(term.isGood() ? count.reason() : term.reason());
      }
      terms[i] = term.value().intValue();
      counts[i] = count.value();
    }
    return Bag.sorted(terms, counts, n, 0);
  }
}
