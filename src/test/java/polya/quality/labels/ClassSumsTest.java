package polya.quality.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import polya.corpus.DocumentKey;

class ClassSumsTest {
  private static final int[] TRUTH = {0, 2, 1, 1, 0};
  private static final double[][] PROBABILITIES = {
    {.5, .25, .25}, {.125, .25, .625}, {.5, .375, .125}, {.25, .5, .25}, {.2, .3, .5}
  };

  private static ClassScore score(int d, int truth, double... probabilities) {
    double[] logs = Arrays.stream(probabilities).map(Math::log).toArray();
    return ClassScore.of(DocumentKey.of("d" + d), truth, logs);
  }

  private static ClassSums five() {
    ClassSums sums = new ClassSums(1);
    for (int d = 0; d < 5; d++) {
      sums.add(score(d, TRUTH[d], PROBABILITIES[d]));
    }
    return sums;
  }

  /** By scikit-learn 1.5.2, once: accuracy_score and log_loss. */
  @Test
  void agreesWithScikitLearn() {
    ClassResult result = five().result();
    assertThat(result.accuracy().value()).isCloseTo(0.6, within(1e-12));
    assertThat(result.logLoss().value()).isCloseTo(0.8893130311622907, within(1e-6));
    // √(.6 · .4 / 5) = .22
    assertThat(result.accuracy().standardError()).isCloseTo(.22, within(.05));
  }

  @Test
  void aClassNeverSeenIsWrongAndHasNoLogLoss() {
    ClassSums sums = five();
    sums.add(score(5, ClassScore.UNSEEN, .9, .05, .05));
    ClassResult result = sums.result();
    assertThat(result.documents()).isEqualTo(6);
    assertThat(result.unseen()).isEqualTo(1);
    assertThat(result.accuracy().value()).isCloseTo(0.5, within(1e-12));
    assertThat(result.logLoss().value()).isEqualTo(five().result().logLoss().value());
  }

  @Test
  void whatUnderflowedIsTheLeastDoubleAndTiesGoToTheLowerClass() {
    ClassSums sums = new ClassSums(1);
    sums.add(score(0, 1, 1, 0, 0));
    assertThat(sums.result().logLoss().value()).isCloseTo(744.44, within(0.01));
    ClassSums ties = new ClassSums(1);
    ties.add(score(0, 1, .2, .4, .4));
    ties.add(score(1, 2, .2, .4, .4));
    assertThat(ties.result().accuracy().value()).isEqualTo(0.5);
  }

  @Test
  void anyOrderAndGroupingGiveTheSameBits() {
    ClassSums even = new ClassSums(1);
    ClassSums odd = new ClassSums(1);
    for (int d = 4; d >= 0; d--) {
      (d % 2 == 0 ? even : odd).add(score(d, TRUTH[d], PROBABILITIES[d]));
    }
    assertThat(odd.add(even).result()).isEqualTo(five().result());
    assertThat(new ClassSums(1).result().accuracy().value()).isNaN();
  }

  /** The largest class, and the shares as probabilities. */
  @Test
  void theBaselineIsTheLargestClass() {
    LabelShares shares = new LabelShares(3);
    for (int c : new int[] {1, 1, 0, 2, 1}) {
      shares.add(c);
    }
    ClassSums sums = new ClassSums(1);
    for (int d = 0; d < 5; d++) {
      sums.add(score(d, TRUTH[d], shares.shares()));
    }
    assertThat(sums.result().accuracy().value()).isCloseTo(0.4, within(1e-12));
    double loss = -(2 * Math.log(.2) + Math.log(.2) + 2 * Math.log(.6)) / 5;
    assertThat(sums.result().logLoss().value()).isCloseTo(loss, within(1e-6));
  }
}
