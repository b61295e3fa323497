package polya.corpus;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dictionary of a column of labels, or of several {@link Covariates}: its distinct values with
 * their indices from 0. Indices follow the values' UTF-8 bytes, never arrival or frequency, so that
 * they depend on the values alone; those of an encoding that was {@link #extendedBy extended}
 * follow the earlier ones. An encoding belongs to a model, which saves its {@link #rows}, and is
 * applied to every other corpus that the model reads. Immutable. A class and not a record, for
 * Kryo.
 */
public final class Encoding implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String column;
  private final LabelSyntax syntax;

  /** Null where one column of labels is read. */
  private final Covariates covariates;

  private final String[] values;
  private final long[] documents;

  /** Indices in the order of their values. */
  private final int[] order;

  private Encoding(String column, LabelSyntax syntax, String[] values, long[] documents) {
    this(column, syntax, null, values, documents);
  }

  private Encoding(
      String column, LabelSyntax syntax, Covariates covariates, String[] values, long[] documents) {
    this.column = column;
    this.syntax = syntax;
    this.covariates = covariates;
    this.values = values;
    this.documents = documents;
    Integer[] sorted = new Integer[values.length];
    Arrays.setAll(sorted, i -> i);
    Arrays.sort(sorted, (a, b) -> LabelSyntax.ORDER.compare(values[a], values[b]));
    this.order = Arrays.stream(sorted).mapToInt(i -> i).toArray();
  }

  /** The encoding of no column. */
  public static Encoding none() {
    LabelSyntax syntax = new LabelSyntax(ColumnKind.TEXT, LabelSyntax.SEPARATOR);
    return new Encoding("", syntax, new String[0], new long[0]);
  }

  /**
   * The encoding of a training corpus; cost O(n log n) in its distinct labels.
   *
   * @param column the column's name
   * @param syntax how its values are read
   * @param sets how many documents have each set of labels, by its canonical {@link
   *     LabelSyntax#text}
   */
  public static Encoding of(String column, LabelSyntax syntax, Map<String, Long> sets) {
    return new Encoding(column, syntax, new String[0], new long[0]).extendedBy(sets);
  }

  /**
   * The encoding of a training corpus by covariates.
   *
   * @param covariates with their bins
   * @param sets how many documents have each set of {@link Covariates#labels}, by its canonical
   *     text
   */
  public static Encoding of(Covariates covariates, Map<String, Long> sets) {
    LabelSyntax syntax = new LabelSyntax(ColumnKind.LABELS, LabelSyntax.SEPARATOR);
    return new Encoding(covariates.text(), syntax, covariates, new String[0], new long[0])
        .extendedBy(sets);
  }

  /**
   * The encoding by covariates that a model saved.
   *
   * @param rows as {@link #rows} gave them, in any order
   * @throws IllegalArgumentException if they are no such rows
   */
  public static Encoding ofCovariates(List<AttributeRow> rows) {
    LabelSyntax syntax = new LabelSyntax(ColumnKind.LABELS, LabelSyntax.SEPARATOR);
    Encoding plain = of(syntax, rows);
    Covariates covariates = Covariates.parse(plain.column).withBinsOf(List.of(plain.values));
    return new Encoding(plain.column, syntax, covariates, plain.values, plain.documents);
  }

  /**
   * The encoding that a model saved.
   *
   * @param syntax how values are read, of the kind that the rows name
   * @param rows as {@link #rows} gave them, in any order
   * @throws IllegalArgumentException if they are of several columns, or their indices are not 0, 1,
   *     2, …
   */
  public static Encoding of(LabelSyntax syntax, List<AttributeRow> rows) {
    String[] values = new String[rows.size()];
    long[] documents = new long[rows.size()];
    String column = rows.isEmpty() ? "" : rows.get(0).column();
    for (AttributeRow row : rows) {
      int i = row.index();
      if (i < 0 || i >= values.length || values[i] != null || !row.column().equals(column)) {
        throw new IllegalArgumentException(
            "value " + i + " of column " + row.column() + " does not go with the others");
      }
      values[i] = row.value();
      documents[i] = row.documents();
    }
    return new Encoding(column, syntax, values, documents);
  }

  /**
   * This encoding for a training corpus that follows: values known keep their indices, new ones
   * come after them in their own order. Documents are those of that corpus.
   *
   * @param column the column's name there
   * @param syntax how its values are read there
   * @param sets as in {@link #of(String, LabelSyntax, Map)}
   */
  public Encoding extendedBy(String column, LabelSyntax syntax, Map<String, Long> sets) {
    return new Encoding(column, syntax, values, documents).extendedBy(sets);
  }

  /** The same for a column of the same name, or the same covariates. */
  public Encoding extendedBy(Map<String, Long> sets) {
    Map<String, Long> counted = new HashMap<>();
    sets.forEach((text, n) -> LabelSyntax.parse(text).forEach(v -> counted.merge(v, n, Long::sum)));
    List<String> all = new ArrayList<>(List.of(values));
    counted.keySet().stream()
        .filter(value -> index(value) < 0)
        .sorted(LabelSyntax.ORDER)
        .forEach(all::add);
    long[] n = all.stream().mapToLong(value -> counted.getOrDefault(value, 0L)).toArray();
    return new Encoding(column, syntax, covariates, all.toArray(String[]::new), n);
  }

  /** The covariates whose values these are; empty where they are labels of one column. */
  public Optional<Covariates> covariates() {
    return Optional.ofNullable(covariates);
  }

  /** The columns that a corpus has them in; none if there is no column. */
  public List<String> columns() {
    return covariates != null
        ? covariates.columns()
        : column.isEmpty() ? List.of() : List.of(column);
  }

  /**
   * The labels of a document.
   *
   * @param columns what it has in {@link #columns}
   */
  public List<String> labels(List<String> columns) {
    return covariates != null ? covariates.labels(columns) : syntax.labels(columns.get(0));
  }

  /** The values of one of the covariates by themselves, without its name. */
  public Encoding of(String covariate) {
    List<AttributeRow> own = new ArrayList<>();
    LabelSyntax whole = new LabelSyntax(ColumnKind.CLASS, LabelSyntax.SEPARATOR);
    for (int i = 0; i < values.length; i++) {
      if (Covariates.column(values[i]).equals(covariate)) {
        String value = Covariates.value(values[i]);
        own.add(new AttributeRow(whole.kind().word(), covariate, own.size(), value, documents[i]));
      }
    }
    return of(whole, own);
  }

  /** The column's name, or the text of the covariates; empty if there is none. */
  public String column() {
    return column;
  }

  /** How the column's values are read. */
  public LabelSyntax syntax() {
    return syntax;
  }

  /** How many distinct values there are. */
  public int size() {
    return values.length;
  }

  /** The value of this index. */
  public String value(int index) {
    return values[index];
  }

  /** How many training documents have the value of this index. */
  public long documents(int index) {
    return documents[index];
  }

  /** The index of a value, or −1 if training documents did not have it; cost O(log n). */
  public int index(String value) {
    int low = 0;
    int high = order.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int sign = LabelSyntax.ORDER.compare(values[order[middle]], value);
      if (sign == 0) {
        return order[middle];
      }
      low = sign < 0 ? middle + 1 : low;
      high = sign < 0 ? high : middle - 1;
    }
    return -1;
  }

  /** The indices of these labels, ascending, each once; unseen ones are left out. */
  public int[] encode(List<String> labels) {
    int[] indices = new int[labels.size()];
    int n = 0;
    for (String label : labels) {
      int index = index(label);
      if (index >= 0) {
        indices[n++] = index;
      }
    }
    Arrays.sort(indices, 0, n);
    int distinct = 0;
    for (int i = 0; i < n; i++) {
      if (i == 0 || indices[i] != indices[i - 1]) {
        indices[distinct++] = indices[i];
      }
    }
    return Arrays.copyOf(indices, distinct);
  }

  /** The canonical text of the set of these indices. */
  String text(int[] indices, int from, int to) {
    List<String> labels = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      labels.add(values[indices[i]]);
    }
    labels.sort(LabelSyntax.ORDER);
    return LabelSyntax.text(labels);
  }

  /** All values as rows of a table, by index. */
  public List<AttributeRow> rows() {
    List<AttributeRow> rows = new ArrayList<>(values.length);
    String kind = covariates != null ? Covariates.KIND : syntax.kind().word();
    for (int i = 0; i < values.length; i++) {
      rows.add(new AttributeRow(kind, column, i, values[i], documents[i]));
    }
    return rows;
  }

  /** SHA-256 over the values in the order of their indices: equal where they are; 64 hex digits. */
  public String hash() {
    return Vocabulary.of(List.of(values)).hash();
  }
}
