package polya.quality.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static polya.quality.labels.Documents.random;
import static polya.quality.labels.Documents.sums;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether errors are those of the choice of documents: against the spread over many corpora. */
class LabelErrorsTest {
  private static final int CORPORA = 150;

  private static final List<Function<LabelResult, Measure>> MEASURES =
      List.of(
          LabelResult::microF1,
          LabelResult::macroF1,
          LabelResult::precisionAtOne,
          LabelResult::rankingPrecision,
          LabelResult::areaUnderCurve,
          LabelResult::microF1AtThreshold,
          LabelResult::macroF1AtThreshold);

  /**
   * The deviation over 150 corpora is known to 6 %, the mean of 150 errors to about 1 %; so a ratio
   * beyond 1 ± 0.25 would be four of these off: 6e-5 each, 4e-4 for all seven.
   */
  @Test
  void errorsAreTheSpreadOverCorpora() {
    List<LabelResult> results = new ArrayList<>();
    for (int c = 0; c < CORPORA; c++) {
      results.add(sums(random(200, 4, 1 << 20, 100 + c), 4, .7).result());
    }
    for (Function<LabelResult, Measure> of : MEASURES) {
      double[] values = results.stream().mapToDouble(r -> of.apply(r).value()).toArray();
      double mean = IntStream.range(0, CORPORA).mapToDouble(c -> values[c]).average().orElseThrow();
      double squares =
          IntStream.range(0, CORPORA).mapToDouble(c -> Math.pow(values[c] - mean, 2)).sum();
      double told =
          results.stream().mapToDouble(r -> of.apply(r).standardError()).average().orElseThrow();
      assertThat(told / Math.sqrt(squares / (CORPORA - 1))).isCloseTo(1, within(0.25));
    }
  }

  @Test
  void aLabelOfOneDocumentHasAnErrorAllTheSame() {
    LabelSums sums = new LabelSums(1, 2, .5);
    for (int d = 0; d < 30; d++) {
      int[] labels = d == 3 ? new int[] {0, 1} : new int[] {0};
      sums.add(Documents.document(d, labels, 0, .8, d / 100.));
    }
    LabelResult result = sums.result();
    assertThat(result.macroF1().standardError()).isFinite();
    // Without its one document no label is left that has an area.
    assertThat(result.areaUnderCurve().value()).isCloseTo(3 / 29., within(1e-12));
    assertThat(result.areaUnderCurve().standardError()).isFinite();
  }
}
