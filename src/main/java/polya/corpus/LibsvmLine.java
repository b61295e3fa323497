package polya.corpus;

import java.util.StringTokenizer;
import java.util.regex.Pattern;

/**
 * A line {@code label index:count index:count …} of the libsvm format, indices from 1; what follows
 * a # is a comment. An empty document is its label alone.
 *
 * @param label as it stands
 * @param bag terms from 0
 */
public record LibsvmLine(String label, Bag bag) {
  /** Writers of real numbers write whole ones like this. */
  private static final Pattern ZEROS = Pattern.compile("\\.0+$");

  /**
   * Reads a line; counts are whole numbers, also written as 2.0.
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
      Parsed<Long> index = WholeNumber.parse(entry.substring(0, colon), "index", 1, vocabularySize);
      String number = ZEROS.matcher(entry.substring(colon + 1)).replaceFirst("");
      Parsed<Long> count = WholeNumber.parse(number, "count", 1, Integer.MAX_VALUE);
      if (!index.isGood() || !count.isGood()) {
        return Parsed.bad(index.isGood() ? count.reason() : index.reason());
      }
      terms[i] = index.value().intValue() - 1;
      counts[i] = count.value().intValue();
    }
    Parsed<Bag> bag = Bag.sorted(terms, counts, n, 1);
    return bag.isGood() ? Parsed.of(new LibsvmLine(label, bag.value())) : Parsed.bad(bag.reason());
  }
}
