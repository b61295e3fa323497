package polya.infer.variational;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

  /** Kept shares after which a run ends: 48 MB with their topics. */
  private static final int MOST = 1 << 22;

  /** Room for so many shares an entry is made at once. */
  private static final int USUAL = 4;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** One tile of the run: its term-major view, and where its entries begin. */
  private record Kept(Tile tile, Tile.ByTerm byTerm, int entries) {}

  private final List<Kept> run = new ArrayList<>();
  private final long[] sumK;
  private final int[] touched;

  /**
   * A byte a topic, and one for each eight topics: set without being read, so that no sum waits.
   */
  private final byte[] isTouched;

  private final byte[] isEightTouched;

  /** Where the entries of the run, term-major within their tile, have their shares. */
  private int[] starts = new int[0];

  private int[] ends = new int[0];

  /** The place of each entry among these. */
  private int[] places = new int[0];

  private int entryCount;
  private int entriesKept;
  private double unit;

  /** The topics and the counts c · r, in units, of the shares of all entries. */
  private int[] topics = new int[0];

  private long[] shares = new long[0];
  private int shareCount;

  TileResponsibilities(int k) {
    sumK = new long[k];
    touched = new int[k];
    isEightTouched = new byte[(((k + 7) >> 3) + 7) & -8];
    isTouched = new byte[8 * isEightTouched.length];
  }

  /** Begins a tile; ends the run before it if that is long enough. */
  void open(Tile tile, Sink out, int bits) {
    if (shareCount > MOST) {
      flush(out);
    }
    unit = 1L << bits;
    Tile.ByTerm byTerm = tile.byTerm();
    run.add(new Kept(tile, byTerm, entryCount));
    int entries = tile.slots().length;
    if (places.length < entryCount + entries) {
      places = Arrays.copyOf(places, 2 * (entryCount + entries));
      starts = Arrays.copyOf(starts, places.length);
      ends = Arrays.copyOf(ends, places.length);
    }
    for (int i = 0; i < entries; i++) {
      places[entryCount + byTerm.entries()[i]] = entryCount + i;
    }
    entryCount += entries;
    reserve(USUAL * entries);
  }

  private void reserve(int more) {
    if (shares.length < shareCount + more) {
      int length = Math.max(shareCount + more, 2 * shareCount);
      shares = Arrays.copyOf(shares, length);
      topics = Arrays.copyOf(topics, length);
    }
  }

  /**
   * Keeps what was fitted of the next document of the last tile begun that is not empty: of each
   * word's responsibilities, which are changed, all but the least, whose share goes to the others.
   *
   * @param counts each word's count
   */
  void keep(DocumentStep local, float[] counts, int words) {
    int q = local.active;
    reserve(words * q);
    local.rows.trim(local.r, words, LEAST, local.rowLength);
    for (int w = 0; w < words; w++) {
      int place = places[entriesKept++];
      starts[place] = shareCount;
      keep(local.r, w * local.rowLength, local.topicOf, q, counts[w] * unit);
      ends[place] = shareCount;
    }
  }

  private void keep(float[] r, int from, int[] topicOf, int q, double scale) {
    int n = shareCount;
    for (int j = 0; j < q; j++) {
      long share = (long) (r[from + j] * scale + 0.5);
      shares[n] = share;
      topics[n] = topicOf[j];
      n += (int) (-share >>> 63); // no branch: which shares are none is hard to predict
    }
    shareCount = n;
  }

  /**
   * Sends c · r of the run, added up by term and topic in ascending order, and begins a new run.
   */
  void flush(Sink out) {
    int[] slots = new int[run.size()];
    for (int term = next(slots); term < Integer.MAX_VALUE; term = next(slots)) {
      for (int t = 0; t < slots.length; t++) {
        Kept kept = run.get(t);
        if (slots[t] < kept.tile.terms().length && kept.tile.terms()[slots[t]] == term) {
          add(kept, slots[t]++);
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
  private void add(Kept kept, int slot) {
    int to = kept.entries + kept.byTerm.starts()[slot + 1];
    for (int i = kept.entries + kept.byTerm.starts()[slot]; i < to; i++) {
      int end = ends[i];
      for (int j = starts[i]; j < end; j++) {
        int k = topics[j];
        sumK[k] += shares[j];
        isTouched[k] = 1;
        isEightTouched[k >> 3] = 1;
      }
    }
  }

  /** Lists the topics with a count in ascending order, without sorting; returns how many. */
  private int touchedAscending() {
    int n = 0;
    for (int word = 0; word < isEightTouched.length; word += Long.BYTES) {
      for (long eights = (long) LONG.get(isEightTouched, word); eights != 0; eights &= eights - 1) {
        int eight = (word << 3) + Long.numberOfTrailingZeros(eights);
        for (long bits = (long) LONG.get(isTouched, eight); bits != 0; bits &= bits - 1) {
          touched[n++] = eight + (Long.numberOfTrailingZeros(bits) >> 3);
        }
        LONG.set(isTouched, eight, 0L);
      }
      LONG.set(isEightTouched, word, 0L);
    }
    return n;
  }
}
