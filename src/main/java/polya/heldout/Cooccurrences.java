package polya.heldout;

import java.io.Serializable;
import java.util.Arrays;

/**
 * In how many documents each top term of each topic occurs, and each pair of top terms of one
 * topic: D(w) and D(w, v). Whole numbers, so documents may be added in any order and any grouping.
 * Memory K·n²/2 longs, whatever the number of documents. Not thread-safe.
 */
public final class Cooccurrences implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int topics;
  private final int size;
  private final int pairs;
  private final long[] counts;
  private final int[] present;
  private final int[] presentK;
  private final int[] touched;
  private long documents;

  /** No documents yet. */
  public Cooccurrences(TermPlaces places) {
    topics = places.topics();
    size = places.size();
    pairs = size * (size + 1) / 2;
    counts = new long[topics * pairs];
    present = new int[topics * size];
    presentK = new int[topics];
    touched = new int[topics];
  }

  /** How many pairs of top terms would be counted, those of a term with itself among them. */
  public static long pairs(long topics, long size) {
    return topics * size * (size + 1) / 2;
  }

  /**
   * Adds one document. Cost: its terms, and the pairs of them that are top terms of one topic.
   *
   * @param terms its distinct terms; a document without any is not counted
   */
  public void add(TermPlaces places, int[] terms) {
    if (terms.length == 0) {
      return;
    }
    documents++;
    int n = 0;
    for (int term : terms) {
      for (int at = places.from(term); at < places.to(term); at++) {
        int k = places.place(at) / size;
        if (presentK[k] == 0) {
          touched[n++] = k;
        }
        present[k * size + presentK[k]++] = places.place(at) % size;
      }
    }
    for (int t = 0; t < n; t++) {
      count(touched[t]);
      presentK[touched[t]] = 0;
    }
  }

  private void count(int topic) {
    int from = topic * size;
    for (int a = 0; a < presentK[topic]; a++) {
      for (int b = 0; b <= a; b++) {
        counts[pair(topic, present[from + a], present[from + b])]++;
      }
    }
  }

  private int pair(int topic, int i, int j) {
    int high = Math.max(i, j);
    return topic * pairs + high * (high + 1) / 2 + Math.min(i, j);
  }

  /** Adds all documents of another part, counted by the same places; returns this. */
  public Cooccurrences add(Cooccurrences other) {
    documents += other.documents;
    Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
    return this;
  }

  /** K. */
  public int topics() {
    return topics;
  }

  /** n. */
  public int size() {
    return size;
  }

  /** How many documents with at least one term there were. */
  public long documents() {
    return documents;
  }

  /** In how many documents the i-th and the j-th term of a topic occur; the i-th alone if i = j. */
  public long of(int topic, int i, int j) {
    return counts[pair(topic, i, j)];
  }
}
