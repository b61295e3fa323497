package polya.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polya.heldout.Tiny;

class TopTermsTest {
  @Test
  void agreesWithSortingTheVocabulary() {
    float[][] weights = Tiny.weights(1300, 5, 2);
    for (int w = 0; w < 1300; w += 2) {
      weights[w][3] = 7; // Ties: the lower index first.
    }
    Phi phi = Tiny.phi(weights);
    double[][] dense = Tiny.dense(phi);
    for (int n : new int[] {1, 2, 10, 1300, 5000}) {
      TopTerms top = TopTerms.of(phi, n);
      assertThat(top.size()).isEqualTo(Math.min(n, 1300));
      for (int k = 0; k < 5; k++) {
        int topic = k;
        int[] sorted =
            IntStream.range(0, 1300)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer w) -> -dense[w][topic]))
                .mapToInt(Integer::intValue)
                .limit(n)
                .toArray();
        for (int i = 0; i < top.size(); i++) {
          assertThat(top.term(k, i)).isEqualTo(sorted[i]);
          assertThat(top.weight(k, i)).isEqualTo(dense[sorted[i]][k]);
        }
      }
    }
  }

  @Test
  void sharesAreOfTheModelsOwnRows() {
    Phi phi = Tiny.phi(new float[][] {{1, 3}, {1, 5}});
    assertThat(TopTerms.shares(phi.blocks(), 2)).containsExactly(0.2, 0.8);
  }
}
