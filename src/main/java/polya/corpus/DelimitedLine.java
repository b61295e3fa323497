package polya.corpus;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of fields with a delimiter between them. Where that is no tab, a field may be quoted as in
 * CSV: {@code "a ""b"", c"} (RFC 4180).
 */
public final class DelimitedLine {
  private DelimitedLine() {}

  /** Whether fields can be quoted. */
  public static boolean hasQuotes(char delimiter) {
    return delimiter != '\t';
  }

  /** The fields as they stand, without quotes; a reason never repeats them. */
  public static Parsed<List<String>> fields(String line, char delimiter) {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (at <= line.length()) {
      boolean quoted = hasQuotes(delimiter) && at < line.length() && line.charAt(at) == '"';
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

  /**
   * Whether a quote is open at the end of a line, so that its last field goes on in the next one.
   *
   * @param inside whether one is open where the line begins
   */
  public static boolean isOpen(String line, char delimiter, boolean inside) {
    boolean open = inside;
    boolean begins = !inside;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != '"') {
        begins = !open && c == delimiter;
      } else if (open && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        i++;
      } else {
        open = !open && begins && hasQuotes(delimiter);
        begins = false;
      }
    }
    return open;
  }
}
