package polya.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import polya.corpus.Document;

class TopicQuantitiesTest {
  private static final double[][] PHI = {
    {0.5, 0.2, 0.2, 0.1}, {0.1, 0.1, 0.1, 0.7}, {0.25, 0.25, 0.4, 0.1}
  };
  private static final double[] ALPHA = {0.6, 1.3, 0.2};

  private static double[][] permuted(double[][] rows) {
    return new double[][] {rows[2], rows[0], rows[1]};
  }

  /** p of the tokens from {@code from} on, given topics of those before; over all assignments. */
  private static double enumerated(int[] tokens, int from, int[] countK) {
    if (from == tokens.length) {
      return 1;
    }
    double sum = 0;
    for (int k = 0; k < ALPHA.length; k++) {
      double prior = (countK[k] + ALPHA[k]) / (from + 2.1);
      countK[k]++;
      sum += prior * PHI[k][tokens[from]] * enumerated(tokens, from + 1, countK);
      countK[k]--;
    }
    return sum;
  }

  @Test
  void logProbabilityIsTheSumOverAllAssignments() {
    Document document = new Document("d", new int[] {0, 1, 3}, new int[] {2, 1, 4});
    int[] tokens = {3, 0, 3, 1, 3, 0, 3};
    assertThat(TopicQuantities.logProbability(PHI, ALPHA, document))
        .isCloseTo(Math.log(enumerated(tokens, 0, new int[3])), within(1e-12));
    Document one = new Document("d", new int[] {2}, new int[] {1});
    assertThat(TopicQuantities.logProbability(PHI, ALPHA, one))
        .isCloseTo(Math.log(enumerated(new int[] {2}, 0, new int[3])), within(1e-12));
    Document none = new Document("d", new int[0], new int[0]);
    assertThat(TopicQuantities.logProbability(PHI, ALPHA, none)).isZero();
  }

  @Test
  void longDocumentsDoNotUnderflowAndImpossibleOnesAreImpossible() {
    Document longOne = new Document("d", new int[] {0, 1}, new int[] {900, 100});
    double[][] one = {{1e-3, 1e-5}};
    assertThat(TopicQuantities.logProbability(one, new double[] {2}, longOne))
        .isCloseTo(900 * Math.log(1e-3) + 100 * Math.log(1e-5), within(1e-8));
    double[][] two = {{0.6, 0.4}, {0.6, 0.4}};
    assertThat(TopicQuantities.logProbability(two, new double[] {0.1, 3}, longOne))
        .isCloseTo(900 * Math.log(0.6) + 100 * Math.log(0.4), within(1e-8));
    assertThat(TopicQuantities.logProbability(new double[][] {{1, 0}}, new double[] {2}, longOne))
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void nothingChangesWhenTopicsChangePlaces() {
    assertThat(TopicQuantities.squares(PHI)).isCloseTo(1.155, within(1e-12));
    assertThat(TopicQuantities.squares(permuted(PHI))).isCloseTo(1.155, within(1e-12));
    assertThat(TopicQuantities.together(PHI, 0, 2)).isCloseTo(0.21, within(1e-12));
    assertThat(TopicQuantities.together(permuted(PHI), 2, 0)).isCloseTo(0.21, within(1e-12));
    Document document = new Document("d", new int[] {0, 1, 3}, new int[] {2, 1, 4});
    double[] alpha = {ALPHA[2], ALPHA[0], ALPHA[1]};
    assertThat(TopicQuantities.logProbability(permuted(PHI), alpha, document))
        .isCloseTo(TopicQuantities.logProbability(PHI, ALPHA, document), within(1e-12));
  }

  @Test
  void effectiveTopicsAreAllOfEqualOnesAndOneOfOne() {
    assertThat(TopicQuantities.effective(new double[] {2, 2, 2, 2})).isCloseTo(4, within(1e-12));
    assertThat(TopicQuantities.effective(new double[] {0, 7, 0})).isCloseTo(1, within(1e-12));
    double[] uneven = {3, 1};
    assertThat(TopicQuantities.effective(uneven))
        .isCloseTo(Math.exp(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25)), within(1e-12));
  }
}
