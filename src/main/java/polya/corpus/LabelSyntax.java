package polya.corpus;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * How the values of a column are read as sets of labels. A set has one canonical {@link #text}, in
 * which {@code b; a;a} and {@code a;b} are the same. A class and not a record, for Kryo.
 */
public final class LabelSyntax implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What stands between labels where nothing else is said. */
  public static final String SEPARATOR = ";";

  /**
   * The order of labels: that of their UTF-8 bytes, which is that of their code points. {@link
   * String#compareTo} has another, by halves of surrogate pairs.
   */
  static final Comparator<String> ORDER = LabelSyntax::compare;

  private static final char JOINT = ';';
  private static final char ESCAPE = '\\';

  private final ColumnKind kind;
  private final String separator;

  /**
   * A syntax.
   *
   * @param kind {@code CLASS} takes a value as a whole; every other is split
   * @param separator what stands between labels, as it is and no pattern; not empty
   * @throws IllegalArgumentException if the separator is empty
   */
  public LabelSyntax(ColumnKind kind, String separator) {
    if (separator.isEmpty()) {
      throw new IllegalArgumentException("labels need a separator that is not empty");
    }
    this.kind = kind;
    this.separator = separator;
  }

  /** What stands between labels, where a value is split. */
  public String separator() {
    return separator;
  }

  /** What values are. */
  public ColumnKind kind() {
    return kind;
  }

  /**
   * The labels of a value: its parts without blanks at their ends, in ascending order, each once.
   * Empty parts are none. No value has no labels.
   *
   * @param value null for none
   */
  public List<String> labels(String value) {
    if (value == null) {
      return List.of();
    }
    if (kind == ColumnKind.CLASS) {
      return sorted(List.of(value));
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = value.indexOf(separator); at >= 0; at = value.indexOf(separator, from)) {
      parts.add(value.substring(from, at));
      from = at + separator.length();
    }
    parts.add(value.substring(from));
    return sorted(parts);
  }

  /** These labels stripped, in ascending order, each once; blank ones and nulls are none. */
  public static List<String> sorted(Collection<String> labels) {
    List<String> sorted = new ArrayList<>(labels.size());
    for (String label : labels) {
      String stripped = label == null ? "" : label.strip();
      if (!stripped.isEmpty()) {
        sorted.add(stripped);
      }
    }
    sorted.sort(ORDER);
    int distinct = 0;
    for (String label : sorted) {
      if (distinct == 0 || !label.equals(sorted.get(distinct - 1))) {
        sorted.set(distinct++, label);
      }
    }
    return List.copyOf(sorted.subList(0, distinct));
  }

  /** The canonical text of a value's set. */
  public String text(String value) {
    return text(labels(value));
  }

  /**
   * The canonical text of a set: its labels with semicolons between them, those within them behind
   * backslashes, whatever separator they came with. No two sets have the same; the empty one's is
   * empty.
   *
   * @param labels as {@link #sorted} gives them
   */
  public static String text(List<String> labels) {
    StringBuilder text = new StringBuilder();
    for (String label : labels) {
      if (text.length() > 0) {
        text.append(JOINT);
      }
      append(text, label);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String label) {
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      if (c == JOINT || c == ESCAPE) {
        text.append(ESCAPE);
      }
      text.append(c);
    }
  }

  /** The labels of a canonical text. */
  static List<String> parse(String text) {
    List<String> labels = new ArrayList<>();
    StringBuilder label = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == JOINT) {
        labels.add(label.toString());
        label.setLength(0);
      } else {
        label.append(c == ESCAPE ? text.charAt(++i) : c);
      }
    }
    if (label.length() > 0) {
      labels.add(label.toString());
    }
    return labels;
  }

  private static int compare(String a, String b) {
    int n = Math.min(a.length(), b.length());
    for (int i = 0; i < n; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // A pair of surrogates stands for a code point above all those of one char.
        boolean pair = Character.isSurrogate(x);
        return pair == Character.isSurrogate(y) ? Character.compare(x, y) : pair ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
