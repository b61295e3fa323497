package polya.corpus;

import java.util.StringTokenizer;

/**
 * A line {@code label index:count index:count …} of the libsvm format, indices from 1; what follows
 * a # is a comment. An empty document is its label alone.
 *
 * @param label as it stands
 * @param bag terms from 0
 */
public record LibsvmLine(String label, Bag bag) {
  /** Whether a line is a comment and nothing else, and so no record. */
  public static boolean isComment(String line) {
    return line.stripLeading().startsWith("#");
  }

  /**
   * Reads a line that is no comment.
   *
   * @param vocabularySize V: indices run from 1 to V
   */
  public static Parsed<LibsvmLine> parse(String line, int vocabularySize) {
    int comment = line.indexOf('#');
    StringTokenizer words = new StringTokenizer(comment < 0 ? line : line.substring(0, comment));
    if (!words.hasMoreTokens()) {
      return Parsed.bad("it is blank; an empty document is its label");
    }
    String label = words.nextToken();
    if (label.indexOf(':') >= 0) {
      return Parsed.bad("it begins with an entry, not with a label");
    }
    int n = words.countTokens();
    int[] terms = new int[n];
    int[] counts = new int[n];
    for (int i = 0; i < n; i++) {
      String entry = words.nextToken();
      int colon = entry.indexOf(':');
      if (colon < 0) {
        return Parsed.bad("entry " + (i + 1) + " is not index:count");
      }
      if (entry.startsWith("qid:")) {
        return Parsed.bad("it has a query's id (qid), which documents have not; leave it out");
      }
      Parsed<Long> index = WholeNumber.parse(entry.substring(0, colon), "index", 1, vocabularySize);
      Parsed<Integer> count = WholeNumber.count(entry.substring(colon + 1));
      if (!index.isGood() || !count.isGood()) {
        return Parsed.bad(index.isGood() ? count.reason() : index.reason());
      }
      terms[i] = index.value().intValue() - 1;
      counts[i] = count.value();
    }
    Parsed<Bag> bag = Bag.sorted(terms, counts, n, 1);
    return bag.isGood() ? Parsed.of(new LibsvmLine(label, bag.value())) : Parsed.bad(bag.reason());
  }
}
