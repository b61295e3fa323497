package polya.corpus;

import java.io.Serializable;

/**
 * Withholds a share of each document's terms by a hash of the seed, the document's key and the
 * term: the same pair falls on the same side whatever else is in the corpus. All tokens of a term
 * go together, so that what is withheld was not seen.
 *
 * @param seed chooses among the splits
 * @param share the expected share of withheld terms, between 0 and 1
 */
public record Withholding(long seed, double share) implements Serializable {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  /**
   * Checks the share.
   *
   * @throws IllegalArgumentException if it is not between 0 and 1, both excluded
   */
  public Withholding {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "a withheld share of " + share + " is not between 0 and 1");
    }
  }

  /**
   * Whether a document's term is withheld.
   *
   * @param document its {@link DocumentKey key}
   * @param term a key of the term
   */
  public boolean isWithheld(long document, long term) {
    long pair = DocumentKey.mix(document + GOLDEN * (DocumentKey.mix(seed) | 1)) ^ term;
    return (DocumentKey.mix(pair + GOLDEN) >>> 11) * 0x1.0p-53 < share;
  }
}
