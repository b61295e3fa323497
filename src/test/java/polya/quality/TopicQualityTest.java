package polya.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import polya.corpus.Vocabulary;
import polya.heldout.Tiny;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.topics.Phi;

class TopicQualityTest {
  private static final double ROUNDING = 1e-6;

  /** Topic 0 has terms 0 and 1, half each; topic 1 has 1 to 4, a quarter each. */
  private static final Phi TOPICS =
      Tiny.phi(new float[][] {{1, 0}, {1, 1}, {0, 1}, {0, 1}, {0, 1}});

  @Test
  void diversityExclusivityAndEffectiveTermsAreThoseWorkedOutByHand() {
    TopicQuality quality = TopicQuality.of(TOPICS, new int[][] {{0, 1}, {1, 2}});
    // Top terms 0, 1 and 1, 2: three distinct ones of four.
    assertThat(quality.diversity()).isCloseTo(0.75, within(ROUNDING));
    // Term 1 belongs to the first topic by (1/2)/(3/4), to the second by (1/4)/(3/4).
    assertThat(quality.exclusivity(0)).isCloseTo((1 + 2 / 3.0) / 2, within(ROUNDING));
    assertThat(quality.exclusivity(1)).isCloseTo((1 / 3.0 + 1) / 2, within(ROUNDING));
    assertThat(quality.effectiveTerms(0)).isCloseTo(2, within(ROUNDING));
    assertThat(quality.effectiveTerms(1)).isCloseTo(4, within(ROUNDING));
  }

  @Test
  void overlapIsTheProbabilityInCommonOfTermsMatchedByTheirTexts() {
    Vocabulary terms = Vocabulary.of(List.of("a", "b", "c", "d", "e"));
    Phi other = Tiny.phi(new float[][] {{1}, {1}, {2}});
    Vocabulary otherTerms = Vocabulary.of(List.of("e", "z", "b"));
    double[][] overlap = TopicOverlap.of(TOPICS, terms, other, otherTerms);
    assertThat(overlap[0][0]).isCloseTo(0.5, within(ROUNDING)); // b: min(1/2, 1/2)
    assertThat(overlap[1][0]).isCloseTo(0.5, within(ROUNDING)); // b and e: 1/4 each
    double[][] itself = TopicOverlap.of(TOPICS, terms, TOPICS, terms);
    assertThat(itself[0][0]).isCloseTo(1, within(ROUNDING));
    assertThat(itself[0][1]).isEqualTo(itself[1][0]).isCloseTo(0.25, within(ROUNDING));
    assertThat(TopicOverlap.ofTopTerms(new int[] {0, 1}, terms, new int[] {2, 0}, otherTerms))
        .isEqualTo(0.5);
  }

  @Test
  void matchingIsAsGoodAsTheBestOfAllPermutations() {
    RandomStream stream = Streams.of(5, Purpose.TEST, 0, 0);
    for (int[] shape : new int[][] {{1, 1}, {5, 5}, {3, 6}, {6, 3}, {7, 7}, {1, 4}}) {
      for (int trial = 0; trial < 20; trial++) {
        double[][] similarity = new double[shape[0]][shape[1]];
        for (double[] row : similarity) {
          for (int c = 0; c < row.length; c++) {
            row[c] = trial < 10 ? stream.nextOpen() : stream.nextInt(3); // with ties
          }
        }
        int[] matched = TopicMatching.of(similarity);
        boolean[] used = new boolean[shape[1]];
        double sum = 0;
        int pairs = 0;
        for (int r = 0; r < shape[0]; r++) {
          if (matched[r] >= 0) {
            assertThat(used[matched[r]]).as("each column once").isFalse();
            used[matched[r]] = true;
            sum += similarity[r][matched[r]];
            pairs++;
          }
        }
        assertThat(pairs).isEqualTo(Math.min(shape[0], shape[1]));
        assertThat(sum).isCloseTo(best(similarity, 0, 0), within(1e-12));
      }
    }
  }

  /** The best sum over rows from {@code row} on, with the columns of a bit set taken. */
  private static double best(double[][] similarity, int row, int taken) {
    int columns = similarity[0].length;
    if (row == similarity.length) {
      return 0;
    }
    boolean mayRest = similarity.length - row > columns - Integer.bitCount(taken);
    double best = mayRest ? best(similarity, row + 1, taken) : Double.NEGATIVE_INFINITY;
    for (int c = 0; c < columns; c++) {
      if ((taken >> c & 1) == 0) {
        double rest = best(similarity, row + 1, taken | 1 << c);
        best = Math.max(best, similarity[row][c] + rest);
      }
    }
    return best;
  }
}
