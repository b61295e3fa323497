package polya.topics;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import polya.math.Rows;

/**
 * Dense rows that are one number but for few entries: those of a {@link TermBlock} that took
 * another shape on their way only. Topics begin with a share of each term's tokens, the same in all
 * of them, and what no document of theirs sends stays as it is. A row is written out when it is
 * asked for, to the same bits. Immutable.
 */
final class BasedRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final BitSet which;
  private final float[] base;

  /** What is another number than the base. */
  private final SparseRows entries;

  /**
   * These rows; all is shared.
   *
   * @param which rows are of this kind
   * @param base by row
   */
  BasedRows(BitSet which, float[] base, SparseRows entries) {
    this.which = which;
    this.base = base;
    this.entries = entries;
  }

  int columns() {
    return entries.topics();
  }

  boolean has(int row) {
    return which.get(row);
  }

  float base(int row) {
    return base[row];
  }

  /** Entries that are another number, ascending; returns how many. */
  int entries(int row, int[] topics, float[] values) {
    int from = entries.start(row);
    int n = entries.end(row) - from;
    for (int i = 0; i < n; i++) {
      topics[i] = entries.topic(from + i);
      values[i] = entries.value(from + i);
    }
    return n;
  }

  /** One number of a row; cost: log of its entries. */
  float value(int row, int topic) {
    int low = entries.start(row);
    int high = entries.end(row) - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int at = entries.topic(middle);
      if (at == topic) {
        return entries.value(middle);
      }
      if (at < topic) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return topic < columns() ? base[row] : 0;
  }

  /** Writes a row out, padded. */
  void read(int row, float[] out) {
    int columns = columns();
    Arrays.fill(out, 0, columns, base[row]);
    Arrays.fill(out, columns, Rows.padded(columns), 0);
    for (int i = entries.start(row); i < entries.end(row); i++) {
      out[entries.topic(i)] = entries.value(i);
    }
  }

  /** A row as a new array, padded. */
  float[] dense(int row) {
    float[] dense = new float[Rows.padded(columns())];
    read(row, dense);
    return dense;
  }
}
