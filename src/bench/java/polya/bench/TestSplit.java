package polya.bench;

import java.util.Arrays;
import polya.Failure;
import polya.corpus.DocumentKey;
import polya.corpus.Split;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

/**
 * A corpus split for document completion. A document is for testing by {@link Split}, a hash of the
 * seed and its number, if it has two tokens or more. A test document's tokens whose term never
 * occurs in a training document are dropped; the others are split in two halves at random, all ways
 * alike, by the stream of (seed, {@link Purpose#COMPLETION}, document); a coin decides which half
 * gets an odd one. A test document of which fewer than two tokens are left is dropped. Nothing else
 * is lost, and documents keep their order.
 *
 * @param train the training documents
 * @param observed the halves to fold in
 * @param scored the halves to score, rows matching {@code observed}
 * @param droppedTokens tokens of test documents that are in neither half
 * @param droppedDocuments test documents that are in neither half
 */
record TestSplit(
    Counts train, Counts observed, Counts scored, long droppedTokens, int droppedDocuments) {

  /**
   * Splits a corpus; cost one draw a test token.
   *
   * @throws Failure if either side would be empty
   */
  static TestSplit of(Counts all, double share, long seed) {
    Split split = new Split(seed, share);
    boolean[] test = new boolean[all.documents()];
    boolean[] known = new boolean[all.terms()];
    CountsDraft train = new CountsDraft(all.terms());
    for (int d = 0; d < test.length; d++) {
      int[] counts = all.counts(d);
      test[d] = split.isHeldOut(key(d)) && Arrays.stream(counts).sum() >= 2;
      if (!test[d]) {
        int[] words = all.words(d);
        train.add(words, counts);
        for (int w : words) {
          known[w] = true;
        }
      }
    }
    CountsDraft observed = new CountsDraft(all.terms());
    CountsDraft scored = new CountsDraft(all.terms());
    int tests = 0;
    for (int d = 0; d < test.length; d++) {
      if (test[d]) {
        tests++;
        halve(all, d, known, Streams.of(seed, Purpose.COMPLETION, 0, key(d)), observed, scored);
      }
    }
    TestSplit parts =
        new TestSplit(
            train.counts(),
            observed.counts(),
            scored.counts(),
            all.tokens() - train.tokens() - observed.tokens() - scored.tokens(),
            tests - observed.documents());
    if (parts.train.documents() == 0 || parts.observed.documents() == 0) {
      throw Failure.input(
          "Cannot split a corpus of "
              + all.documents()
              + " documents: "
              + parts.train.documents()
              + " for training and "
              + parts.observed.documents()
              + " for testing with a share of "
              + share
              + "; both sides need documents. Choose another FRACTION or SEED.");
    }
    return parts;
  }

  private static long key(int d) {
    return DocumentKey.of(Integer.toString(d + 1));
  }

  private static void halve(
      Counts all,
      int d,
      boolean[] known,
      RandomStream stream,
      CountsDraft observed,
      CountsDraft scored) {
    int[] words = all.words(d);
    int[] rest = all.counts(d);
    int left = 0;
    for (int i = 0; i < words.length; i++) {
      rest[i] = known[words[i]] ? rest[i] : 0;
      left += rest[i];
    }
    if (left < 2) {
      return;
    }
    int wanted = (left + stream.nextInt(2)) / 2;
    int[] chosen = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      for (int n = rest[i]; n > 0; n--, left--) {
        if (stream.nextInt(left) < wanted) { // wanted of the left tokens are still to be chosen
          chosen[i]++;
          wanted--;
        }
      }
      rest[i] -= chosen[i];
    }
    observed.add(words, chosen);
    scored.add(words, rest);
  }
}
