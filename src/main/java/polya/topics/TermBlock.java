package polya.topics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The model's own rows for the terms [from, from + size): one row of float32 a term, padded as
 * {@link polya.math.Rows#padded} says, or its entries alone where they are few. The unit of the
 * global step. Immutable: a step makes a new block that shares every dense row it did not touch;
 * the row of a term never touched is one shared row of zeros.
 */
public final class TermBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Terms a block, as a power of two. */
  public static final int BITS = 10;

  /** Terms a block; the last block of a model may hold fewer. */
  public static final int SIZE = 1 << BITS;

  private final int from;

  /** Dense rows; null where a row is sparse. */
  private final float[][] rows;

  /** The sparse rows, or null if there are none. */
  private final SparseRows sparse;

  TermBlock(int from, float[][] rows, SparseRows sparse) {
    this.from = from;
    this.rows = rows;
    this.sparse = sparse;
  }

  /** A block of these rows; the array and its rows are shared and must not be changed again. */
  public static TermBlock of(int from, float[][] rows) {
    return new TermBlock(from, rows, null);
  }

  /** The blocks of a whole model, in their order; its rows are shared. */
  public static List<TermBlock> all(float[][] rows) {
    List<TermBlock> blocks = new ArrayList<>();
    for (int from = 0; from < rows.length; from += SIZE) {
      int to = Math.min(rows.length, from + SIZE);
      blocks.add(new TermBlock(from, Arrays.copyOfRange(rows, from, to), null));
    }
    return blocks;
  }

  /** A block of zero rows. */
  public static TermBlock zeros(int from, int size, int rowLength) {
    float[][] rows = new float[size][];
    Arrays.fill(rows, new float[rowLength]);
    return new TermBlock(from, rows, null);
  }

  /** Makes a block of sparse rows, from the first term on; K topics. */
  public static TermBlockBuilder sparse(int from, int topics) {
    return new TermBlockBuilder(from, topics);
  }

  /** How many blocks hold this many terms. */
  public static int blocks(int terms) {
    return (terms + SIZE - 1) >>> BITS;
  }

  /** The block that a term belongs to. */
  public static int blockOf(int term) {
    return term >>> BITS;
  }

  /** Its first term. */
  public int from() {
    return from;
  }

  /** How many terms it holds. */
  public int size() {
    return rows.length;
  }

  /** The row of a term; not to be changed. A new array, O(K), where the row is sparse. */
  public float[] row(int term) {
    float[] row = rows[term - from];
    return row != null ? row : sparse.dense(term - from);
  }

  /** K of a block that {@link #sparse} made, whose rows may be sparse; 0 if all are dense. */
  public int sparseTopics() {
    return sparse == null ? 0 : sparse.topics();
  }

  /**
   * The entries of a term's row that are not zero; cost: as many where the row is sparse, else K.
   *
   * @param topics output, ascending; K of them at most
   * @param values output, as many
   * @return how many
   */
  public int entries(int term, int[] topics, float[] values) {
    float[] row = rows[term - from];
    int n = 0;
    if (row != null) {
      for (int k = 0; k < row.length; k++) {
        if (row[k] != 0) {
          topics[n] = k;
          values[n++] = row[k];
        }
      }
      return n;
    }
    for (int i = sparse.start(term - from); i < sparse.end(term - from); i++) {
      topics[n] = sparse.topic(i);
      values[n++] = sparse.value(i);
    }
    return n;
  }

  /** The sparse rows, if this term's is one of them; else null. Rows are numbered from 0. */
  SparseRows sparse(int term) {
    return rows[term - from] == null ? sparse : null;
  }

  /** A new array of its rows, all dense, to be changed row by row and made a block again. */
  public float[][] copyOfRows() {
    float[][] copy = rows.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = row(from + i);
    }
    return copy;
  }

  /** The bytes of its rows in memory, but for headers; a shared row counts each time. */
  public long bytes() {
    long bytes = sparse == null ? 0 : sparse.bytes();
    for (float[] row : rows) {
      bytes += row == null ? 0 : 4L * row.length;
    }
    return bytes;
  }
}
