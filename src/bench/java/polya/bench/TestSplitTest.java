package polya.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import polya.Failure;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

/** A split loses nothing that it does not count, and is the same each time. */
class TestSplitTest {
  private static final int DOCUMENTS = 1000;
  private static final int TERMS = 300;

  /** Documents of 0 to 6 distinct terms, so that some are too short to be halved. */
  private static Counts corpus() {
    CountsDraft draft = new CountsDraft(TERMS);
    for (int d = 0; d < DOCUMENTS; d++) {
      RandomStream random = Streams.of(7, Purpose.TEST, 0, d);
      int[] words = new int[random.nextInt(7)];
      int[] counts = new int[words.length];
      for (int i = 0; i < words.length; i++) {
        words[i] = i * 40 + random.nextInt(40);
        counts[i] = 1 + random.nextInt(3);
      }
      draft.add(words, counts);
    }
    return draft.counts();
  }

  private static long[] termTotals(Counts... parts) {
    long[] totals = new long[TERMS];
    for (Counts part : parts) {
      for (int i = 0; i < part.words().length; i++) {
        totals[part.words()[i]] += part.counts()[i];
      }
    }
    return totals;
  }

  @Test
  void everyTokenOfATermThatOccursInTrainIsInExactlyOnePart() {
    Counts all = corpus();
    TestSplit split = TestSplit.of(all, 0.3, 1);
    long[] before = termTotals(all);
    long[] after = termTotals(split.train(), split.observed(), split.scored());
    long[] train = termTotals(split.train());
    long missing = 0;
    assertThat(split.droppedDocuments()).as("this corpus shall have none").isZero();
    for (int w = 0; w < TERMS; w++) {
      missing += before[w] - after[w];
      if (train[w] > 0) {
        assertThat(after[w]).as("term %d", w).isEqualTo(before[w]);
      }
    }
    assertThat(missing).isEqualTo(split.droppedTokens());
    assertThat(split.train().documents() + split.observed().documents() + split.droppedDocuments())
        .isEqualTo(DOCUMENTS);
  }

  @Test
  void halvesMatchDocumentByDocumentAndDifferByAtMostOneToken() {
    TestSplit split = TestSplit.of(corpus(), 0.3, 1);
    assertThat(split.scored().documents()).isEqualTo(split.observed().documents());
    long difference = 0;
    for (int d = 0; d < split.observed().documents(); d++) {
      int observed = split.observed().tokens(d).length;
      int scored = split.scored().tokens(d).length;
      assertThat(Math.abs(observed - scored)).isLessThanOrEqualTo(1);
      assertThat(Math.min(observed, scored)).isPositive();
      difference += observed - scored;
    }
    // Some 150 odd documents, each ±1 by a fair coin: beyond 60 once in a million.
    assertThat((double) difference).isCloseTo(0, within(60.0));
  }

  @Test
  void trainHoldsTheDocumentsThatAreNotTestedUnchangedAndInTheirOrder() {
    Counts all = corpus();
    Counts train = TestSplit.of(all, 0.3, 1).train();
    int next = 0;
    for (int d = 0; d < DOCUMENTS && next < train.documents(); d++) {
      if (Arrays.equals(all.words(d), train.words(next))
          && Arrays.equals(all.counts(d), train.counts(next))) {
        next++;
      }
    }
    assertThat(next).isEqualTo(train.documents());
  }

  @Test
  void theShareOfTestDocumentsIsTheOneAskedForAmongThoseOfTwoTokensOrMore() {
    Counts all = corpus();
    int eligible = 0;
    for (int d = 0; d < DOCUMENTS; d++) {
      eligible += all.tokens(d).length >= 2 ? 1 : 0;
    }
    TestSplit split = TestSplit.of(all, 0.3, 1);
    int tests = split.observed().documents() + split.droppedDocuments();
    // Five standard deviations.
    assertThat((double) tests).isCloseTo(0.3 * eligible, within(5 * Math.sqrt(0.21 * eligible)));
  }

  @Test
  void eachTokenOfADocumentIsAsLikelyToBeObserved() {
    // Documents with the terms 0 (once), 1 (twice) and 2 (once): two of four tokens are observed.
    CountsDraft draft = new CountsDraft(3);
    for (int d = 0; d < 20000; d++) {
      draft.add(new int[] {0, 1, 2}, new int[] {1, 2, 1});
    }
    TestSplit split = TestSplit.of(draft.counts(), 0.9, 3);
    double documents = split.observed().documents();
    long[] observed = new long[3];
    long both = 0;
    for (int d = 0; d < documents; d++) {
      int[] words = split.observed().words(d);
      for (int i = 0; i < words.length; i++) {
        observed[words[i]] += split.observed().counts(d)[i];
        both += split.observed().counts(d)[i] == 2 ? 1 : 0;
      }
    }
    // 18,000 documents: five standard deviations are below 0.019.
    assertThat(observed[0] / documents).isCloseTo(0.5, within(0.019));
    assertThat(observed[1] / documents).isCloseTo(1, within(0.03));
    assertThat(observed[2] / documents).isCloseTo(0.5, within(0.019));
    assertThat(both / documents).as("both tokens of term 1").isCloseTo(1.0 / 6, within(0.014));
  }

  @Test
  void theSameSeedGivesTheSameSplitAndAnotherSeedAnother() {
    TestSplit once = TestSplit.of(corpus(), 0.3, 1);
    TestSplit again = TestSplit.of(corpus(), 0.3, 1);
    TestSplit other = TestSplit.of(corpus(), 0.3, 2);
    assertThat(again.observed().words()).isEqualTo(once.observed().words());
    assertThat(again.observed().counts()).isEqualTo(once.observed().counts());
    assertThat(again.train().words()).isEqualTo(once.train().words());
    assertThat(other.train().words()).isNotEqualTo(once.train().words());
  }

  @Test
  void termsThatNeverOccurInTrainAreDroppedFromTestAndCounted() {
    // Term 0 is everywhere, every document has a term of its own besides.
    CountsDraft draft = new CountsDraft(101);
    for (int d = 0; d < 100; d++) {
      draft.add(new int[] {0, d + 1}, new int[] {d < 50 ? 1 : 4, 2});
    }
    TestSplit split = TestSplit.of(draft.counts(), 0.5, 1);
    assertThat(split.observed().words()).containsOnly(0);
    assertThat(split.scored().words()).containsOnly(0);
    int tests = split.observed().documents() + split.droppedDocuments();
    assertThat(split.droppedDocuments()).as("those with one token of term 0").isBetween(1, 49);
    assertThat(split.droppedTokens()).isEqualTo(2L * tests + split.droppedDocuments());
  }

  @Test
  void aSideWithoutDocumentsIsAnErrorThatSaysSo() {
    CountsDraft draft = new CountsDraft(1);
    draft.add(new int[] {0}, new int[] {1});
    assertThatThrownBy(() -> TestSplit.of(draft.counts(), 0.5, 1))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Cannot split a corpus of 1 documents: 1 for training and 0 for");
  }
}
