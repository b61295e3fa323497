package polya.topics;

import java.util.Arrays;

/**
 * Collects the statistics of one task: rows may come in any order and again for the same term. Not
 * thread-safe; memory in proportion to the distinct (term, topic) pairs.
 */
public final class TermStatisticsBuilder {
  private final int topics;
  private final int bits;
  private final Row[][] blocks;
  private final long[] sums;
  private long documents;
  private long tokens;

  /**
   * An empty collection.
   *
   * @param topics K
   * @param terms V
   * @param bits fraction bits of the counts in the rows
   * @param sums how many sums travel beside the rows
   */
  public TermStatisticsBuilder(int topics, int terms, int bits, int sums) {
    this.topics = topics;
    this.bits = bits;
    this.blocks = new Row[TermBlock.blocks(terms)][];
    this.sums = new long[2 * sums];
  }

  /** Fraction bits of the counts in the rows. */
  public int bits() {
    return bits;
  }

  /** Counts one visited document of this many tokens. */
  public void visited(long documentTokens) {
    documents++;
    tokens += documentTokens;
  }

  /** Adds to one of the sums beside the rows, rounding once. */
  public void sum(int index, double value) {
    long fixed = FixedPoint.of(value, FixedPoint.BITS);
    sums[2 * index] += fixed >> 32;
    sums[2 * index + 1] += fixed & 0xFFFFFFFFL;
  }

  /**
   * Adds counts to a term's row.
   *
   * @param rowTopics the topics, ascending, n of them
   * @param counts by topic (not by position): counts[rowTopics[i]] in units of 2^-bits, &gt; 0
   */
  public void add(int term, int[] rowTopics, long[] counts, int n) {
    if (n == 0) {
      return;
    }
    int block = TermBlock.blockOf(term);
    if (blocks[block] == null) {
      blocks[block] = new Row[TermBlock.SIZE];
    }
    int i = term & (TermBlock.SIZE - 1);
    Row before = blocks[block][i];
    blocks[block][i] =
        before == null ? Row.of(rowTopics, counts, n) : before.plus(rowTopics, counts, n);
  }

  /** The statistics collected so far. */
  public TermStatistics build() {
    byte[][] encoded = new byte[blocks.length][];
    for (int b = 0; b < blocks.length; b++) {
      encoded[b] = blocks[b] == null ? null : encode(blocks[b]);
    }
    return new TermStatistics(topics, bits, encoded, sums.clone(), documents, tokens);
  }

  /**
   * Rows as: gap to the term before, entries, then for each the gap to the topic before and the
   * count.
   */
  private static byte[] encode(Row[] rows) {
    Writer writer = new Writer();
    int previousTerm = -1;
    for (int i = 0; i < rows.length; i++) {
      Row row = rows[i];
      if (row != null) {
        writer.varlong(i - previousTerm - 1);
        writer.varlong(row.topics.length);
        int previousTopic = -1;
        for (int j = 0; j < row.topics.length; j++) {
          writer.varlong(row.topics[j] - previousTopic - 1);
          writer.varlong(row.counts[j]);
          previousTopic = row.topics[j];
        }
        previousTerm = i;
      }
    }
    return writer.bytes();
  }

  /** Topics, ascending, with their counts. */
  private record Row(int[] topics, long[] counts) {

    static Row of(int[] topics, long[] counts, int n) {
      long[] packed = new long[n];
      for (int j = 0; j < n; j++) {
        packed[j] = counts[topics[j]];
      }
      return new Row(Arrays.copyOf(topics, n), packed);
    }

    Row plus(int[] more, long[] moreCounts, int n) {
      int[] t = new int[topics.length + n];
      long[] c = new long[t.length];
      int a = 0;
      int b = 0;
      int m = 0;
      while (a < topics.length || b < n) {
        int left = a < topics.length ? topics[a] : Integer.MAX_VALUE;
        int right = b < n ? more[b] : Integer.MAX_VALUE;
        t[m] = Math.min(left, right);
        if (left <= right) {
          c[m] = counts[a++];
        }
        if (right <= left) {
          c[m] = Math.addExact(c[m], moreCounts[more[b++]]);
        }
        m++;
      }
      return new Row(Arrays.copyOf(t, m), Arrays.copyOf(c, m));
    }
  }

  /** A growing array of bytes. */
  private static final class Writer {
    private byte[] bytes = new byte[1 << 12];
    private int size;

    void varlong(long value) {
      if (size + 10 > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * bytes.length);
      }
      while ((value & ~0x7fL) != 0) {
        bytes[size++] = (byte) (value | 0x80);
        value >>>= 7;
      }
      bytes[size++] = (byte) value;
    }

    byte[] bytes() {
      return Arrays.copyOf(bytes, size);
    }
  }
}
