package polya.corpus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the whole numbers of the bag-of-words formats, and says what is wrong with the others. */
final class WholeNumber {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?(?i:nan|inf|infinity)");
  private static final Pattern REAL = Pattern.compile("([+-]?[0-9]+)\\.0*");
  private static final int SHOWN = 24;

  private WholeNumber() {}

  /**
   * A number from {@code least} to {@code most}.
   *
   * @param what the noun for the reason: count, term, …
   */
  static Parsed<Long> parse(String text, String what, long least, long most) {
    if (!WHOLE.matcher(text).matches()) {
      return Parsed.bad(what + " " + shown(text) + " is not a whole number");
    }
    long value;
    try {
      value = Long.parseLong(text);
    } catch (NumberFormatException e) {
      return Parsed.bad(beyond(text, what, least, most));
    }
    return value < least || value > most
        ? Parsed.bad(beyond(text, what, least, most))
        : Parsed.of(value);
  }

  /**
   * How often a term occurs, from 1: a whole number, also as writers of real numbers write one (3.0
   * or 3.). One grammar for every format, and one reason for what is none.
   */
  static Parsed<Integer> count(String text) {
    Matcher real = REAL.matcher(text);
    String whole = real.matches() ? real.group(1) : text;
    Parsed<Long> count = parse(whole, "count", 1, Integer.MAX_VALUE);
    return count.isGood() ? Parsed.of(count.value().intValue()) : Parsed.bad(count.reason());
  }

  private static String beyond(String text, String what, long least, long most) {
    return what + " " + shown(text) + " is not in " + least + ".." + most;
  }

  /** The text if it is a short number: anything else may be somebody's words. */
  private static String shown(String text) {
    return text.length() <= SHOWN && NUMBER.matcher(text).matches() ? text : "(hidden)";
  }
}
