package polya.spark.store;

import java.io.Serializable;
import java.util.Arrays;

/** Growing columns of whole numbers. No record: Kryo cannot write one. */
final class PackedNumbers implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[][] columns;
  private final int[] sizes;

  /** So many columns, empty. */
  PackedNumbers(int columns) {
    this.columns = new long[columns][8];
    this.sizes = new int[columns];
  }

  void add(int column, long number) {
    if (sizes[column] == columns[column].length) {
      columns[column] = Arrays.copyOf(columns[column], 2 * sizes[column]);
    }
    columns[column][sizes[column]++] = number;
  }

  /** Puts a column into an array, from a place on. */
  void copy(int column, long[] into, int from) {
    System.arraycopy(columns[column], 0, into, from, sizes[column]);
  }
}
