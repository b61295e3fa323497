package polya.cli;

import java.util.Locale;
import polya.Shown;

/**
 * Text from data (terms, ids, paths) as a terminal may have it: what would move its cursor, change
 * its colours or turn the order of what is read is written as an escape. In JSON and in tables on
 * disk text stays as it is.
 */
final class Printable {
  private Printable() {}

  /** The text, with an escape for every character that a terminal would act on. */
  static String text(String text) {
    if (text == null || text.chars().noneMatch(c -> isActive((char) c))) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (char c : text.toCharArray()) {
      safe.append(isActive(c) ? escaped(c) : c);
    }
    return safe.toString();
  }

  /** A path, an address or an option as a terminal may have it, without secrets. */
  static String path(String path) {
    return text(Shown.text(path));
  }

  private static String escaped(char c) {
    return switch (c) {
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      default -> String.format(Locale.ROOT, "\\u%04x", (int) c);
    };
  }

  /** Control characters, separators of lines, and marks that turn the direction of writing. */
  private static boolean isActive(char c) {
    return Character.isISOControl(c)
        || c == '\u2028'
        || c == '\u2029'
        || c >= '\u202a' && c <= '\u202e'
        || c >= '\u2066' && c <= '\u2069';
  }
}
