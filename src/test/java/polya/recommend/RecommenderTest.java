package polya.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polya.corpus.Bag;
import polya.heldout.Tiny;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.mixing.DirichletDocuments;
import polya.mixing.DocumentPrior;
import polya.mixing.GammaDocuments;
import polya.mixing.Mixtures;
import polya.topics.Phi;

/** Lists of unseen terms against sorting all scores, and their measures against hand counts. */
class RecommenderTest {
  private static final int TOPICS = 7;
  private static final int TERMS = 300;

  private static Phi topics() {
    RandomStream random = Streams.of(3, Purpose.TEST, 0, 0);
    float[][] rows = new float[TERMS][TOPICS];
    for (int w = 0; w < TERMS; w++) {
      for (int k = 0; k < TOPICS; k++) {
        rows[w][k] = (float) Math.pow(random.nextOpen(), 5);
      }
    }
    rows[140] = rows[3].clone();
    rows[299] = rows[3].clone();
    return Tiny.phi(rows);
  }

  private static List<Bag> documents(int n) {
    RandomStream random = Streams.of(3, Purpose.TEST, 0, 1);
    List<Bag> documents = new ArrayList<>();
    for (int d = 0; d < n; d++) {
      int[] terms =
          IntStream.generate(() -> random.nextInt(TERMS))
              .limit(d % 31)
              .sorted()
              .distinct()
              .toArray();
      documents.add(new Bag(terms, Arrays.stream(terms).map(w -> 1 + w % 3).toArray()));
    }
    return documents;
  }

  private static double[] alpha() {
    return IntStream.range(0, TOPICS).mapToDouble(k -> 0.1 + 0.05 * k).toArray();
  }

  private static double[] rates() {
    return IntStream.range(0, TOPICS).mapToDouble(k -> 0.3 * (k + 1)).toArray();
  }

  private static DocumentPrior documents(double[] rates) {
    return rates == null ? new DirichletDocuments(alpha()) : GammaDocuments.of(alpha(), rates);
  }

  /** Scores of all terms in the order of the kernel; those of the document's own are −∞. */
  private static float[] scores(Phi phi, Bag document, double[] rates) {
    double[] theta = new Mixtures(phi, documents(rates)).of(document.terms(), document.counts());
    double[] mean = documents(rates).expected(theta, document.tokens());
    float[] scores = new float[TERMS];
    double[] row = new double[TOPICS];
    for (int w = 0; w < TERMS; w++) {
      phi.expand(w, row, 0);
      for (int k = 0; k < TOPICS; k++) {
        scores[w] += (float) (mean[k] * row[k]);
      }
    }
    Arrays.stream(document.terms()).forEach(w -> scores[w] = Float.NEGATIVE_INFINITY);
    return scores;
  }

  @Test
  void listsAreThoseOfSortingAllScores() {
    Phi phi = topics();
    for (double[] rates : new double[][] {null, rates()}) {
      Recommender recommender = new Recommender(phi, documents(rates), 20);
      List<Bag> documents = documents(Recommender.TILE);
      List<Recommendation> lists = recommender.recommend(documents);
      for (int d = 0; d < documents.size(); d++) {
        float[] scores = scores(phi, documents.get(d), rates);
        float[] sorted = scores.clone();
        Arrays.sort(sorted);
        Recommendation list = lists.get(d);
        assertThat(list.terms()).hasSize(20).doesNotHaveDuplicates();
        int[] seen = documents.get(d).terms();
        assertThat(Arrays.stream(list.terms()).noneMatch(w -> Arrays.binarySearch(seen, w) >= 0))
            .isTrue();
        for (int i = 0; i < 20; i++) {
          assertThat(list.scores()[i])
              .isCloseTo(scores[list.terms()[i]], within(1e-5f * scores[list.terms()[i]]));
          assertThat(list.scores()[i])
              .isCloseTo(sorted[TERMS - 1 - i], within(1e-5f * sorted[TERMS - 1 - i]));
        }
      }
    }
  }

  @Test
  void equalScoresComeByIndexAndAllUnseenTermsAreThereIfFewer() {
    Phi phi = topics();
    Bag most = new Bag(IntStream.range(4, 299).filter(w -> w != 140).toArray(), new int[294]);
    Arrays.fill(most.counts(), 1);
    Recommendation list = new Recommender(phi, documents(null), 50).recommend(List.of(most)).get(0);
    assertThat(list.terms()).hasSize(6).containsOnlyOnce(0, 1, 2, 3, 140, 299);
    int third = IntStream.range(0, 6).filter(i -> list.terms()[i] == 3).findFirst().orElseThrow();
    assertThat(Arrays.copyOfRange(list.terms(), third, third + 3)).containsExactly(3, 140, 299);
    Bag all = new Bag(IntStream.range(0, TERMS).toArray(), new int[TERMS]);
    Arrays.fill(all.counts(), 1);
    assertThat(new Recommender(phi, documents(null), 5).recommend(List.of(all)).get(0).terms())
        .isEmpty();
  }

  @Test
  void aDocumentGetsTheSameBitsInAnyCompany() {
    Phi phi = topics();
    Recommender recommender = new Recommender(phi, documents(rates()), 10);
    List<Bag> documents = documents(40);
    List<Recommendation> together = recommender.recommend(documents);
    for (int d = 0; d < documents.size(); d++) {
      Recommendation alone = recommender.recommend(List.of(documents.get(d))).get(0);
      assertThat(alone.terms()).isEqualTo(together.get(d).terms());
      assertThat(alone.scores()).isEqualTo(together.get(d).scores());
    }
  }

  @Test
  void theHeapKeepsTheBestOfAnyStream() {
    RandomStream random = Streams.of(3, Purpose.TEST, 0, 2);
    for (int n = 1; n < 40; n++) {
      BestTerms best = new BestTerms(n);
      float[] scores = new float[200];
      for (int w = 0; w < scores.length; w++) {
        scores[w] = random.nextInt(9) == 0 ? Float.NaN : random.nextInt(30);
      }
      best.offer(0, scores, 0, 120);
      best.offer(120, scores, 120, 80);
      int[] wanted =
          IntStream.range(0, 200)
              .filter(w -> !Float.isNaN(scores[w]))
              .boxed()
              .sorted(Comparator.<Integer>comparingDouble(w -> -scores[w]).thenComparing(w -> w))
              .limit(n)
              .mapToInt(w -> w)
              .toArray();
      assertThat(best.take().terms()).isEqualTo(wanted);
    }
  }

  @Test
  void measuresAreThoseCountedByHand() {
    RankingScore first = RankingScore.of(new int[] {5, 2, 9, 1}, new int[] {1, 2, 7}, 4);
    double gain = 1 / log2(3) + 1 / log2(5);
    double most = 1 + 1 / log2(3) + 1 / log2(4);
    assertThat(first.hits()).isEqualTo(2);
    assertThat(first.ndcg()).isCloseTo(gain / most, within(1e-12));
    RankingScore none = RankingScore.of(new int[] {5}, new int[0], 4);
    RankingScore all = RankingScore.of(new int[] {3}, new int[] {3}, 4);
    assertThat(all.ndcg()).isCloseTo(1, within(1e-12));
    RankingSums sums = new RankingSums(4);
    sums.add(first);
    sums.add(none);
    RankingSums more = new RankingSums(4);
    more.add(all);
    RankingResult result = sums.add(more).result();
    assertThat(result.documents()).isEqualTo(2);
    assertThat(result.precision().value()).isCloseTo((0.5 + 0.25) / 2, within(1e-9));
    assertThat(result.precision().standardError()).isCloseTo(0.125, within(1e-6));
    assertThat(result.recall().value()).isCloseTo((2.0 / 3 + 1) / 2, within(1e-9));
    assertThat(result.ndcg().value()).isCloseTo((gain / most + 1) / 2, within(1e-9));
    assertThat(new RankingSums(4).result().recall().value()).isNaN();
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  @Test
  void popularTermsSkipWhatWasSeen() {
    PopularTerms popular = new PopularTerms(new long[] {3, 9, 9, 0, 5});
    assertThat(popular.beside(new int[] {2}, 3)).containsExactly(1, 4, 0);
    assertThat(popular.beside(new int[0], 9)).containsExactly(1, 2, 4, 0, 3);
  }
}
