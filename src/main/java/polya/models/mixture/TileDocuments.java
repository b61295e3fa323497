package polya.models.mixture;

import java.util.Arrays;
import polya.corpus.Tile;
import polya.topics.TermStatisticsBuilder;

/** What both passes need of a tile's documents to send counts by term. */
final class TileDocuments {
  private TileDocuments() {}

  /** For each entry of the tile the document that has it. */
  static int[] ofEntries(Tile tile) {
    int[] documentOf = new int[tile.slots().length];
    for (int d = 0; d < tile.documents(); d++) {
      Arrays.fill(documentOf, tile.offsets()[d], tile.offsets()[d + 1], d);
    }
    return documentOf;
  }

  /**
   * Sends a term's counts that are not 0, and clears them.
   *
   * @param touched scratch, K
   */
  static void send(int term, long[] sumK, int[] touched, TermStatisticsBuilder out) {
    int n = 0;
    for (int k = 0; k < sumK.length; k++) {
      if (sumK[k] > 0) {
        touched[n++] = k;
      }
    }
    out.add(term, touched, sumK, n);
    for (int i = 0; i < n; i++) {
      sumK[touched[i]] = 0;
    }
  }
}
