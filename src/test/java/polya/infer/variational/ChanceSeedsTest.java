package polya.infer.variational;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

/** Documents that start topics of short texts. */
class ChanceSeedsTest {
  private static final int KINDS = 4;

  /** Document d is of kind d mod 4: three of six terms of its own. */
  private static List<Document> candidates(int howMany) {
    List<Document> all = new ArrayList<>();
    for (int d = 0; d < howMany; d++) {
      RandomStream random = Streams.of(9, Purpose.TEST, 0, d);
      int out = random.nextInt(6);
      int from = 6 * (d % KINDS);
      int[] terms = IntStream.range(from, from + 6).filter(w -> w != from + out).toArray();
      all.add(
          new Document(Integer.toString(d), terms, new int[] {1, 1, 1 + random.nextInt(2), 1, 1}));
    }
    return all;
  }

  private static int kind(Document document) {
    return Integer.parseInt(document.id()) % KINDS;
  }

  /** Of 200 runs all kinds start a topic in most; by chance alone in one of eleven. */
  @Test
  void kindsThatNoTopicBeganWithAreLikelier() {
    int all = 0;
    for (int seed = 0; seed < 200; seed++) {
      List<Document> seeds = ChanceSeeds.of(candidates(80), KINDS, 3, seed);
      assertThat(seeds).hasSize(3 * KINDS).doesNotHaveDuplicates();
      Set<Integer> kinds = new HashSet<>();
      for (int k = 0; k < KINDS; k++) {
        kinds.add(kind(seeds.get(3 * k)));
      }
      all += kinds.size() == KINDS ? 1 : 0;
    }
    assertThat(all).isGreaterThan(100);
  }

  @Test
  void aTopicsOtherDocumentsAreLikeItsFirst() {
    List<Document> seeds = ChanceSeeds.of(candidates(80), 2, 5, 1);
    for (int k = 0; k < 2; k++) {
      List<Document> own = seeds.subList(5 * k, 5 * k + 5);
      assertThat(own).extracting(ChanceSeedsTest::kind).containsOnly(kind(own.get(0)));
    }
  }

  @Test
  void dependsOnTheSeedAloneAndFewCandidatesStayAsTheyAre() {
    List<Document> all = candidates(40);
    assertThat(ChanceSeeds.of(all, KINDS, 3, 5)).isEqualTo(ChanceSeeds.of(all, KINDS, 3, 5));
    assertThat(ChanceSeeds.of(all.subList(0, 7), KINDS, 3, 5)).isEqualTo(all.subList(0, 7));
    List<Document> copies =
        IntStream.range(0, 8)
            .mapToObj(d -> new Document("c" + d, new int[] {1}, new int[] {2}))
            .toList();
    assertThat(ChanceSeeds.of(copies, 4, 2, 1)).containsExactlyInAnyOrderElementsOf(copies);
  }
}
