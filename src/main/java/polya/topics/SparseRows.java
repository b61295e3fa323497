package polya.topics;

import java.io.Serializable;
import java.util.BitSet;
import polya.math.Rows;

/**
 * Rows as lists of (topic, value), flat: those rows of a {@link TermBlock} that are not dense.
 * Topics take two bytes where K ≤ 65,536, else four. Immutable.
 */
final class SparseRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int topics;

  /** Where each row's entries end; a dense row has none. */
  private final int[] ends;

  private final char[] narrow;
  private final int[] wide;
  private final float[] values;

  /** Rows that are not known here, though others are; null if all are. */
  private final BitSet absent;

  private SparseRows(
      int topics, int[] ends, char[] narrow, int[] wide, float[] values, BitSet absent) {
    this.topics = topics;
    this.ends = ends;
    this.narrow = narrow;
    this.wide = wide;
    this.values = values;
    this.absent = absent;
  }

  /** These rows; the arrays are shared. */
  static SparseRows of(int topics, int[] ends, int[] topicOf, float[] values, BitSet absent) {
    if (topics > 1 << Character.SIZE) {
      return new SparseRows(topics, ends, null, topicOf, values, absent);
    }
    char[] narrow = new char[topicOf.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (char) topicOf[i];
    }
    return new SparseRows(topics, ends, narrow, null, values, absent);
  }

  int topics() {
    return topics;
  }

  /**
   * Where a row's entries begin; whoever reads a row asks for it.
   *
   * @throws IllegalStateException if the row is not known here
   */
  int start(int row) {
    if (absent != null && absent.get(row)) {
      throw new IllegalStateException("row " + row + " of its block did not travel");
    }
    return row == 0 ? 0 : ends[row - 1];
  }

  int end(int row) {
    return ends[row];
  }

  int topic(int entry) {
    return narrow != null ? narrow[entry] : wide[entry];
  }

  float value(int entry) {
    return values[entry];
  }

  /** A row as a new dense array, padded. */
  float[] dense(int row) {
    float[] dense = new float[Rows.padded(topics)];
    for (int i = start(row); i < end(row); i++) {
      dense[topic(i)] = values[i];
    }
    return dense;
  }
}
