package polya.topics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What the statistics of a round are: rows of K numbers by term, named sums, and named tables of
 * whole numbers keyed by an integer, whose rows have columns of their own: histograms of counts,
 * tables by group. Built up from {@link #of}. Immutable.
 */
public final class StatisticsLayout implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int topics;
  private final int terms;
  private final int bits;
  private final boolean signed;
  private final SumsLayout sums;
  private final String[] tables;
  private final int[] columns;

  private StatisticsLayout(
      int topics,
      int terms,
      int bits,
      boolean signed,
      SumsLayout sums,
      String[] tables,
      int[] columns) {
    this.topics = topics;
    this.terms = terms;
    this.bits = bits;
    this.signed = signed;
    this.sums = sums;
    this.tables = tables;
    this.columns = columns;
  }

  /**
   * Rows of counts ≥ 0, with sums and without tables.
   *
   * @param topics K
   * @param terms V
   * @param bits fraction bits of the numbers in the rows
   * @param sums which sums travel beside the rows
   */
  public static StatisticsLayout of(int topics, int terms, int bits, SumsLayout sums) {
    return of(topics, terms, bits, false).withSums(sums);
  }

  /** The same with rows of numbers of either sign. */
  public StatisticsLayout withSignedRows() {
    return new StatisticsLayout(topics, terms, bits, true, sums, tables, columns);
  }

  /** The same with other sums. */
  public StatisticsLayout withSums(SumsLayout others) {
    return new StatisticsLayout(topics, terms, bits, signed, others, tables, columns);
  }

  /** The rows alone, without sums and tables. */
  StatisticsLayout withoutSides() {
    return of(topics, terms, bits, signed);
  }

  private static StatisticsLayout of(int topics, int terms, int bits, boolean signed) {
    return new StatisticsLayout(
        topics, terms, bits, signed, SumsLayout.none(), new String[0], new int[0]);
  }

  /** The same with one table more, of rows with so many columns. */
  public StatisticsLayout withTable(String name, int itsColumns) {
    int n = tables.length;
    String[] more = Arrays.copyOf(tables, n + 1);
    int[] moreColumns = Arrays.copyOf(columns, n + 1);
    more[n] = name;
    moreColumns[n] = itsColumns;
    return new StatisticsLayout(topics, terms, bits, signed, sums, more, moreColumns);
  }

  /** An empty collection of such statistics. */
  public TermStatisticsBuilder open() {
    return new TermStatisticsBuilder(this);
  }

  int topics() {
    return topics;
  }

  int terms() {
    return terms;
  }

  /** Fraction bits of the numbers in the rows. */
  public int bits() {
    return bits;
  }

  /** Whether rows have numbers of either sign. */
  boolean isSigned() {
    return signed;
  }

  /** Which sums travel beside the rows. */
  public SumsLayout sums() {
    return sums;
  }

  /** How many tables there are. */
  int tables() {
    return tables.length;
  }

  /** The number of a table. */
  int table(String name) {
    int at = Arrays.asList(tables).indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException(
          "there is no table " + name + " among " + Arrays.toString(tables));
    }
    return at;
  }

  String tableName(int table) {
    return tables[table];
  }

  int columns(int table) {
    return columns[table];
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(topics);
    out.writeInt(terms);
    out.writeInt(bits);
    out.writeBoolean(signed);
    sums.write(out);
    out.writeInt(tables.length);
    for (int t = 0; t < tables.length; t++) {
      out.writeUTF(tables[t]);
      out.writeInt(columns[t]);
    }
  }

  static StatisticsLayout read(DataInput in) throws IOException {
    int topics = in.readInt();
    int terms = in.readInt();
    int bits = in.readInt();
    boolean signed = in.readBoolean();
    SumsLayout sums = SumsLayout.read(in);
    StatisticsLayout layout =
        new StatisticsLayout(topics, terms, bits, signed, sums, new String[0], new int[0]);
    for (int n = in.readInt(); n > 0; n--) {
      layout = layout.withTable(in.readUTF(), in.readInt());
    }
    return layout;
  }
}
