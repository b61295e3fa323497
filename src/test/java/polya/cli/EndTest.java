package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import polya.Failure;

/** What was thrown, and what is said of the command. */
class EndTest {
  private static final RuntimeException BUG = new IllegalStateException("no shuffle 3");

  private final Configuration session = new Configuration(false);

  private End end(boolean stopped, Throwable thrown) {
    return End.of(session, stopped, "train", thrown);
  }

  private static void isOf(End end, int code, boolean interrupted, String... said) {
    assertThat(((Failure) end.failure()).kind().exitCode()).as(end.toString()).isEqualTo(code);
    assertThat(end.interrupted()).isEqualTo(interrupted);
    assertThat(end.failure()).hasMessageContainingAll(said);
  }

  @Test
  void whatFailedByItselfIsWhatItIs() {
    assertThat(end(false, BUG)).isEqualTo(new End(BUG, false));
    isOf(end(false, Failure.input("Cannot read.")), 3, false, "Cannot read.");
  }

  @Test
  void sparkThatIsStoppedIsWorthAnotherTry() {
    isOf(end(true, BUG), 75, true, "Spark was stopped", "with --resume");
  }

  @Test
  void aSignalExplainsAll() {
    session.set(Signals.KEY, "TERM");
    new Grace(session, 9).tell("round 3 of 9 is over, and its checkpoint is kept");
    isOf(end(true, new OutOfMemoryError()), 143, true, "SIGTERM; round 3 of 9", "--resume");
    session.set(Signals.KEY, "INT");
    isOf(end(false, BUG), 130, true, "SIGINT");
  }

  @Test
  void memoryOfTheDriverExplainsWhySparkStopped() {
    session.set(DriverMemory.KEY, "out");
    isOf(end(true, BUG), 6, false, "the driver's memory", "--driver-memory", "run it again");
    isOf(end(false, BUG), 6, false, "the driver's memory");
    isOf(end(false, Failure.input("Cannot read.")), 3, false, "Cannot read.");
  }

  @Test
  void aThreadThatMayNotBeStartedIsNoWantOfMemory() {
    Throwable out = new OutOfMemoryError("unable to create native thread: possibly out of memory");
    session.set(DriverMemory.KEY, DriverMemory.found(out));
    isOf(end(true, BUG), 6, false, "Cannot start another thread", "ulimit -u");
    session.set(DriverMemory.KEY, DriverMemory.found(new OutOfMemoryError("Java heap space")));
    isOf(end(true, BUG), 6, false, "the driver's memory");
  }

  /** Were all of Spark's settings given, they would take the application its name. */
  @Test
  void onlyWhatIsOursIsAddedToSparksSettings() {
    SparkConf given = new SparkConf(false).setMaster("local[2]").setAppName("polya.cli.Main");
    assertThat(DriverMemory.settings(given))
        .containsOnly(Map.entry("spark.executor.killOnFatalError.depth", "0"));
    assertThat(DriverMemory.settings(given.set("spark.executor.killOnFatalError.depth", "3")))
        .isEmpty();
    assertThat(DriverMemory.settings(new SparkConf(false).setMaster("yarn"))).isEmpty();
  }

  @Test
  void lostExecutorsExplainWhatSparkThrewAndNothingElse() {
    session.setInt("polya.executors.lost", 1);
    isOf(end(false, new SparkException("no shuffle 3")), 75, false, "executors were lost");
    assertThat(end(false, BUG)).isEqualTo(new End(BUG, false));
  }

  @Test
  void whatFailsAtTheEndKeepsNothingElseFromIt() {
    List<String> done = new ArrayList<>();
    Consumer<String> work =
        name -> {
          done.add(name);
          throw new IllegalStateException(name);
        };
    RuntimeException first = Job.each(List.of("lease", "server"), work, null);
    assertThat(done).containsExactly("lease", "server");
    assertThat(first)
        .hasMessage("lease")
        .hasSuppressedException(new IllegalStateException("server"));
    assertThat(Job.each(List.of("server"), work, BUG)).isSameAs(BUG);
  }

  @Test
  void memoryThatRanOutHereNeedsNoExplanation() {
    isOf(end(true, new OutOfMemoryError("Java heap space")), 6, false, "Java heap space");
  }
}
