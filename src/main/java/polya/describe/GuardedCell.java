package polya.describe;

/**
 * Cells of CSV for people who open it in a spreadsheet: text that begins with {@code = + - @}, a
 * tab or a carriage return would be taken for a formula there, so an apostrophe goes before it.
 * Numbers are cells of their own and stay as they are.
 */
public final class GuardedCell {
  private static final String FORMULA = "=+-@\t\r";

  private GuardedCell() {}

  /** A cell of text, quoted where it has to be (RFC 4180). */
  public static String text(String text) {
    String safe = isFormula(text, 0) ? "'" + text : text;
    boolean quoted = safe.matches("(?s).*[\",\r\n].*") || !safe.equals(safe.strip());
    return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }

  /** A cell's text without its guard. */
  public static String open(String cell) {
    return cell.startsWith("'") && isFormula(cell, 1) ? cell.substring(1) : cell;
  }

  private static boolean isFormula(String text, int at) {
    return text.length() > at && FORMULA.indexOf(text.charAt(at)) >= 0;
  }
}
