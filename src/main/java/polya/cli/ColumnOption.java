package polya.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import polya.Failure;
import polya.corpus.ColumnKind;
import polya.params.Meant;

/**
 * A column that {@code ingest} is to keep, as an option names it: {@code NAME}, or {@code
 * NAME:KIND} where something is to be said of its values.
 *
 * @param name the column's name, which is that of the field for {@code --keep}
 * @param kind what its values are
 * @param file where they stand for {@code --column}; null for {@code --keep}
 */
record ColumnOption(String name, ColumnKind kind, String file) {
  private static final String KINDS =
      ColumnKind.words().stream().collect(Collectors.joining(", :", ":", ""));
  private static final Map<String, List<String>> KNOWN =
      ColumnKind.words().stream().collect(Collectors.toMap(Function.identity(), word -> List.of()));

  /**
   * A field of {@code --keep}. Its name may have colons: what stands behind the last is a kind only
   * where there is such a kind.
   *
   * @throws Failure (usage) if it looks like a kind that is misspelt
   */
  static ColumnOption kept(String text) {
    int colon = text.lastIndexOf(':');
    String behind = text.substring(colon + 1);
    Optional<ColumnKind> kind = colon < 0 ? Optional.empty() : ColumnKind.of(behind);
    if (kind.isPresent()) {
      return new ColumnOption(text.substring(0, colon), kind.get(), null);
    }
    Optional<String> meant = colon < 0 ? Optional.empty() : Meant.of(behind, KNOWN);
    Usage.demand(
        meant.isEmpty(),
        "--keep",
        text,
        "a kind "
            + KINDS
            + " behind a name, and :text behind a whole name like this one; :"
            + meant.orElse("")
            + " may be meant");
    return new ColumnOption(text, ColumnKind.TEXT, null);
  }

  /**
   * A value of {@code --column}.
   *
   * @throws Failure (usage) if it has no name or no file, or another kind
   */
  static ColumnOption beside(String text) {
    int equal = text.indexOf('=');
    String named = text.substring(0, Math.max(0, equal));
    int colon = named.lastIndexOf(':');
    String name = colon < 0 ? named : named.substring(0, colon);
    Usage.demand(
        !name.isBlank() && equal < text.length() - 1,
        "--column",
        text,
        "NAME=FILE or NAME:KIND=FILE");
    Optional<ColumnKind> kind =
        colon < 0 ? Optional.of(ColumnKind.TEXT) : ColumnKind.of(named.substring(colon + 1));
    Usage.demand(kind.isPresent(), "--column", text, "a kind " + KINDS + " behind the name");
    return new ColumnOption(name, kind.orElseThrow(), text.substring(equal + 1));
  }
}
