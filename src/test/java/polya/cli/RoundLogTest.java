package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import polya.infer.Round;
import polya.spark.train.RoundReport;

class RoundLogTest {
  private static RoundReport report(int number, double activeTopics) {
    Round round = new Round(number, 10, 0, false, -1, 1, false, 0, 1, 10, 1);
    return new RoundReport(
        round, 1, 1, 100, 0, 0, new TreeMap<>(Map.of("activeTopics", activeTopics)));
  }

  @Test
  void aCollapsedRunIsWarnedOfOnceAndTheRemedyNamed() {
    assertThat(RoundLog.warning(report(9, 1.2), true))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .startsWith("warning: documents hold 1.2 topics on average.")
                    .contains("-p pruning=0.001", "docConcentration", "seedDocuments"));
    assertThat(RoundLog.warning(report(8, 1.2), true)).as("before the end").isEmpty();
    assertThat(RoundLog.warning(report(9, 2.5), true)).isEmpty();
  }

  @Test
  void documentsOfOneTopicAreNotWarnedOf() {
    assertThat(RoundLog.warning(report(9, 1), false)).isEmpty();
    assertThat(RoundLog.warning(report(9, 1), true)).isPresent();
  }
}
