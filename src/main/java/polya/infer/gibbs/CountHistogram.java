package polya.infer.gibbs;

import java.util.Arrays;
import polya.topics.TermStatisticsBuilder;

/**
 * How many documents have each count of each topic: #{d: n_dk = c} by (c, k), c ≥ 1; and how many
 * have N_d = c, kept as a column K. Memory in proportion to the pairs that occur. Scratch of one
 * thread.
 */
final class CountHistogram {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final int topics;

  /** Open addressing: c · (K + 1) + column, 0 where a place is free, which is no pair's. */
  private long[] pairs = new long[1 << 10];

  private long[] documents = new long[1 << 10];
  private int size;

  CountHistogram(int topics) {
    this.topics = topics;
  }

  /** Counts a document with so many tokens of a topic. */
  void topic(int k, int count) {
    add((long) count * (topics + 1) + k, 1);
  }

  /** Counts a document of this length, ≥ 1. */
  void length(int tokens) {
    add((long) tokens * (topics + 1) + topics, 1);
  }

  private void add(long pair, long times) {
    int at = place(pair);
    documents[at] += times;
    if (pairs[at] == 0) {
      pairs[at] = pair;
      if (++size > pairs.length / 2) {
        grow();
      }
    }
  }

  private int place(long pair) {
    int mask = pairs.length - 1;
    int at = (int) ((pair * GOLDEN) >>> 32) & mask;
    while (pairs[at] != 0 && pairs[at] != pair) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldPairs = pairs;
    long[] oldDocuments = documents;
    pairs = new long[2 * oldPairs.length];
    documents = new long[2 * oldPairs.length];
    for (int i = 0; i < oldPairs.length; i++) {
      if (oldPairs[i] != 0) {
        int at = place(oldPairs[i]);
        pairs[at] = oldPairs[i];
        documents[at] = oldDocuments[i];
      }
    }
  }

  /** Sends both tables: a row for each count that occurs. */
  void send(TermStatisticsBuilder out) {
    long[] sorted = Arrays.stream(pairs).filter(pair -> pair != 0).sorted().toArray();
    int[] columns = new int[topics];
    long[] row = new long[topics];
    int n = 0;
    for (int i = 0; i < sorted.length; i++) {
      int column = (int) (sorted[i] % (topics + 1));
      int count = Math.toIntExact(sorted[i] / (topics + 1));
      long times = documents[place(sorted[i])];
      if (column == topics) {
        out.addTo(SentCounts.LENGTHS, count, new int[1], new long[] {times}, 1);
      } else {
        columns[n++] = column;
        row[column] = times;
      }
      if (i + 1 == sorted.length || sorted[i + 1] / (topics + 1) != count) {
        out.addTo(SentCounts.COUNTS, count, columns, row, n);
        n = 0;
      }
    }
  }
}
