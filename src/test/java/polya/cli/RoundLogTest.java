package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import polya.Failure;
import polya.infer.Round;
import polya.spark.StoreLikeFileSystem;
import polya.spark.train.Checkpoint;
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
  void aStoreThatDoesNotTakeMetricsEndsNoTrainingBeforeItsEnd() {
    Configuration configuration = new Configuration(false);
    Path file = new Path(StoreLikeFileSystem.under(configuration, "rounds"), "metrics.jsonl");
    StoreLikeFileSystem.reset(0, true);
    PrintWriter people = new PrintWriter(new StringWriter());
    RoundLog log = new RoundLog(people, true, configuration, file, Checkpoint.beginning(null), -1);
    StoreLikeFileSystem.crashAfter(0);
    log.round(report(0, 3), null);
    assertThatThrownBy(log::close)
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.RESOURCES))
        .hasMessageContaining("Cannot write metrics.jsonl: the store is gone");
    assertThat(StoreLikeFileSystem.heal()).isTrue();
    log.round(report(1, 3), null);
    assertThat(StoreLikeFileSystem.text(file)).hasLineCount(2);
  }

  @Test
  void documentsOfOneTopicAreNotWarnedOf() {
    assertThat(RoundLog.warning(report(9, 1), false)).isEmpty();
    assertThat(RoundLog.warning(report(9, 1), true)).isPresent();
  }
}
