package polya.infer.variational;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

/** Documents that start topics: alike within one, unlike between them. */
class SpreadSeedsTest {
  private static final int KINDS = 5;

  /** Document d is of kind 7d mod 11 mod 5: ten terms of its own and one that all have. */
  private static List<Document> candidates(int howMany) {
    List<Document> all = new ArrayList<>();
    for (int d = 0; d < howMany; d++) {
      RandomStream random = Streams.of(9, Purpose.TEST, 0, d);
      int[] counts = new int[10 * KINDS + 1];
      counts[10 * KINDS] = 12;
      for (int i = 0; i < 20; i++) {
        counts[10 * kind(d) + random.nextInt(10)]++;
      }
      int[] terms = IntStream.range(0, counts.length).filter(w -> counts[w] > 0).toArray();
      int[] values = Arrays.stream(terms).map(w -> counts[w]).toArray();
      all.add(new Document(Integer.toString(d), terms, values));
    }
    return all;
  }

  private static int kind(int d) {
    return 7 * d % 11 % KINDS;
  }

  private static int kind(Document document) {
    return kind(Integer.parseInt(document.id()));
  }

  @Test
  void everyKindOfDocumentStartsATopicOfItsOwn() {
    List<Document> seeds = SpreadSeeds.of(candidates(60), KINDS, 4);
    assertThat(seeds).hasSize(4 * KINDS).doesNotHaveDuplicates();
    HashSet<Integer> kinds = new HashSet<>();
    for (int k = 0; k < KINDS; k++) {
      List<Document> own = seeds.subList(4 * k, 4 * k + 4);
      assertThat(own).extracting(SpreadSeedsTest::kind).containsOnly(kind(own.get(0)));
      kinds.add(kind(own.get(0)));
    }
    assertThat(kinds).hasSize(KINDS);
  }

  @Test
  void whereATopicHasTooFewAlikeOthersFillIt() {
    List<Document> all = candidates(2 * KINDS + 1);
    List<Document> seeds = SpreadSeeds.of(all, KINDS, 9);
    assertThat(seeds).hasSize(2 * KINDS).doesNotHaveDuplicates().isSubsetOf(all);
  }

  @Test
  void withoutAChoiceTheyStayAsTheyAre() {
    List<Document> few = candidates(2 * KINDS - 1);
    assertThat(SpreadSeeds.of(few, KINDS, 1)).isSameAs(few);
    assertThat(SpreadSeeds.of(List.of(), KINDS, 3)).isEmpty();
    assertThat(SpreadSeeds.candidates(300, 100)).isEqualTo(1200);
    assertThat(SpreadSeeds.candidates(6_000, 2_000)).isEqualTo(10_000);
    assertThat(SpreadSeeds.candidates(30_000, 10_000)).isEqualTo(30_000);
  }
}
