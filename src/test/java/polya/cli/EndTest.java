package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
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
  void memoryThatRanOutHereNeedsNoExplanation() {
    isOf(end(true, new OutOfMemoryError("Java heap space")), 6, false, "Java heap space");
  }
}
