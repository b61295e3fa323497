package polya.topics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The model's own rows for the terms [from, from + size): one row of float32 a term, padded as
 * {@link polya.math.Rows#padded} says, or its entries alone where they are few. The unit of the
 * global step. Immutable: a step makes a new block that shares every dense row it did not touch;
 * the row of a term never touched is one shared row of zeros. Rows lie on pages of 32, so that a
 * step on few rows copies few pages.
 */
public final class TermBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Terms a block, as a power of two. */
  public static final int BITS = 10;

  /** Terms a block; the last block of a model may hold fewer. */
  public static final int SIZE = 1 << BITS;

  private static final int PAGE_BITS = 5;

  /** Rows a page. */
  private static final int PAGE = 1 << PAGE_BITS;

  private final int from;
  private final int size;

  /** Never changed in place; blocks share pages. Null where a row is sparse, or based. */
  private final float[][][] pages;

  /** The sparse rows, or null if there are none. */
  private final SparseRows sparse;

  /** Dense rows that are written out when they are asked for, or null if there are none. */
  private final BasedRows based;

  private TermBlock(int from, int size, float[][][] pages, SparseRows sparse, BasedRows based) {
    this.from = from;
    this.size = size;
    this.pages = pages;
    this.sparse = sparse;
    this.based = based;
  }

  /** A block of these rows, which are shared and must not be changed again. */
  public static TermBlock of(int from, float[][] rows) {
    return of(from, rows, null, null);
  }

  /** A block of dense rows, and of based or else sparse ones where those are null. */
  static TermBlock of(int from, float[][] rows, SparseRows sparse, BasedRows based) {
    float[][][] pages = new float[(rows.length + PAGE - 1) >>> PAGE_BITS][][];
    for (int p = 0; p < pages.length; p++) {
      pages[p] = Arrays.copyOfRange(rows, p * PAGE, Math.min(rows.length, (p + 1) * PAGE));
    }
    return new TermBlock(from, rows.length, pages, sparse, based);
  }

  /** The blocks of a whole model, in their order; its rows are shared. */
  public static List<TermBlock> all(float[][] rows) {
    List<TermBlock> blocks = new ArrayList<>();
    for (int from = 0; from < rows.length; from += SIZE) {
      int to = Math.min(rows.length, from + SIZE);
      blocks.add(of(from, Arrays.copyOfRange(rows, from, to)));
    }
    return blocks;
  }

  /** A block of zero rows; its pages are one. */
  public static TermBlock zeros(int from, int size, int rowLength) {
    float[][] page = new float[Math.min(size, PAGE)][];
    Arrays.fill(page, new float[rowLength]);
    float[][][] pages = new float[(size + PAGE - 1) >>> PAGE_BITS][][];
    Arrays.fill(pages, page);
    return new TermBlock(from, size, pages, null, null);
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

  /** The same rows as those of other terms; they are shared. */
  public TermBlock at(int first) {
    return new TermBlock(first, size, pages, sparse, based);
  }

  /** Its first term. */
  public int from() {
    return from;
  }

  /** How many terms it holds. */
  public int size() {
    return size;
  }

  /** The row of a term; not to be changed. A new array, O(K), where the row is kept otherwise. */
  public float[] row(int term) {
    float[] row = kept(term);
    if (row != null) {
      return row;
    }
    return isBased(term) ? based.dense(term - from) : sparse.dense(term - from);
  }

  /** The row of a term; where that would be a new array it is written to this one, padded. */
  float[] row(int term, float[] scratch) {
    if (kept(term) != null || !isBased(term)) {
      return row(term);
    }
    based.read(term - from, scratch);
    return scratch;
  }

  /** One number of a term's row. */
  float value(int term, int topic) {
    return kept(term) == null && isBased(term) ? based.value(term - from, topic) : row(term)[topic];
  }

  /** Of a row that is not kept as it is. */
  private boolean isBased(int term) {
    return based != null && based.has(term - from);
  }

  /** The based rows, if this term's is one of them; else null. Rows are numbered from 0. */
  BasedRows based(int term) {
    return kept(term) == null && isBased(term) ? based : null;
  }

  private float[] kept(int term) {
    int i = term - from;
    return pages[i >>> PAGE_BITS][i & (PAGE - 1)];
  }

  /** Columns of a row: K, or K padded where all rows are dense. */
  int columns() {
    if (sparse != null) {
      return sparse.topics();
    }
    return based != null ? based.columns() : pages[0][0].length;
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
    float[] row = isSparse(term) ? null : row(term);
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
    return isSparse(term) ? sparse : null;
  }

  private boolean isSparse(int term) {
    return kept(term) == null && !isBased(term);
  }

  /** A new array of its rows, all dense, to be changed row by row and made a block again. */
  public float[][] copyOfRows() {
    float[][] rows = new float[size][];
    for (int i = 0; i < size; i++) {
      rows[i] = row(from + i);
    }
    return rows;
  }

  /** This block without the rows of other terms than these: whoever asks for one of them fails. */
  TermBlock only(BitSet terms) {
    int columns = columns();
    TermBlockBuilder block = sparse(from, columns);
    int[] at = new int[columns];
    float[] values = new float[columns];
    for (int w = from; w < from + size; w++) {
      if (!terms.get(w)) {
        block.addAbsent();
      } else if (!isSparse(w)) {
        block.addDense(row(w));
      } else {
        block.addSparse(at, values, entries(w, at, values));
      }
    }
    return block.build();
  }

  /** Changes some rows of a block. Cost: the rows put, and a page of references for each 32. */
  public static final class Change {
    private final TermBlock before;
    private final float[][][] pages;

    private Change(TermBlock before) {
      this.before = before;
      this.pages = before.pages.clone();
    }

    /** The row of a term as it is now; not to be changed in place. */
    public float[] row(int term) {
      int i = term - before.from;
      float[] row = pages[i >>> PAGE_BITS][i & (PAGE - 1)];
      return row != null ? row : before.row(term);
    }

    /** Puts a row in the place of a term's. */
    public void put(int term, float[] row) {
      int i = term - before.from;
      int p = i >>> PAGE_BITS;
      if (pages[p] == before.pages[p]) {
        pages[p] = pages[p].clone();
      }
      pages[p][i & (PAGE - 1)] = row;
    }

    /** The changed block; the block changed stays as it was. */
    public TermBlock block() {
      return new TermBlock(before.from, before.size, pages, before.sparse, before.based);
    }
  }

  /** Begins a change; over when {@link Change#block} was called. */
  public Change change() {
    return new Change(this);
  }
}
