package polya.heldout.marginal;

import polya.Failure;
import polya.corpus.Document;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

/**
 * A document's tokens one by one. A bag of words has no order, and p(w_d | φ, α) depends on none;
 * an estimator that walks through the tokens takes them in a random one (Fisher and Yates), from
 * the stream of (seed, {@link Purpose#TOKEN_ORDER}, replicate, document key). Scratch of one
 * thread.
 */
final class TokenOrder {
  private int[] words = new int[0];
  private int length;

  /**
   * Lists a document's tokens in random order.
   *
   * @throws Failure (resources) if no Java array can hold {@code copies} topics for each
   */
  void shuffle(Document document, int copies, long seed, int replicate) {
    list(document, copies);
    RandomStream stream = Streams.of(seed, Purpose.TOKEN_ORDER, replicate, document.key());
    for (int i = length - 1; i > 0; i--) {
      int j = stream.nextInt(i + 1);
      int word = words[i];
      words[i] = words[j];
      words[j] = word;
    }
  }

  /** Lists a document's tokens in the order of its terms. */
  void list(Document document, int copies) {
    long tokens = document.tokens();
    if (tokens * copies > Integer.MAX_VALUE - 8) {
      throw Failure.resources(
          "Cannot evaluate document "
              + document.id()
              + ": its "
              + tokens
              + " tokens times "
              + copies
              + " states of its topics exceed 2^31. Split the document, or use completion.");
    }
    length = (int) tokens;
    if (words.length < length) {
      words = new int[length];
    }
    int n = 0;
    for (int w = 0; w < document.counts().length; w++) {
      for (int c = document.counts()[w]; c > 0; c--) {
        words[n++] = w;
      }
    }
  }

  /** N_d. */
  int length() {
    return length;
  }

  /** The n-th token: which of the document's distinct terms it is. */
  int word(int n) {
    return words[n];
  }
}
