package polya.infer;

import java.util.Arrays;
import polya.corpus.Tile;
import polya.topics.TermStatisticsBuilder;

/**
 * The responsibilities of a tile's documents on their active topics, kept until the tile is done
 * and then added up term by term: so the sums need one K-vector of scratch, never a row a term.
 * Scratch of one thread.
 */
final class TileResponsibilities {
  private final long[] sumK;
  private final int[] touched;
  private int[] active = new int[0];
  private int[] topicStarts = new int[0];
  private int[] topics = new int[0];
  private int topicCount;
  private int[] entryStarts = new int[0];
  private int[] documentOf = new int[0];
  private float[] values = new float[0];
  private int valueCount;
  private Tile tile;

  TileResponsibilities(int k) {
    sumK = new long[k];
    touched = new int[k];
  }

  /** Begins a tile. */
  void open(Tile next) {
    tile = next;
    topicCount = 0;
    valueCount = 0;
    if (active.length < tile.documents()) {
      active = new int[tile.documents()];
      topicStarts = new int[tile.documents()];
    }
    if (entryStarts.length < tile.slots().length) {
      entryStarts = new int[tile.slots().length];
      documentOf = new int[tile.slots().length];
    }
  }

  /** Keeps what was fitted of document d. */
  void keep(int d, Cvb0 local, int words) {
    int q = local.active;
    active[d] = q;
    topicStarts[d] = topicCount;
    topics = grown(topics, topicCount + q);
    System.arraycopy(local.topicOf, 0, topics, topicCount, q);
    topicCount += q;
    if (values.length < valueCount + words * q) {
      values = Arrays.copyOf(values, 2 * (valueCount + words * q));
    }
    int entry = tile.offsets()[d];
    for (int w = 0; w < words; w++) {
      entryStarts[entry + w] = valueCount;
      documentOf[entry + w] = d;
      System.arraycopy(local.r, w * local.rowLength, values, valueCount, q);
      valueCount += q;
    }
  }

  private static int[] grown(int[] array, int size) {
    return array.length >= size ? array : Arrays.copyOf(array, 2 * size);
  }

  /** Sends c · r of all entries, added up by term and topic. */
  void flush(Tile tile, TermStatisticsBuilder out) {
    Tile.ByTerm byTerm = tile.byTerm();
    double unit = 1L << out.bits();
    for (int s = 0; s < tile.terms().length; s++) {
      int n = 0;
      for (int i = byTerm.starts()[s]; i < byTerm.starts()[s + 1]; i++) {
        int entry = byTerm.entries()[i];
        int d = documentOf[entry];
        double scale = tile.counts()[entry] * unit;
        int value = entryStarts[entry];
        int topic = topicStarts[d];
        for (int j = 0; j < active[d]; j++) {
          long add = (long) (values[value + j] * scale + 0.5);
          if (add > 0) {
            int k = topics[topic + j];
            if (sumK[k] == 0) {
              touched[n++] = k;
            }
            sumK[k] += add;
          }
        }
      }
      Arrays.sort(touched, 0, n);
      out.add(tile.terms()[s], touched, sumK, n);
      for (int i = 0; i < n; i++) {
        sumK[touched[i]] = 0;
      }
    }
  }
}
