package polya.quality.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static polya.quality.labels.Documents.eight;
import static polya.quality.labels.Documents.has;
import static polya.quality.labels.Documents.random;

import java.util.List;
import org.junit.jupiter.api.Test;

class AreaUnderCurveTest {
  private static ScoreCounts counts(List<LabelScores> documents, int limit, boolean grouped) {
    ScoreCounts counts = new ScoreCounts(limit);
    for (LabelScores d : documents) {
      int group = grouped ? Jackknife.group(1, d.documentKey()) : 0;
      for (int l = 0; l < d.scores().length; l++) {
        counts.add(l, d.scores()[l], group, has(d, l));
      }
    }
    return counts;
  }

  /** The mean over labels of the share of pairs in the right order, pair by pair. */
  private static double pairwise(List<LabelScores> documents, int labels) {
    double sum = 0;
    int counted = 0;
    for (int l = 0; l < labels; l++) {
      double won = 0;
      double pairs = 0;
      for (LabelScores a : documents) {
        for (LabelScores b : documents) {
          if (has(a, l) && !has(b, l)) {
            pairs++;
            double apart = a.scores()[l] - b.scores()[l];
            won += apart > 0 ? 1 : apart == 0 ? 0.5 : 0;
          }
        }
      }
      sum += pairs > 0 ? won / pairs : 0;
      counted += pairs > 0 ? 1 : 0;
    }
    return counted == 0 ? Double.NaN : sum / counted;
  }

  /** By scikit-learn 1.5.2, once: roc_auc_score of each column. */
  @Test
  void agreesWithScikitLearn() {
    double[] columns = {0.53125, 0.96875, 0.8125, 0.36666666666666664};
    for (int l = 0; l < 4; l++) {
      ScoreCounts column = new ScoreCounts(1 << 10);
      for (LabelScores d : eight()) {
        column.add(0, d.scores()[l], 0, has(d, l));
      }
      assertThat(AreaUnderCurve.of(column).macro()).isCloseTo(columns[l], within(1e-12));
    }
  }

  @Test
  void isTheShareOfPairsAndItsErrorThatOfLeavingGroupsOut() {
    for (int steps : new int[] {4, 1 << 18}) {
      List<LabelScores> documents = random(150, 4, steps, 3 + steps);
      double whole = pairwise(documents, 4);
      AreaUnderCurve area = AreaUnderCurve.of(counts(documents, 1 << 16, false));
      assertThat(area.macro()).isCloseTo(whole, within(1e-12));
      assertThat(area.standardError()).isNaN();
      double squares = 0;
      int groups = 0;
      for (int g = 0; g < Jackknife.GROUPS; g++) {
        int out = g;
        List<LabelScores> left =
            documents.stream().filter(d -> Jackknife.group(1, d.documentKey()) != out).toList();
        double moved = pairwise(left, 4) - whole;
        squares += moved * moved;
        groups += left.size() < documents.size() ? 1 : 0;
      }
      AreaUnderCurve grouped = AreaUnderCurve.of(counts(documents, 1 << 16, true));
      assertThat(grouped.macro()).isCloseTo(whole, within(1e-12));
      assertThat(grouped.standardError())
          .isCloseTo(Math.sqrt((groups - 1.0) / groups * squares), within(1e-12));
    }
  }

  @Test
  void aLabelThatAllOrNoneHaveTakesNoPart() {
    ScoreCounts counts = new ScoreCounts(100);
    for (int d = 0; d < 4; d++) {
      counts.add(0, d, 0, true);
      counts.add(1, d, 0, d > 1);
      counts.add(2, d, 0, false);
    }
    AreaUnderCurve area = AreaUnderCurve.of(counts);
    assertThat(area.labels()).isEqualTo(1);
    assertThat(area.macro()).isEqualTo(1);
    assertThat(area.resolution()).isZero();
    assertThat(AreaUnderCurve.of(new ScoreCounts(100)).macro()).isNaN();
  }

  /** Too many scores: the area is off by no more than it says. */
  @Test
  void coarseScoresKeepTheirBound() {
    List<LabelScores> documents = random(2000, 3, 1 << 20, 9);
    double exact = pairwise(documents, 3);
    for (int limit : new int[] {50, 200, 1000}) {
      AreaUnderCurve coarse = AreaUnderCurve.of(counts(documents, limit, false));
      assertThat(coarse.resolution()).isPositive().isLessThan(0.2);
      assertThat(coarse.macro()).isCloseTo(exact, within(coarse.resolution()));
    }
    assertThat(AreaUnderCurve.of(counts(documents, 1000, false)).resolution()).isLessThan(0.01);
  }
}
