package polya.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a command asks of texts beside their words.
 *
 * @param columns that it reads, and so are kept
 * @param order whether it looks at the order of tokens
 * @param quarantine whether its result has a place for the table of bad records
 */
record TextsAsked(List<String> columns, boolean order, boolean quarantine) {
  /** Words, and these columns; null for what was not given. */
  static TextsAsked of(String... columns) {
    return new TextsAsked(
        Arrays.stream(columns).filter(Objects::nonNull).distinct().toList(), false, true);
  }

  /** The same with the order of tokens, or without. */
  TextsAsked inOrder(boolean wanted) {
    return new TextsAsked(columns, wanted, quarantine);
  }

  /** The same for a result that has no place for tables. */
  TextsAsked withoutTables() {
    return new TextsAsked(columns, order, false);
  }
}
