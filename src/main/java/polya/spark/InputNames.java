package polya.spark;

import java.util.ArrayList;
import java.util.List;

/**
 * Several names in one value: commas part them, unless they stand between braces of a glob or after
 * a backslash.
 */
final class InputNames {
  private InputNames() {}

  /** The names as they stand, empty ones included. A brace that is not closed is a character. */
  static List<String> split(String value) {
    List<String> names = new ArrayList<>();
    return closes(value, names) ? names : List.of(value.split(",", -1));
  }

  /** Splits, and tells whether every brace is closed. */
  private static boolean closes(String value, List<String> names) {
    int begin = 0;
    int depth = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth = Math.max(0, depth - 1);
      } else if (c == ',' && depth == 0) {
        names.add(value.substring(begin, i));
        begin = i + 1;
      }
    }
    names.add(value.substring(begin));
    return depth == 0;
  }
}
