package polya.corpus;

import java.util.ArrayList;
import java.util.List;

/**
 * A line {@code user,item,count} of a table of counts. Names are taken as they stand, blanks
 * included; where the delimiter is no tab, a field may be quoted as in CSV: {@code "a ""b"", c"}.
 *
 * @param user the document, also where the rest is bad; null if the line names none
 * @param item the term
 * @param count how often, from 1
 * @param reason why the line is bad, or null
 */
public record TripleLine(String user, String item, int count, String reason) {
  /** Reads a line; the reason never repeats a name. */
  public static TripleLine parse(String line, char delimiter) {
    Parsed<List<String>> parsed = fields(line, delimiter);
    if (!parsed.isGood()) {
      return bad(null, parsed.reason());
    }
    List<String> fields = parsed.value();
    if (fields.get(0).isEmpty()) {
      return bad(null, "its user is empty");
    }
    String user = fields.get(0);
    if (fields.size() != 3) {
      String found = fields.size() + (fields.size() == 1 ? " field" : " fields");
      return bad(user, "it has " + found + ", not user, item and count");
    }
    if (fields.get(1).isEmpty()) {
      return bad(user, "its item is empty");
    }
    Parsed<Long> count = WholeNumber.parse(fields.get(2).strip(), "count", 1, Integer.MAX_VALUE);
    return count.isGood()
        ? new TripleLine(user, fields.get(1), count.value().intValue(), null)
        : bad(user, count.reason());
  }

  private static TripleLine bad(String user, String reason) {
    return new TripleLine(user, null, 0, reason);
  }

  private static Parsed<List<String>> fields(String line, char delimiter) {
    List<String> fields = new ArrayList<>(3);
    int at = 0;
    while (at <= line.length()) {
      boolean quoted = delimiter != '\t' && at < line.length() && line.charAt(at) == '"';
      int end = quoted ? closing(line, at + 1) : line.indexOf(delimiter, at);
      if (!quoted) {
        end = end < 0 ? line.length() : end;
        fields.add(line.substring(at, end));
        at = end + 1;
        continue;
      }
      if (end < 0) {
        return Parsed.bad("a quote is not closed in it");
      }
      fields.add(line.substring(at + 1, end).replace("\"\"", "\""));
      if (end + 1 < line.length() && line.charAt(end + 1) != delimiter) {
        return Parsed.bad("something follows a closing quote in it");
      }
      at = end + 2;
    }
    return Parsed.of(fields);
  }

  /** Where the quote that opened before {@code from} closes, or −1; two in a row are one inside. */
  private static int closing(String line, int from) {
    int at = line.indexOf('"', from);
    while (at >= 0 && at + 1 < line.length() && line.charAt(at + 1) == '"') {
      at = line.indexOf('"', at + 2);
    }
    return at;
  }
}
