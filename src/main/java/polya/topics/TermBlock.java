package polya.topics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The model's own rows for the terms [from, from + size): one row of float32 a term, padded as
 * {@link polya.math.Rows#padded} says. The unit of the global step. Immutable: a step makes a new
 * block that shares every row it did not touch; the row of a term never touched is one shared row
 * of zeros.
 */
public final class TermBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Terms a block, as a power of two. */
  public static final int BITS = 10;

  /** Terms a block; the last block of a model may hold fewer. */
  public static final int SIZE = 1 << BITS;

  private final int from;
  private final float[][] rows;

  private TermBlock(int from, float[][] rows) {
    this.from = from;
    this.rows = rows;
  }

  /** A block of these rows; the array and its rows are shared and must not be changed again. */
  public static TermBlock of(int from, float[][] rows) {
    return new TermBlock(from, rows);
  }

  /** The blocks of a whole model, in their order; its rows are shared. */
  public static List<TermBlock> all(float[][] rows) {
    List<TermBlock> blocks = new ArrayList<>();
    for (int from = 0; from < rows.length; from += SIZE) {
      int to = Math.min(rows.length, from + SIZE);
      blocks.add(new TermBlock(from, Arrays.copyOfRange(rows, from, to)));
    }
    return blocks;
  }

  /** A block of zero rows. */
  public static TermBlock zeros(int from, int size, int rowLength) {
    float[][] rows = new float[size][];
    Arrays.fill(rows, new float[rowLength]);
    return new TermBlock(from, rows);
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

  /** The row of a term; not to be changed. */
  public float[] row(int term) {
    return rows[term - from];
  }

  /** A new array of its rows, to be changed row by row and made a block again. */
  public float[][] copyOfRows() {
    return rows.clone();
  }
}
