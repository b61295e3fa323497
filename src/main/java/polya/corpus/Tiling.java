package polya.corpus;

import java.io.Serializable;

/**
 * Which tile a document belongs to: a hash of its key among {@code tiles} of about {@value
 * #DOCUMENTS_PER_TILE} documents. Any set of tiles is a random sample of the documents, and which
 * documents share a tile depends on nothing but the ids and the number of documents.
 *
 * @param tiles how many tiles, ≥ 1
 */
public record Tiling(int tiles) implements Serializable {
  /** The expected size of a tile. */
  public static final int DOCUMENTS_PER_TILE = 128;

  /** The tiling of a corpus of this many documents. */
  public static Tiling of(long documents) {
    long tiles = Math.max(1, (documents + DOCUMENTS_PER_TILE - 1) / DOCUMENTS_PER_TILE);
    return new Tiling(Math.toIntExact(tiles));
  }

  /** The tile of a document key, in [0, tiles): the high word of key × tiles. */
  public int tileOf(long key) {
    // The upper 32 bits of the key, scaled: unbiased to 2^-32 and free of division.
    return (int) (((key >>> 32) * tiles) >>> 32);
  }
}
