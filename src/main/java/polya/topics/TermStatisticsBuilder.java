package polya.topics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects the statistics of one task, encoding them as they come. Rows may come in any order and
 * again for the same term; in runs of ascending terms they take the least room. Not thread-safe;
 * memory in proportion to the entries.
 */
public final class TermStatisticsBuilder {
  private final StatisticsLayout layout;
  private final Segments[] blocks;
  private final Segments[] tables;
  private final Sums sums;
  private long documents;
  private long tokens;

  /** An empty collection: {@link StatisticsLayout#open}. */
  TermStatisticsBuilder(StatisticsLayout layout) {
    this.layout = layout;
    blocks = new Segments[TermBlock.blocks(layout.terms())];
    tables = new Segments[layout.tables()];
    sums = new Sums(layout.sums());
  }

  /** What is collected. */
  public StatisticsLayout layout() {
    return layout;
  }

  /** Fraction bits of the numbers in the rows. */
  public int bits() {
    return layout.bits();
  }

  /** Counts one visited document of this many tokens. */
  public void visited(long documentTokens) {
    documents++;
    tokens += documentTokens;
  }

  /** Adds to one of the sums beside the rows, rounding once. */
  public void sum(String name, double value) {
    sums.add(name, value);
  }

  /** The same for the number at a place, see {@link SumsLayout#at}. */
  public void sum(int place, double value) {
    sums.add(place, value);
  }

  /**
   * Adds to a term's row.
   *
   * @param term below V
   * @param rowTopics the topics, ascending, n of them
   * @param counts by topic (not by position): counts[rowTopics[i]] in units of 2^-bits, not 0; of
   *     either sign only where the layout says so
   */
  public void add(int term, int[] rowTopics, long[] counts, int n) {
    add(blocks, TermBlock.blockOf(term), term & (TermBlock.SIZE - 1), rowTopics, counts, n);
  }

  /**
   * Adds to a row of a table.
   *
   * @param key ≥ 0
   * @param columns ascending, n of them
   * @param numbers by column (not by position), &gt; 0
   */
  public void addTo(String table, int key, int[] columns, long[] numbers, int n) {
    add(tables, layout.table(table), key, columns, numbers, n);
  }

  /** Adds all rows of a table to one of these. */
  void add(String table, TermRows rows, int columns) {
    int[] at = new int[columns];
    long[] numbers = new long[columns];
    while (rows.next()) {
      for (int i = 0; i < rows.size(); i++) {
        at[i] = rows.topic(i);
        numbers[at[i]] = (long) rows.count(i);
      }
      addTo(table, rows.term(), at, numbers, rows.size());
    }
  }

  private void add(Segments[] all, int at, int key, int[] columns, long[] numbers, int n) {
    if (n == 0) {
      return;
    }
    if (all[at] == null) {
      all[at] = new Segments(all == blocks && layout.isSigned());
    }
    all[at].add(key, columns, numbers, n);
  }

  /** The statistics collected so far. */
  public TermStatistics build() {
    return new TermStatistics(
        layout, encoded(blocks), encoded(tables), sums.copy(), documents, tokens);
  }

  private static byte[][][] encoded(Segments[] all) {
    byte[][][] encoded = new byte[all.length][][];
    for (int b = 0; b < all.length; b++) {
      encoded[b] = all[b] == null ? new byte[0][] : all[b].all();
    }
    return encoded;
  }

  /**
   * The rows of one block or table, in segments of ascending keys: gap to the key before, entries,
   * then for each the gap to the column before and the number.
   */
  private static final class Segments {
    private final boolean signed;
    private final List<byte[]> done = new ArrayList<>();
    private byte[] bytes = new byte[1 << 10];
    private int size;
    private int lastKey = -1;

    Segments(boolean signed) {
      this.signed = signed;
    }

    void add(int key, int[] columns, long[] numbers, int n) {
      if (key <= lastKey) {
        done.add(Arrays.copyOf(bytes, size));
        size = 0;
        lastKey = -1;
      }
      int most = Varlong.MOST * 2 * (n + 1);
      if (size + most > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * bytes.length + most);
      }
      int at = Varlong.put(bytes, size, key - lastKey - 1);
      at = Varlong.put(bytes, at, n);
      int previous = -1;
      for (int j = 0; j < n; j++) {
        int column = columns[j];
        at = Varlong.put(bytes, at, column - previous - 1);
        long number = numbers[column];
        at = Varlong.put(bytes, at, signed ? number << 1 ^ number >> 63 : number);
        previous = column;
      }
      size = at;
      lastKey = key;
    }

    byte[][] all() {
      List<byte[]> all = new ArrayList<>(done);
      all.add(Arrays.copyOf(bytes, size));
      return all.toArray(byte[][]::new);
    }
  }
}
