package polya.infer;

import java.util.Arrays;
import polya.topics.StatisticsLayout;
import polya.topics.TermRows;
import polya.topics.TermStatisticsBuilder;

/**
 * What documents say of their α, summed by group: tables L_gk = Σ_{d in g} l_dk and exposure Q_g =
 * Σ q_d, by which L_gk is Poisson with mean Q_g α_gk (algorithms.md §2.2). They travel as a table
 * keyed by group, its last column the exposure, in units of 2^−20, so that sums are exact in any
 * order. Groups without a token are not among them.
 */
public final class GroupTables {
  /** The table's name. */
  public static final String NAME = "groupTables";

  private static final double UNIT = 1 << 20;

  private int size;
  private int[] groups = new int[16];
  private double[][] tables = new double[16][];
  private double[] exposures = new double[16];

  private GroupTables() {}

  /** A layout with the table. */
  public static StatisticsLayout with(StatisticsLayout layout, int topics) {
    return layout.withTable(NAME, topics + 1);
  }

  /** Reads what passes sent; groups ascending. Memory 8·K bytes a group. */
  public static GroupTables of(Sent sent, int topics) {
    GroupTables read = new GroupTables();
    TermRows rows = sent.table(NAME);
    while (rows.next()) {
      if (read.size == read.groups.length) {
        read.groups = Arrays.copyOf(read.groups, 2 * read.size);
        read.tables = Arrays.copyOf(read.tables, 2 * read.size);
        read.exposures = Arrays.copyOf(read.exposures, 2 * read.size);
      }
      double[] tablesK = new double[topics];
      for (int i = 0; i < rows.size(); i++) {
        double number = rows.count(i) / UNIT;
        if (rows.topic(i) == topics) {
          read.exposures[read.size] = number;
        } else {
          tablesK[rows.topic(i)] = number;
        }
      }
      read.groups[read.size] = rows.term();
      read.tables[read.size++] = tablesK;
    }
    return read;
  }

  /** How many groups have tokens. */
  public int size() {
    return size;
  }

  /** The i-th group. */
  public int group(int i) {
    return groups[i];
  }

  /** L of the i-th group, K numbers; shared. */
  public double[] tables(int i) {
    return tables[i];
  }

  /** Q of the i-th group. */
  public double exposure(int i) {
    return exposures[i];
  }

  /** What one document says, on its way; scratch of one thread. */
  public static final class Row {
    private final int topics;
    private final int[] columns;
    private final long[] numbers;
    private int n;

    /** Of so many topics. */
    public Row(int topics) {
      this.topics = topics;
      columns = new int[topics + 1];
      numbers = new long[topics + 1];
    }

    /** Adds l_dk; topics ascending. */
    public void add(int k, double count) {
      put(k, count);
    }

    private void put(int column, double number) {
      long units = Math.round(number * UNIT);
      if (units > 0) {
        columns[n++] = column;
        numbers[column] = units;
      }
    }

    /** Sends the document's row, of its group and with q_d. */
    public void send(int group, double exposure, TermStatisticsBuilder out) {
      put(topics, exposure);
      out.addTo(NAME, group, columns, numbers, n);
      n = 0;
    }
  }
}
