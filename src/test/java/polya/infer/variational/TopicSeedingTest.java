package polya.infer.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.corpus.Document;
import polya.infer.PureLoop;
import polya.infer.Simulated;
import polya.math.Rows;
import polya.topics.Blocks;
import polya.topics.TermBlock;

class TopicSeedingTest {
  private static final int TERMS = 1030;
  private final List<Document> documents = documents(40);

  private static List<Document> documents(int howMany) {
    Simulated simulated = new Simulated(3);
    double[][] topics = simulated.topics(3, TERMS - 1, 0.1);
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < howMany; d++) {
      documents.add(simulated.document("s" + d, topics, new double[] {1, 1, 1}, 20 + d));
    }
    return documents;
  }

  private static Blocks blocks(List<Document> seeds, int perTopic, int topics) {
    long[] frequencies = PureLoop.facts(documents(40), TERMS).termFrequencies();
    Blocks blocks =
        TopicSeeding.blocks(TopicSeeding.dealt(seeds, perTopic, topics), tokens(), frequencies);
    return TiedTopics.separate(blocks, topics, 1);
  }

  private static long tokens() {
    return PureLoop.facts(documents(40), TERMS).tokens();
  }

  private static float[] topic(Blocks blocks, int k) {
    float[] column = new float[TERMS];
    for (int w = 0; w < TERMS; w++) {
      column[w] = blocks.row(w)[k];
    }
    return column;
  }

  @Test
  void eachTopicGetsAFifthOfItsShareOfTheTokens() {
    Blocks blocks = blocks(documents, 3, 10);
    for (double total : blocks.columnSums(10)) {
      assertThat(total).isCloseTo(0.2 * tokens() / 10, within(1e-3));
    }
    for (TermBlock block : blocks.here()) {
      for (int w = block.from(); w < block.from() + block.size(); w++) {
        assertThat(block.row(w)).hasSize(Rows.padded(10));
        assertThat(block.row(w)[10]).isZero();
      }
    }
  }

  @Test
  void halfFromItsOwnDocumentsAndHalfFromTheCorpus() {
    long[] frequencies = PureLoop.facts(documents, TERMS).termFrequencies();
    double mass = 0.2 * tokens() / 4;
    double[] own = new double[TERMS];
    double ownTokens = 0;
    for (Document seed : documents.subList(2, 4)) {
      for (int i = 0; i < seed.terms().length; i++) {
        own[seed.terms()[i]] += seed.counts()[i];
        ownTokens += seed.counts()[i];
      }
    }
    float[] second = topic(blocks(documents, 2, 4), 1);
    for (int w = 0; w < TERMS; w++) {
      double expected = mass * (frequencies[w] / (2.0 * tokens()) + own[w] / (2 * ownTokens));
      assertThat((double) second[w]).isCloseTo(expected, within(1e-5));
    }
  }

  @Test
  void aTermThatNeverOccursHasNoMass() {
    for (int k = 0; k < 4; k++) {
      assertThat(topic(blocks(documents, 3, 4), k)[TERMS - 1]).isZero();
    }
  }

  /** Topics that began alike would stay alike for ever. */
  @ParameterizedTest
  @CsvSource({
    "3, 3, 3",
    "3, 60, 2",
    "5, 5, 5",
    "6, 3, 4",
    "40, 60, 10",
    "2, 4, 2",
    "7, 10, 5",
    "20, 60, 20",
    "3, 3, 10",
    "1, 4, 5"
  })
  void topicsBeginApartWhenSeedsRunShort(int seeds, int perTopic, int topics) {
    Blocks blocks = blocks(documents.subList(0, seeds), perTopic, topics);
    Set<Integer> distinct = new HashSet<>();
    for (int k = 0; k < topics; k++) {
      distinct.add(Arrays.hashCode(topic(blocks, k)));
      assertThat(blocks.columnSums(topics)[k]).isCloseTo(0.2 * tokens() / topics, within(1e-3));
    }
    assertThat(distinct).hasSize(topics);
  }

  @Test
  void withoutAnySeedTopicsBeginLikeTheCorpus() {
    Blocks blocks = blocks(List.of(), 3, 2);
    float[] first = topic(blocks, 0);
    float[] second = topic(blocks, 1);
    assertThat(second).as("equal ones would stay so").isNotEqualTo(first);
    for (int w = 0; w < TERMS; w++) {
      assertThat(second[w]).isBetween(0.4f * first[w], 1.7f * first[w]);
    }
    assertThat(blocks.columnSums(2)[0]).isCloseTo(0.05 * tokens(), within(1e-3));
  }

  @Test
  void theSameSeedsGiveTheSameBits() {
    for (int k = 0; k < 7; k++) {
      assertThat(topic(blocks(documents, 3, 7), k)).isEqualTo(topic(blocks(documents, 3, 7), k));
    }
  }

  @Test
  void scalingMultipliesARowAndLeavesTheOldOneAlone() {
    TermBlock block = TermBlock.of(5, new float[][] {{4, 6, 0, 0}, {0, 1, 0, 0}});
    float[][] half = RowChange.scaled(block, 0.5, 2);
    assertThat(half[0]).containsExactly(2, 3, 0, 0);
    assertThat(half[1]).containsExactly(0, 0.5f, 0, 0);
    assertThat(block.row(5)).containsExactly(4, 6, 0, 0);
    float[][] none = RowChange.scaled(block, 0, 2);
    assertThat(none[0]).containsOnly(0).isSameAs(none[1]);
  }
}
