package polya.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkException;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.cluster.ExecutorInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.Failure;
import scala.collection.immutable.Map$;

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
  void whereTheLastIsLostAnotherIsWaitedForButNotForEver() {
    ExecutorInfo info = new ExecutorInfo("host", 1, Map$.MODULE$.empty());
    assertThat(listener.isAlone(0)).as("none was there yet").isFalse();
    listener.onExecutorAdded(new SparkListenerExecutorAdded(0, "1", info));
    lost("Executor killed by driver.");
    assertThat(listener.isAlone(0)).as("it is not wanted").isFalse();
    listener.onExecutorAdded(new SparkListenerExecutorAdded(0, "1", info));
    listener.onExecutorAdded(new SparkListenerExecutorAdded(0, "2", info));
    lost("Worker shutting down");
    assertThat(listener.isAlone(0)).as("another is there").isFalse();
    listener.onExecutorRemoved(new SparkListenerExecutorRemoved(0, "2", "Worker shutting down"));
    assertThat(listener.isAlone(0)).isTrue();
    assertThat(listener.isAlone(3600)).as("there is time").isFalse();
    listener.onExecutorAdded(new SparkListenerExecutorAdded(0, "3", info));
    assertThat(listener.isAlone(0)).as("one has come").isFalse();
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
        "Command exited with code 137; true",
        "The executor with id 3 exited with exit code 137(SIGKILL, possible container OOM).; true",
        "Container marked as failed. Exit status: 137. Diagnostics; true",
        "Container killed by YARN for exceeding physical memory limits. 5.5 GB of 5.5 GB; true",
        "Command exited with code 1; false",
        "Command exited with code 1370; false",
        "Executor heartbeat timed out after 126104 ms; false",
        "; false"
      })
  void ofWhichWereLostByMemory(String reason, boolean byMemory) {
    assertThat(LostExecutors.byMemory(reason)).isEqualTo(byMemory);
  }
}
