package polya.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkException;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.Failure;

class LostExecutorsTest {
  private static final Exception BUG =
      new SparkException("Missing an output location for shuffle 3 partition 0");

  private final Configuration session = new Configuration(false);
  private final LostExecutors listener = new LostExecutors(session);

  private void lost(String reason) {
    listener.onExecutorRemoved(new SparkListenerExecutorRemoved(0, "1", reason));
  }

  private Failure explained(Throwable failure) {
    return LostExecutors.explain(session, "train", failure).orElse(null);
  }

  @Test
  void whereNoneWasLostNothingIsExplained() {
    assertThat(explained(BUG)).isNull();
  }

  @Test
  void executorsLostByMemoryEndWithResources() {
    lost("Worker shutting down");
    lost("Command exited with code 52");
    assertThat(explained(BUG).kind()).isEqualTo(Failure.Kind.RESOURCES);
    assertThat(explained(BUG))
        .hasMessageContaining("2 in all, 1 of them by memory")
        .hasMessageContaining("(the last: Command exited with code 52)")
        .hasMessageContaining("--executor-memory")
        .hasCause(BUG);
    Exception passing = new SparkException("Job aborted.", Failure.retry("Run it again."));
    assertThat(explained(passing).kind()).isEqualTo(Failure.Kind.RESOURCES);
    assertThat(explained(Failure.retry("Run it again."))).as("not of Spark's").isNull();
    assertThat(explained(Failure.input("Cannot read."))).isNull();
  }

  @Test
  void othersAreWorthAnotherTry() {
    lost("Worker shutting down");
    assertThat(explained(BUG).kind()).isEqualTo(Failure.Kind.RETRY);
    assertThat(explained(Failure.retry("Run it again."))).isNull();
  }

  @Test
  void oneThatWasKilledMayHaveHadToGoOrHadTooMuchMemory() {
    lost("Command exited with code 137");
    assertThat(explained(BUG).kind()).isEqualTo(Failure.Kind.RETRY);
    assertThat(explained(BUG))
        .hasMessageContaining("either its machine was wanted back, or it took more memory")
        .hasMessageContaining("spark.executor.memoryOverhead");
  }

  @Test
  void whereTheLastIsLostAnotherIsWaitedForButNotForEver() {
    assertThat(listener.isAlone(true, 0)).as("none was lost").isFalse();
    lost("Executor killed by driver.");
    assertThat(listener.isAlone(true, 0)).as("it is not wanted").isFalse();
    lost("Worker shutting down");
    assertThat(listener.isAlone(false, 0)).as("others are there, or no job").isFalse();
    assertThat(listener.isAlone(true, 0)).isTrue();
    assertThat(listener.isAlone(true, 3600)).as("there is time").isFalse();
    lost("Executor killed by driver.");
    assertThat(listener.isAlone(true, 0)).as("another came and went").isFalse();
  }

  @Test
  void whatSparkDidNotThrowIsABug() {
    lost("Command exited with code 52");
    assertThat(explained(new NullPointerException("null"))).isNull();
  }

  @Test
  void thoseThatWereLetGoAreNotLost() {
    lost("Executor killed by driver.");
    lost("Executor decommission: worker decommissioned because of kill request");
    lost("Finished decommissioning");
    assertThat(explained(BUG)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Command exited with code 52; true",
        "Command exited with code 137; false",
        "The executor with id 3 exited with exit code 137(SIGKILL, possible container OOM).; false",
        "Container marked as failed. Exit status: 137. Diagnostics; false",
        "Container killed by YARN for exceeding physical memory limits. 5.5 GB of 5.5 GB; true",
        "exit code 137(SIGKILL, possible container OOM), termination reason: OOMKilled; true",
        "Command exited with code 1; false",
        "Command exited with code 1370; false",
        "Executor heartbeat timed out after 126104 ms; false",
        "; false"
      })
  void ofWhichWereLostByMemory(String reason, boolean byMemory) {
    assertThat(LostExecutors.byMemory(reason)).isEqualTo(byMemory);
  }
}
