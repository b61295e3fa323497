package polya.quality;

import java.io.Serializable;
import java.util.Arrays;

/**
 * In how many documents, or windows of them, each top term of each topic occurs, and each pair of
 * top terms of one topic: D(w) and D(w, v). Whole numbers, so documents may be added in any order
 * and any grouping. Memory K·n²/2 longs, whatever the number of documents. Not thread-safe.
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
  private final transient WindowStarts windows; // Scratch: counts alone travel.
  private long documents;
  private long units;

  /** No documents yet. */
  public Cooccurrences(TermPlaces places) {
    topics = places.topics();
    size = places.size();
    pairs = size * (size + 1) / 2;
    counts = new long[topics * pairs];
    present = new int[topics * size];
    presentK = new int[topics];
    touched = new int[topics];
    windows = new WindowStarts(topics * size);
  }

  /** How many pairs of top terms would be counted, those of a term with itself among them. */
  public static long pairs(long topics, long size) {
    return topics * size * (size + 1) / 2;
  }

  /**
   * Adds one document as a whole. Cost: its terms, and the pairs of them that are top terms of one
   * topic.
   *
   * @param terms its distinct terms; a document without any is not counted
   */
  public void add(TermPlaces places, int[] terms) {
    if (terms.length == 0) {
      return;
    }
    documents++;
    units++;
    int n = 0;
    for (int term : terms) {
      for (int at = places.from(term); at < places.to(term); at++) {
        n = found(places.place(at), n);
      }
    }
    for (int t = 0; t < n; t++) {
      count(touched[t]);
      presentK[touched[t]] = 0;
    }
  }

  /** Notes that a top term occurs; n topics are touched so far, returns how many then are. */
  private int found(int place, int n) {
    int k = place / size;
    int more = n;
    if (presentK[k] == 0) {
      touched[more++] = k;
    }
    present[k * size + presentK[k]++] = place % size;
    return more;
  }

  /**
   * Adds one document as all its windows of so many consecutive tokens, or as one if it is shorter:
   * the boolean sliding window of Röder et al. (2015). Cost: its tokens, and for each pair of terms
   * that are top terms of one topic the stretches of windows that hold either.
   *
   * @param order the terms of its tokens, −1 for a token that is no term; a document without any
   *     token has no window
   * @param width of a window in tokens, ≥ 1
   */
  public void addWindows(TermPlaces places, int[] order, int width) {
    if (order.length == 0) {
      return;
    }
    int last = Math.max(0, order.length - width);
    units += last + 1;
    boolean terms = false;
    int n = 0;
    for (int i = 0; i < order.length; i++) {
      if (order[i] < 0) {
        continue;
      }
      terms = true;
      for (int at = places.from(order[i]); at < places.to(order[i]); at++) {
        if (windows.add(places.place(at), Math.max(0, i - width + 1), Math.min(i, last))) {
          n = found(places.place(at), n);
        }
      }
    }
    documents += terms ? 1 : 0;
    for (int t = 0; t < n; t++) {
      countWindows(touched[t]);
      presentK[touched[t]] = 0;
    }
    windows.clear();
  }

  private void countWindows(int topic) {
    int from = topic * size;
    for (int a = 0; a < presentK[topic]; a++) {
      for (int b = 0; b <= a; b++) {
        int i = present[from + a];
        int j = present[from + b];
        counts[pair(topic, i, j)] += windows.common(from + i, from + j);
      }
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
    units += other.units;
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

  /** D: how many documents or windows there were. */
  public long units() {
    return units;
  }

  /** In how many of them the i-th and the j-th term of a topic occur; the i-th alone if i = j. */
  public long of(int topic, int i, int j) {
    return counts[pair(topic, i, j)];
  }
}
