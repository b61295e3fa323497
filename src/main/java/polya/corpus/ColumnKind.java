package polya.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the values of a column that a corpus keeps are. */
public enum ColumnKind {
  /**
   * Words of their own: nothing is said of them. The kind of every column of which none is told.
   */
  TEXT,
  /** Sets of labels with a separator between them; without any, a document is unlabelled. */
  LABELS,
  /** One class a document: the value as a whole, whatever stands in it. */
  CLASS;

  /** Its name in options and manifests. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of this name, if there is one. */
  public static Optional<ColumnKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** All names. */
  public static List<String> words() {
    return Arrays.stream(values()).map(ColumnKind::word).toList();
  }
}
