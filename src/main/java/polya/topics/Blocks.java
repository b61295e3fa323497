package polya.topics;

import java.io.Serializable;
import java.util.List;
import polya.corpus.Sections;
import polya.math.CountTally;

/**
 * The rows of one table by blocks of terms, wherever they lie. A value, as a block is: what is
 * asked of them gives other blocks, or sums and tallies that come out the same in any order.
 * Functions get one block at a time, and travel to where it lies.
 */
public interface Blocks extends Serializable {
  /** A block made from another of the same terms. */
  interface Change extends Serializable {
    /** The new block. */
    TermBlock of(TermBlock block);
  }

  /** A block made from two of the same terms. */
  interface Pair extends Serializable {
    /** The new block. */
    TermBlock of(TermBlock block, TermBlock beside);
  }

  /** Something small that a block comes to. */
  interface Digest<T> extends Serializable {
    /** It. */
    T of(TermBlock block);
  }

  /** What two neighbouring ranges of blocks come to together. */
  interface Merge<T> extends Serializable {
    /** It; associative. */
    T of(T first, T second);
  }

  /** What a block adds to sums. */
  interface Part extends Serializable {
    /** Adds it. */
    void add(TermBlock block, Sums sums);
  }

  /** What two blocks of the same terms add to sums. */
  interface PairPart extends Serializable {
    /**
     * Adds it.
     *
     * @param beside null where there is no table beside
     */
    void add(TermBlock block, TermBlock beside, Sums sums);
  }

  /** How many rows there are: V. */
  int terms();

  /** Every block changed by itself. */
  Blocks map(Change change);

  /**
   * Every block put together with that of another table of the same terms. Where one of them lies
   * elsewhere that is done there.
   */
  Blocks with(Blocks beside, Pair pair);

  /**
   * The rows in another order.
   *
   * @param from for every new row which of these it is, −1 for a row of zeros; none twice
   */
  Blocks arranged(int[] from);

  /** Sums over all blocks. */
  default Sums sums(SumsLayout layout, Part part) {
    return sums(null, layout, (block, beside, sums) -> part.add(block, sums));
  }

  /**
   * Sums over all blocks of two tables, found where one of them lies if that is elsewhere: what
   * this JVM has goes there, and nothing but sums comes back.
   *
   * @param beside another table of the same terms; null for none
   */
  Sums sums(Blocks beside, SumsLayout layout, PairPart part);

  /** Something small for every block, in the order of their terms; the caller gets all of it. */
  <T> List<T> each(Digest<T> digest);

  /** What every block comes to, put together in the order of their terms. */
  <T> T merged(Digest<T> digest, Merge<T> merge);

  /** What every column adds up to, the first so many of them. */
  default double[] columnSums(int columns) {
    SumsLayout layout = SumsLayout.none().vector("columns", columns, SumsLayout.REAL, 0x1p64);
    return sums(layout, (block, sums) -> sums.add("columns", columnSums(block, columns)))
        .vector("columns");
  }

  /**
   * What every column adds up to in each section of the terms: that of column k in section s at s ·
   * columns + k.
   */
  default double[] columnSums(int columns, Sections sections) {
    if (sections.isOne()) {
      return columnSums(columns);
    }
    SumsLayout layout =
        SumsLayout.none().vector("columns", sections.count() * columns, SumsLayout.REAL, 0x1p64);
    return sums(layout, (block, sums) -> sums.add("columns", columnSums(block, columns, sections)))
        .vector("columns");
  }

  /** Of one block, by section; cost: its terms times the columns. */
  static double[] columnSums(TermBlock block, int columns, Sections sections) {
    double[] all = new double[sections.count() * columns];
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      float[] row = block.row(w);
      int at = sections.of(w) * columns;
      for (int k = 0; k < columns; k++) {
        all[at + k] += row[k];
      }
    }
    return all;
  }

  /** Of one block, added up in float64 in the order of its terms; cost: its entries. */
  private static double[] columnSums(TermBlock block, int columns) {
    double[] all = new double[columns];
    if (block.sparseTopics() > 0) {
      int[] at = new int[block.sparseTopics()];
      float[] values = new float[at.length];
      for (int w = block.from(); w < block.from() + block.size(); w++) {
        int n = block.entries(w, at, values);
        for (int i = 0; i < n && at[i] < columns; i++) {
          all[at[i]] += values[i];
        }
      }
      return all;
    }
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      float[] row = block.row(w);
      for (int k = 0; k < columns; k++) {
        all[k] += row[k];
      }
    }
    return all;
  }

  /** The tally of all entries, which are whole numbers; zeros are left out. */
  CountTally tally();

  /** Whether this JVM holds them. */
  default boolean isHere() {
    return true;
  }

  /**
   * The blocks themselves, in the order of their terms, where this JVM holds them: for what
   * publishes, stores and reads them, never for a step.
   *
   * @throws IllegalStateException if they lie elsewhere
   */
  List<TermBlock> here();

  /** The same rows in this JVM's memory, wherever they lie: all of them. */
  default LocalBlocks fetched() {
    return LocalBlocks.of(here());
  }

  /** The row of a term, under the same condition; not to be changed. */
  default float[] row(int term) {
    return here().get(TermBlock.blockOf(term)).row(term);
  }
}
