package polya.topics;

import java.util.Arrays;
import polya.math.Rows;

/**
 * Makes a block from sparse rows, term after term. A row with many entries is kept dense all the
 * same, see {@link #staysSparse}.
 */
public final class TermBlockBuilder {
  /** A sparse row pays while it has at most a K-th of so many entries. */
  private static final int LEAST_GAP = 3;

  private final int from;
  private final int topics;
  private float[][] rows = new float[64][];
  private int[] ends = new int[64];
  private int[] topicOf = new int[256];
  private float[] values = new float[256];
  private int size;
  private int entries;

  TermBlockBuilder(int from, int topics) {
    this.from = from;
    this.topics = topics;
  }

  /**
   * Whether a row of n entries among K topics is kept as entries: six bytes each and some ten times
   * the work of a dense row's, which are read by SIMD.
   */
  static boolean staysSparse(int n, int topics) {
    return (long) n * LEAST_GAP <= topics;
  }

  /**
   * Adds the row of the next term: values[i] in column rowTopics[i], i &lt; n, zero elsewhere.
   *
   * @param rowTopics ascending
   * @throws IllegalArgumentException if the topics do not ascend within 0 … K − 1
   */
  public void add(int[] rowTopics, float[] rowValues, int n) {
    int last = -1;
    for (int i = 0; i < n; i++) {
      if (rowTopics[i] <= last || rowTopics[i] >= topics) {
        throw new IllegalArgumentException(
            "topic " + rowTopics[i] + " cannot follow " + last + " in a row of " + topics);
      }
      last = rowTopics[i];
    }
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    if (staysSparse(n, topics)) {
      keep(rowTopics, rowValues, n);
    } else {
      float[] row = new float[Rows.padded(topics)];
      for (int i = 0; i < n; i++) {
        row[rowTopics[i]] = rowValues[i];
      }
      rows[size] = row;
    }
    ends[size++] = entries;
  }

  private void keep(int[] rowTopics, float[] rowValues, int n) {
    if (entries + n > values.length) {
      values = Arrays.copyOf(values, 2 * (entries + n));
      topicOf = Arrays.copyOf(topicOf, 2 * (entries + n));
    }
    System.arraycopy(rowTopics, 0, topicOf, entries, n);
    System.arraycopy(rowValues, 0, values, entries, n);
    entries += n;
  }

  /** The block of the rows added. */
  public TermBlock build() {
    SparseRows sparse =
        SparseRows.of(
            topics,
            Arrays.copyOf(ends, size),
            Arrays.copyOf(topicOf, entries),
            Arrays.copyOf(values, entries));
    return new TermBlock(from, Arrays.copyOf(rows, size), sparse);
  }
}
