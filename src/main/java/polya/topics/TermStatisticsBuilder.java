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
  private final int topics;
  private final int bits;
  private Segments[] blocks;
  private final Sums sums;
  private long documents;
  private long tokens;

  /**
   * An empty collection.
   *
   * @param topics K
   * @param terms V
   * @param bits fraction bits of the counts in the rows
   * @param sums which sums travel beside the rows
   */
  public TermStatisticsBuilder(int topics, int terms, int bits, SumsLayout sums) {
    this.topics = topics;
    this.bits = bits;
    this.blocks = new Segments[TermBlock.blocks(terms)];
    this.sums = new Sums(sums);
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
  public void sum(String name, double value) {
    sums.add(name, value);
  }

  /** The same for the number at a place, see {@link SumsLayout#at}. */
  public void sum(int place, double value) {
    sums.add(place, value);
  }

  /** Which sums travel beside the rows. */
  public SumsLayout layout() {
    return sums.layout();
  }

  /**
   * Adds counts to a term's row.
   *
   * @param term below V, or a pseudo-term beyond it, for statistics that are not of terms: room
   *     grows with it
   * @param rowTopics the topics, ascending, n of them
   * @param counts by topic (not by position): counts[rowTopics[i]] in units of 2^-bits, &gt; 0
   */
  public void add(int term, int[] rowTopics, long[] counts, int n) {
    if (n == 0) {
      return;
    }
    int block = TermBlock.blockOf(term);
    if (block >= blocks.length) {
      blocks = Arrays.copyOf(blocks, Math.max(block + 1, 2 * blocks.length));
    }
    if (blocks[block] == null) {
      blocks[block] = new Segments();
    }
    blocks[block].add(term & (TermBlock.SIZE - 1), rowTopics, counts, n);
  }

  /** The statistics collected so far. */
  public TermStatistics build() {
    byte[][][] encoded = new byte[blocks.length][][];
    for (int b = 0; b < blocks.length; b++) {
      encoded[b] = blocks[b] == null ? new byte[0][] : blocks[b].all();
    }
    return new TermStatistics(topics, bits, encoded, sums.copy(), documents, tokens);
  }

  /**
   * The rows of one block, in segments of ascending terms: gap to the term before, entries, then
   * for each the gap to the topic before and the count.
   */
  private static final class Segments {
    private final List<byte[]> done = new ArrayList<>();
    private byte[] bytes = new byte[1 << 10];
    private int size;
    private int lastTerm = -1;

    void add(int term, int[] rowTopics, long[] counts, int n) {
      if (term <= lastTerm) {
        done.add(Arrays.copyOf(bytes, size));
        size = 0;
        lastTerm = -1;
      }
      int most = Varlong.MOST * 2 * (n + 1);
      if (size + most > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * bytes.length + most);
      }
      int at = Varlong.put(bytes, size, term - lastTerm - 1);
      at = Varlong.put(bytes, at, n);
      int previousTopic = -1;
      for (int j = 0; j < n; j++) {
        int topic = rowTopics[j];
        at = Varlong.put(bytes, at, topic - previousTopic - 1);
        at = Varlong.put(bytes, at, counts[topic]);
        previousTopic = topic;
      }
      size = at;
      lastTerm = term;
    }

    byte[][] all() {
      List<byte[]> all = new ArrayList<>(done);
      all.add(Arrays.copyOf(bytes, size));
      return all.toArray(byte[][]::new);
    }
  }
}
