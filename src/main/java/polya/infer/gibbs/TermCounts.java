package polya.infer.gibbs;

import java.util.Arrays;
import polya.topics.TermStatisticsBuilder;

/**
 * Counts the topics of one term's tokens and sends them as a row, n_wk; and the totals n_k of all
 * terms. Cost O(tokens + K_w log K_w) a term. Scratch of one thread.
 */
final class TermCounts {
  private final long[] countK;
  private final long[] totalK;
  private final int[] touched;

  /** A bit a topic. */
  private final long[] isTouched;

  private int size;

  TermCounts(int topics) {
    countK = new long[topics];
    totalK = new long[topics];
    touched = new int[topics];
    isTouched = new long[(topics + 63) >> 6];
  }

  /** Counts a token. */
  void add(int topic) {
    if (countK[topic]++ == 0) {
      touched[size++] = topic;
    }
  }

  /** Sends the row, and begins another. */
  void send(int term, TermStatisticsBuilder out) {
    sort();
    out.add(term, touched, countK, size);
    for (int i = 0; i < size; i++) {
      totalK[touched[i]] += countK[touched[i]];
      countK[touched[i]] = 0;
    }
    size = 0;
  }

  /** Sorts the touched topics: by bits where they are many. */
  private void sort() {
    if (size < isTouched.length) {
      Arrays.sort(touched, 0, size);
      return;
    }
    for (int i = 0; i < size; i++) {
      isTouched[touched[i] >> 6] |= 1L << touched[i];
    }
    int n = 0;
    for (int word = 0; word < isTouched.length; word++) {
      for (long bits = isTouched[word]; bits != 0; bits &= bits - 1) {
        touched[n++] = (word << 6) + Long.numberOfTrailingZeros(bits);
      }
      isTouched[word] = 0;
    }
  }

  /** Sends the totals by topic. */
  void sendTotals(TermStatisticsBuilder out) {
    int at = out.layout().sums().at(GibbsSums.TOPIC_TOTALS);
    for (int k = 0; k < totalK.length; k++) {
      out.sum(at + k, totalK[k]);
      totalK[k] = 0;
    }
  }
}
