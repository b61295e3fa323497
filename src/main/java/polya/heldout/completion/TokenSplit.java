package polya.heldout.completion;

import polya.corpus.Document;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

/**
 * Splits a document's tokens in two by fair coins, one a token in the order of the terms, from the
 * stream of (seed, {@link Purpose#COMPLETION}, document key): the split depends on the seed and on
 * the document's id, terms and counts, and on nothing else.
 */
public final class TokenSplit {
  private final long seed;

  /** The split of this seed. */
  public TokenSplit(long seed) {
    this.seed = seed;
  }

  /**
   * Tosses the coins; cost a 64th of a draw a token.
   *
   * @param observed output, of length at least the document's distinct terms: how many of each
   *     term's tokens fell on the observed side
   * @return how many tokens are observed in all
   */
  public long observed(Document document, int[] observed) {
    RandomStream stream = Streams.of(seed, Purpose.COMPLETION, 0, document.key());
    int[] counts = document.counts();
    long bits = 0;
    int left = 0;
    long all = 0;
    for (int i = 0; i < counts.length; i++) {
      int heads = 0;
      for (int coins = counts[i]; coins > 0; ) {
        if (left == 0) {
          bits = stream.nextLong();
          left = Long.SIZE;
        }
        int n = Math.min(coins, left);
        heads += Long.bitCount(n == Long.SIZE ? bits : bits & ((1L << n) - 1));
        bits = n == Long.SIZE ? 0 : bits >>> n;
        left -= n;
        coins -= n;
      }
      observed[i] = heads;
      all += heads;
    }
    return all;
  }
}
