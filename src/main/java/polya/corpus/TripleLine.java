package polya.corpus;

import java.util.List;

/**
 * A line {@code user,item,count} of a table of counts. Names are taken as they stand, blanks
 * included; fields are those of a {@link DelimitedLine}.
 *
 * @param user the document, also where the rest is bad; null if the line names none
 * @param item the term
 * @param count how often, from 1
 * @param reason why the line is bad, or null
 */
public record TripleLine(String user, String item, int count, String reason) {
  /** Reads a line; the reason never repeats a name. */
  public static TripleLine parse(String line, char delimiter) {
    Parsed<List<String>> parsed = DelimitedLine.fields(line, delimiter);
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
    Parsed<Integer> count = WholeNumber.count(fields.get(2).strip());
    return count.isGood()
        ? new TripleLine(user, fields.get(1), count.value(), null)
        : bad(user, count.reason());
  }

  private static TripleLine bad(String user, String reason) {
    return new TripleLine(user, null, 0, reason);
  }
}
