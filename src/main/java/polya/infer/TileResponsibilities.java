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

  /** Kept shares after which a run ends: 32 MB with their topics. */
  private static final int MOST = 1 << 22;

  /** One tile of the run: its term-major view, and where its entries begin. */
  private record Kept(Tile tile, Tile.ByTerm byTerm, int entries) {}

  private final List<Kept> run = new ArrayList<>();
  private final long[] sumK;
  private final int[] touched;

  /** A bit a topic. */
  private final long[] isTouched;

  /** Where each entry's shares begin; they end where the next one's do. */
  private int[] starts = new int[1];

  private int entryCount;
  private int entriesKept;
  private int[] topics = new int[0];
  private float[] shares = new float[0];
  private int shareCount;

  TileResponsibilities(int k) {
    sumK = new long[k];
    touched = new int[k];
    isTouched = new long[(k + 63) >> 6];
  }

  /** Begins a tile; ends the run before it if that is long enough. */
  void open(Tile tile, Sink out, int bits) {
    if (shareCount > MOST) {
      flush(out, bits);
    }
    run.add(new Kept(tile, tile.byTerm(), entryCount));
    entryCount += tile.slots().length;
    if (starts.length <= entryCount) {
      starts = Arrays.copyOf(starts, 2 * entryCount + 1);
    }
  }

  /**
   * Keeps what was fitted of the next document of the last tile begun that is not empty: of each
   * word's responsibilities all but the least, whose share goes to the others.
   */
  void keep(DocumentStep local, int words) {
    int q = local.active;
    if (shares.length < shareCount + words * q) {
      shares = Arrays.copyOf(shares, 2 * (shareCount + words * q));
      topics = Arrays.copyOf(topics, shares.length);
    }
    for (int w = 0; w < words; w++) {
      keep(local.r, w * local.rowLength, local.topicOf, q);
      starts[++entriesKept] = shareCount;
    }
  }

  private void keep(float[] r, int from, int[] topicOf, int q) {
    int n = shareCount;
    for (int j = 0; j < q; j++) {
      shares[n] = r[from + j];
      topics[n] = topicOf[j];
      n += r[from + j] >= LEAST ? 1 : 0; // no branch: which shares are small is hard to predict
    }
    float sum = 0;
    for (int i = shareCount; i < n; i++) {
      sum += shares[i];
    }
    float scale = 1 / sum;
    for (int i = shareCount; i < n; i++) {
      shares[i] *= scale;
    }
    shareCount = n;
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
    entryCount = 0;
    entriesKept = 0;
    shareCount = 0;
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
    int[] slots = kept.byTerm.starts();
    for (int i = slots[slot]; i < slots[slot + 1]; i++) {
      int inTile = kept.byTerm.entries()[i];
      int entry = kept.entries + inTile;
      double scale = kept.tile.counts()[inTile] * unit;
      for (int j = starts[entry]; j < starts[entry + 1]; j++) {
        int k = topics[j];
        sumK[k] += (long) (shares[j] * scale + 0.5);
        isTouched[k >> 6] |= 1L << k;
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
