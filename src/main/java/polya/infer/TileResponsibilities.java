package polya.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import polya.corpus.Tile;

/**
 * The responsibilities of documents on their active topics, kept over a run of tiles and then added
 * up term by term: so the sums need one K-vector of scratch, never a row a term, and every row is
 * sent once. Scratch of one thread.
 */
final class TileResponsibilities {
  /** Takes rows by term, in units of 2^-bits. */
  interface Sink {
    /** Adds counts[topics[i]], i &lt; n, to a term's row. */
    void add(int term, int[] topics, long[] counts, int n);
  }

  /** Shares of a word's tokens below this are not worth an entry. */
  private static final float LEAST = 1e-3f;

  /** Kept values after which a run ends: 16 MB. */
  private static final int MOST = 1 << 22;

  /** One tile of the run: its term-major view, and where its documents and entries begin. */
  private record Kept(Tile tile, Tile.ByTerm byTerm, int documents, int entries) {}

  private final List<Kept> run = new ArrayList<>();
  private final long[] sumK;
  private final int[] touched;

  /** A bit a topic. */
  private final long[] isTouched;

  private int[] active = new int[0];
  private int[] topicStarts = new int[0];
  private int[] topics = new int[0];
  private int topicCount;
  private int[] entryStarts = new int[0];
  private int[] documentOf = new int[0];
  private int documentCount;
  private int entryCount;
  private float[] values = new float[0];
  private int valueCount;

  TileResponsibilities(int k) {
    sumK = new long[k];
    touched = new int[k];
    isTouched = new long[(k + 63) >> 6];
  }

  /** Begins a tile; ends the run before it if that is long enough. */
  void open(Tile tile, Sink out, int bits) {
    if (valueCount > MOST) {
      flush(out, bits);
    }
    run.add(new Kept(tile, tile.byTerm(), documentCount, entryCount));
    documentCount += tile.documents();
    entryCount += tile.slots().length;
    active = grown(active, documentCount);
    topicStarts = grown(topicStarts, documentCount);
    entryStarts = grown(entryStarts, entryCount);
    documentOf = grown(documentOf, entryCount);
  }

  /** Keeps what was fitted of document d of the last tile begun. */
  void keep(int d, DocumentStep local, int words) {
    Kept last = run.get(run.size() - 1);
    int document = last.documents + d;
    int q = local.active;
    active[document] = q;
    topicStarts[document] = topicCount;
    topics = grown(topics, topicCount + q);
    System.arraycopy(local.topicOf, 0, topics, topicCount, q);
    topicCount += q;
    if (values.length < valueCount + words * q) {
      values = Arrays.copyOf(values, 2 * (valueCount + words * q));
    }
    int entry = last.entries + last.tile.offsets()[d];
    for (int w = 0; w < words; w++) {
      entryStarts[entry + w] = valueCount;
      documentOf[entry + w] = document;
      keep(local.r, w * local.rowLength, q);
    }
  }

  /** Keeps a word's responsibilities but for the least, whose share goes to the others. */
  private void keep(float[] r, int from, int q) {
    float sum = 0;
    for (int j = from; j < from + q; j++) {
      sum += r[j] < LEAST ? 0 : r[j];
    }
    float scale = sum > 0 ? 1 / sum : 0;
    for (int j = from; j < from + q; j++) {
      values[valueCount++] = r[j] < LEAST ? 0 : r[j] * scale;
    }
  }

  private static int[] grown(int[] array, int size) {
    return array.length >= size ? array : Arrays.copyOf(array, 2 * size);
  }

  /**
   * Sends c · r of the run, added up by term and topic in ascending order, and begins a new run.
   */
  void flush(Sink out, int bits) {
    int[] slots = new int[run.size()];
    double unit = 1L << bits;
    for (int term = next(slots); term < Integer.MAX_VALUE; term = next(slots)) {
      for (int t = 0; t < slots.length; t++) {
        Kept kept = run.get(t);
        if (slots[t] < kept.tile.terms().length && kept.tile.terms()[slots[t]] == term) {
          add(kept, slots[t]++, unit);
        }
      }
      int n = touchedAscending();
      out.add(term, touched, sumK, n);
      for (int i = 0; i < n; i++) {
        sumK[touched[i]] = 0;
      }
    }
    run.clear();
    documentCount = 0;
    entryCount = 0;
    topicCount = 0;
    valueCount = 0;
  }

  /** The least term that some tile has not sent yet. */
  private int next(int[] slots) {
    int term = Integer.MAX_VALUE;
    for (int t = 0; t < slots.length; t++) {
      int[] terms = run.get(t).tile.terms();
      if (slots[t] < terms.length) {
        term = Math.min(term, terms[slots[t]]);
      }
    }
    return term;
  }

  /** Adds one tile's entries of one term. */
  private void add(Kept kept, int slot, double unit) {
    int[] starts = kept.byTerm.starts();
    for (int i = starts[slot]; i < starts[slot + 1]; i++) {
      int inTile = kept.byTerm.entries()[i];
      int entry = kept.entries + inTile;
      int document = documentOf[entry];
      double scale = kept.tile.counts()[inTile] * unit;
      int value = entryStarts[entry];
      int topic = topicStarts[document];
      for (int j = 0; j < active[document]; j++) {
        float share = values[value + j];
        if (share > 0) {
          int k = topics[topic + j];
          sumK[k] += (long) (share * scale + 0.5);
          isTouched[k >> 6] |= 1L << k;
        }
      }
    }
  }

  /**
   * Lists the topics with a count in ascending order, without sorting; returns how many they are.
   */
  private int touchedAscending() {
    int n = 0;
    for (int word = 0; word < isTouched.length; word++) {
      for (long bits = isTouched[word]; bits != 0; bits &= bits - 1) {
        int k = (word << 6) + Long.numberOfTrailingZeros(bits);
        if (sumK[k] > 0) {
          touched[n++] = k;
        }
      }
      isTouched[word] = 0;
    }
    return n;
  }
}
