package polya.quality.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static polya.quality.labels.Documents.document;
import static polya.quality.labels.Documents.eight;
import static polya.quality.labels.Documents.has;
import static polya.quality.labels.Documents.random;
import static polya.quality.labels.Documents.sums;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelSumsTest {
  private static final double NONE = Double.NaN;

  /**
   * By scikit-learn 1.5.2, once: label_ranking_average_precision_score, roc_auc_score of each
   * column, and f1_score with average micro and macro of the matrices of predicted labels, which
   * are S &gt;= t, and the first labels of argsort(-S, kind='stable') up to the true number.
   */
  @Test
  void agreesWithScikitLearn() {
    LabelResult low = sums(eight(), 4, .25).result();
    assertThat(low.rankingPrecision().value()).isCloseTo(0.75, within(1e-6));
    assertThat(low.areaUnderCurve().value()).isCloseTo(0.6697916666666667, within(1e-12));
    assertThat(low.microF1().value()).isCloseTo(0.7333333333333333, within(1e-12));
    assertThat(low.macroF1().value()).isCloseTo(0.7517857142857143, within(1e-12));
    assertThat(low.precisionAtOne().value()).isCloseTo(0.625, within(1e-12));
    assertThat(low.microF1AtThreshold().value()).isCloseTo(0.6470588235294118, within(1e-12));
    assertThat(low.macroF1AtThreshold().value()).isCloseTo(0.6222222222222222, within(1e-12));
    LabelResult high = sums(eight(), 4, .5).result();
    assertThat(high.microF1AtThreshold().value()).isCloseTo(0.3157894736842105, within(1e-12));
    assertThat(high.macroF1AtThreshold().value()).isCloseTo(0.2833333333333333, within(1e-12));
    assertThat(high.documents()).isEqualTo(8);
    assertThat(high.labels()).isEqualTo(4);
    assertThat(high.areaLabels()).isEqualTo(4);
  }

  /** One document of two labels of four, ranked 2 > 0 > 3 > 1, by hand. */
  @Test
  void oneDocumentByHand() {
    LabelResult result =
        sums(List.of(document(0, new int[] {0, 3}, 0, .3, .1, .4, .2)), 4, .2).result();
    // Predicted 2 and 0: one of two right.
    assertThat(result.microF1().value()).isEqualTo(0.5);
    // Label 0 is found, label 3 is not; label 2 is nobody's.
    assertThat(result.macroF1().value()).isEqualTo(0.5);
    assertThat(result.precisionAtOne().value()).isZero();
    // Label 0 lies second, 1 of 2; label 3 third, 2 of 3.
    assertThat(result.rankingPrecision().value()).isCloseTo((1 / 2. + 2 / 3.) / 2, within(1e-6));
    // From .2 on: 0, 2, 3. Two hits of 3 predicted and 2 true.
    assertThat(result.microF1AtThreshold().value()).isCloseTo(4 / 5., within(1e-12));
    assertThat(result.macroF1AtThreshold().value()).isEqualTo(1);
    // No label that some have and some lack, and no second document.
    assertThat(result.areaUnderCurve().value()).isNaN();
    assertThat(result.areaLabels()).isZero();
    assertThat(result.microF1().standardError()).isNaN();
    assertThat(result.macroF1().standardError()).isNaN();
  }

  @Test
  void withoutAThresholdThereIsNoMeasureOfIt() {
    LabelResult result = sums(eight(), 4, NONE).result();
    assertThat(result.threshold()).isNaN();
    assertThat(result.microF1AtThreshold().value()).isNaN();
    assertThat(result.macroF1AtThreshold().value()).isNaN();
  }

  @Test
  void documentsWithoutLabelsAreCountedAndNoMore() {
    LabelResult without = sums(eight(), 4, .25).result();
    LabelSums more = sums(eight(), 4, .25);
    more.add(document(8, new int[0], 0, .9, .05, .03, .02));
    LabelResult with = more.result();
    assertThat(with.documents()).isEqualTo(9);
    assertThat(with.withoutLabels()).isEqualTo(1);
    assertThat(with)
        .usingRecursiveComparison()
        .ignoringFields("documents", "withoutLabels")
        .isEqualTo(without);
  }

  @Test
  void nothingIsNotANumber() {
    LabelResult none = sums(List.of(), 3, .5).result();
    assertThat(none.documents()).isZero();
    for (Measure measure :
        List.of(
            none.microF1(),
            none.macroF1(),
            none.precisionAtOne(),
            none.rankingPrecision(),
            none.areaUnderCurve(),
            none.macroF1AtThreshold())) {
      assertThat(measure.value()).isNaN();
      assertThat(measure.standardError()).isNaN();
    }
  }

  /** A label never seen in training has no score: it cannot be found, and that is the model's. */
  @Test
  void labelsNeverSeenAreMissed() {
    LabelSums sums = new LabelSums(1, 2, .5);
    sums.add(document(0, new int[] {0}, 1, .9, .1));
    sums.add(document(1, new int[0], 1, .1, .9));
    LabelResult result = sums.result();
    assertThat(result.withoutLabels()).isZero();
    assertThat(result.unseenLabels()).isEqualTo(2);
    // First: both labels predicted, one right of two; second: one predicted, wrong.
    assertThat(result.microF1().value()).isCloseTo(2. / (2 + 2 + 1 + 1), within(1e-12));
    assertThat(result.precisionAtOne().value()).isEqualTo(0.5);
    assertThat(result.rankingPrecision().value()).isCloseTo((1. / 2 + 0) / 2, within(1e-6));
    assertThat(result.labels()).isEqualTo(1);
    assertThat(result.macroF1().value()).isEqualTo(1);
    // More labels than are known: all are predicted.
    sums.add(document(2, new int[] {0, 1}, 2, .9, .1));
    assertThat(sums.result().microF1().value()).isCloseTo(6. / (6 + 2 + 4), within(1e-12));
  }

  @Test
  void amongEqualScoresTheLowerLabelGoesFirst() {
    Ranking ranking = new Ranking(new double[] {.2, .4, .2, .4, .2, -0., 0.});
    assertThat(ranking.best(0)).isEmpty();
    assertThat(ranking.best(1)).containsExactly(1);
    assertThat(ranking.best(3)).containsExactly(0, 1, 3);
    assertThat(ranking.best(4)).containsExactly(0, 1, 2, 3);
    assertThat(ranking.best(6)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(ranking.best(9)).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  /** Every measure by its definition, over all pairs, on scores with and without many ties. */
  @Test
  void agreesWithTheDefinitions() {
    for (int steps : new int[] {3, 10, 1 << 20}) {
      List<LabelScores> all = random(60, 6, steps, steps);
      List<LabelScores> scored = all.stream().filter(d -> d.wanted() > 0).toList();
      LabelResult result = sums(all, 6, .7).result();
      assertThat(result.withoutLabels()).isEqualTo(60 - scored.size()).isPositive();
      assertThat(result.rankingPrecision().value())
          .isCloseTo(mean(scored, LabelSumsTest::averagePrecision), within(1e-6));
      assertThat(result.precisionAtOne().value())
          .isCloseTo(mean(scored, LabelSumsTest::firstIsTrue), within(1e-6));
      double hits = 0;
      double both = 0;
      double macro = 0;
      for (int l = 0; l < 6; l++) {
        int label = l;
        double tp = scored.stream().filter(d -> has(d, label) && predicted(d, label)).count();
        double of = scored.stream().filter(d -> has(d, label)).count();
        double positive = scored.stream().filter(d -> predicted(d, label)).count();
        hits += tp;
        both += of + positive;
        macro += 2 * tp / (of + positive) / 6;
      }
      both += scored.stream().mapToInt(LabelScores::unseen).sum();
      assertThat(result.microF1().value()).isCloseTo(2 * hits / both, within(1e-12));
      assertThat(result.macroF1().value()).isCloseTo(macro, within(1e-12));
    }
  }

  private static double mean(List<LabelScores> documents, ToDoubleFunction<LabelScores> of) {
    return documents.stream().mapToDouble(of).average().orElseThrow();
  }

  private static double firstIsTrue(LabelScores d) {
    return IntStream.of(d.labels()).anyMatch(l -> rank(d, l) == 0) ? 1 : 0;
  }

  /** How many labels go before this one. */
  private static int rank(LabelScores d, int label) {
    double[] s = d.scores();
    return (int)
        IntStream.range(0, s.length)
            .filter(j -> s[j] > s[label] || s[j] == s[label] && j < label)
            .count();
  }

  private static boolean predicted(LabelScores d, int label) {
    return rank(d, label) < d.wanted();
  }

  private static double averagePrecision(LabelScores d) {
    double[] s = d.scores();
    double sum = 0;
    for (int y : d.labels()) {
      double all = IntStream.range(0, s.length).filter(j -> s[j] >= s[y]).count();
      double wanted = IntStream.of(d.labels()).filter(j -> s[j] >= s[y]).count();
      sum += wanted / all;
    }
    return sum / d.wanted();
  }

  @Test
  void anyOrderAndGroupingGiveTheSameBits() {
    List<LabelScores> all = random(300, 5, 1 << 20, 7);
    LabelSums whole = sums(all, 5, .6);
    LabelSums turned = new LabelSums(1, 5, .6);
    LabelSums odd = new LabelSums(1, 5, .6);
    for (int d = 299; d >= 0; d--) {
      (d % 2 == 0 ? turned : odd).add(all.get(d));
    }
    LabelSums merged = new LabelSums(1, 5, .6).add(odd.add(turned)).add(new LabelSums(1, 5, .6));
    assertThat(merged.result()).isEqualTo(whole.result());
  }

  @Test
  void theBaselineGivesEveryDocumentTheSharesOfLabels() {
    LabelShares shares = new LabelShares(3);
    shares.add(0, 1);
    shares.add(1);
    shares.add();
    shares = new LabelShares(3).add(shares);
    assertThat(shares.shares()).containsExactly(0.5, 1, 0);
    LabelSums sums = new LabelSums(1, 3, NONE);
    sums.add(document(0, new int[] {1}, 0, .8, .1, .1).constant(shares.shares()));
    sums.add(document(1, new int[] {0, 2}, 0, .8, .1, .1).constant(shares.shares()));
    LabelResult baseline = sums.result();
    assertThat(baseline.precisionAtOne().value()).isEqualTo(0.5);
    assertThat(baseline.microF1().value()).isCloseTo(4 / 6., within(1e-12));
    // A constant tells no two documents apart: all pairs are ties.
    assertThat(baseline.areaUnderCurve().value()).isEqualTo(0.5);
    assertThat(baseline.areaResolution()).isEqualTo(0.5);
    assertThat(new LabelShares(2).shares()).containsExactly(0, 0);
  }

  @Test
  void whatIsNoDocumentIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> document(0, new int[] {1, 1}, 0, .5, .5));
    assertThatIllegalArgumentException().isThrownBy(() -> document(0, new int[] {2}, 0, .5, .5));
    assertThatIllegalArgumentException().isThrownBy(() -> document(0, new int[] {-1}, 0, .5));
    assertThatIllegalArgumentException().isThrownBy(() -> document(0, new int[0], -1, .5));
    assertThatIllegalArgumentException().isThrownBy(() -> document(0, new int[0], 0, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> document(0, new int[0], 0, 1e300));
  }
}
