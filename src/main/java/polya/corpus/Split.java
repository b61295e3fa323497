package polya.corpus;

import java.io.Serializable;

/**
 * Splits documents into a training and a held-out share by a hash of the seed and the document's
 * key: the same document falls on the same side whatever else is in the corpus, and independently
 * of its tile.
 *
 * @param seed chooses among the splits
 * @param share the expected share of held-out documents, between 0 and 1
 */
public record Split(long seed, double share) implements Serializable {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  /**
   * Checks the share.
   *
   * @throws IllegalArgumentException if it is not between 0 and 1, both excluded
   */
  public Split {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "a held-out share of " + share + " is not between 0 and 1");
    }
  }

  /** Whether the document of this {@link DocumentKey key} is held out. */
  public boolean isHeldOut(long key) {
    // The key was mixed before; mixing it with the seed once more makes the split independent of
    // it.
    long h = DocumentKey.mix(key + GOLDEN * (DocumentKey.mix(seed) | 1));
    return (h >>> 11) * 0x1.0p-53 < share;
  }
}
