package polya.topics;

import java.util.Arrays;
import java.util.BitSet;
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
  private BitSet absent;
  private BitSet based;
  private float[] bases;
  private int size;
  private int entries;

  TermBlockBuilder(int from, int topics) {
    this.from = from;
    this.topics = topics;
  }

  /**
   * Whether a row of n entries among K topics is kept as entries: those take six bytes each and are
   * read one by one, the numbers of a dense row four bytes and are read eight at a time.
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
    if (staysSparse(n, topics)) {
      addSparse(rowTopics, rowValues, n);
    } else {
      float[] row = new float[Rows.padded(topics)];
      for (int i = 0; i < n; i++) {
        row[rowTopics[i]] = rowValues[i];
      }
      addDense(row);
    }
  }

  /** Adds a row as entries, however many; they are trusted. */
  void addSparse(int[] rowTopics, float[] rowValues, int n) {
    keep(rowTopics, rowValues, n);
    next(null);
  }

  /** Adds a row as it is, padded, of the next term. */
  void addDense(float[] row) {
    next(row);
  }

  /**
   * Adds a dense row that is one number but for n entries; as these where they are few, else
   * written out.
   */
  void addBased(float base, int[] rowTopics, float[] rowValues, int n) {
    if (!staysSparse(n, topics)) {
      float[] row = new float[Rows.padded(topics)];
      Arrays.fill(row, 0, topics, base);
      for (int i = 0; i < n; i++) {
        row[rowTopics[i]] = rowValues[i];
      }
      next(row);
      return;
    }
    if (based == null) {
      based = new BitSet();
      bases = new float[rows.length];
    }
    based.set(size);
    if (bases.length <= size) {
      bases = Arrays.copyOf(bases, Math.max(rows.length, 2 * size));
    }
    bases[size] = base;
    keep(rowTopics, rowValues, n);
    next(null);
  }

  /** Leaves the next term without a row: whoever asks for it fails. */
  void addAbsent() {
    absent = absent == null ? new BitSet() : absent;
    absent.set(size);
    next(null);
  }

  private void next(float[] dense) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    rows[size] = dense;
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
    return build(false);
  }

  /**
   * The same.
   *
   * @param dense whether no row may be sparse, and none is
   */
  TermBlock build(boolean dense) {
    SparseRows sparse =
        SparseRows.of(
            topics,
            Arrays.copyOf(ends, size),
            Arrays.copyOf(topicOf, entries),
            Arrays.copyOf(values, entries),
            absent);
    BasedRows own = based == null ? null : new BasedRows(based, bases, sparse);
    return TermBlock.of(from, Arrays.copyOf(rows, size), dense ? null : sparse, own);
  }
}
