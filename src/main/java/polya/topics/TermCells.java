package polya.topics;

import java.io.Serializable;
import java.util.Arrays;
import polya.math.Rows;

/**
 * Some cells of a table of rows by term, few beside all: pairs of a term and a column, in the order
 * of the terms, and of the columns of a term. Values of them are arrays as long as there are cells.
 * Immutable. A class and not a record, for Kryo.
 */
public final class TermCells implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] terms;
  private final int[] columns;

  private TermCells(int[] terms, int[] columns) {
    this.terms = terms;
    this.columns = columns;
  }

  /**
   * These cells.
   *
   * @throws IllegalArgumentException if they are not in their order, or one stands twice
   */
  public static TermCells of(int[] terms, int[] columns) {
    for (int c = 1; c < terms.length; c++) {
      boolean ascends =
          terms[c - 1] < terms[c] || terms[c - 1] == terms[c] && columns[c - 1] < columns[c];
      if (!ascends) {
        throw new IllegalArgumentException(
            "cell " + terms[c] + ", " + columns[c] + " is out of order");
      }
    }
    return new TermCells(terms.clone(), columns.clone());
  }

  /** How many there are. */
  public int size() {
    return terms.length;
  }

  /** A cell's term. */
  public int term(int cell) {
    return terms[cell];
  }

  /** A cell's column. */
  public int column(int cell) {
    return columns[cell];
  }

  /** The first cell of this term or a later one; {@link #size} if there is none. */
  public int from(int term) {
    int at = Arrays.binarySearch(terms, term);
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && terms[at - 1] == term) {
      at--;
    }
    return at;
  }

  /**
   * Adds up values by column.
   *
   * @param columns how many columns there are
   */
  public double[] sums(double[] values, int columns) {
    double[] sums = new double[columns];
    for (int c = 0; c < terms.length; c++) {
      sums[this.columns[c]] += values[c];
    }
    return sums;
  }

  /**
   * Adds what a block has in these cells to a vector of sums; other blocks add theirs.
   *
   * @param first the place of the vector's first number
   * @param factor of every value
   */
  public void add(TermBlock block, double factor, int first, Sums sums) {
    int to = from(block.from() + block.size());
    float[] row = null;
    for (int c = from(block.from()); c < to; c++) {
      row = row == null || terms[c] != terms[c - 1] ? block.row(terms[c]) : row;
      sums.add(first + c, factor * row[columns[c]]);
    }
  }

  /** What a table has in these cells. */
  public double[] read(Blocks table) {
    SumsLayout layout = SumsLayout.none().vector("cells", terms.length, SumsLayout.REAL, 0x1p64);
    return table.sums(layout, (block, sums) -> add(block, 1, 0, sums)).vector("cells");
  }

  /** A table with other values in these cells. Cost: the rows that have any. */
  public Blocks with(Blocks table, double[] values) {
    return table.map(block -> with(block, values));
  }

  /** A block with other values in those cells that it has; itself if it has none. */
  public TermBlock with(TermBlock block, double[] values) {
    int c = from(block.from());
    int to = from(block.from() + block.size());
    if (c == to) {
      return block;
    }
    TermBlock.Change next = block.change();
    while (c < to) {
      int term = terms[c];
      float[] before = next.row(term);
      float[] row = Arrays.copyOf(before, Rows.padded(before.length));
      for (; c < to && terms[c] == term; c++) {
        row[columns[c]] = (float) values[c];
      }
      next.put(term, row);
    }
    return next.block();
  }
}
