package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GraceTest {
  private final Configuration session = new Configuration(false);

  @Test
  void whatHoldsNothingIsNotWaitedFor() throws InterruptedException {
    Grace grace = new Grace(session, 30);
    assertThat(grace.asked()).isFalse();
    long begin = System.nanoTime();
    Grace.await(session);
    assertThat(System.nanoTime() - begin).isLessThan(5_000_000_000L);
    assertThat(grace.asked()).isTrue();
  }

  @Test
  @Timeout(60)
  void aTrainingIsWaitedForUntilItLetsGo() throws InterruptedException {
    Grace grace = new Grace(session, 86_400);
    grace.hold();
    Thread training =
        new Thread(
            () -> {
              while (!grace.asked()) {
                Thread.onSpinWait();
              }
              grace.tell("round 3 of 4 is over");
              grace.release();
            });
    training.start();
    Grace.await(session);
    assertThat(Grace.told(session)).isEqualTo("round 3 of 4 is over");
    grace.forget();
    assertThat(Grace.told(session)).isEqualTo("nothing was published");
  }

  @Test
  void somethingIsLeftForStopping() throws InterruptedException {
    Grace grace = new Grace(session, 0.2);
    grace.hold();
    long begin = System.nanoTime();
    Grace.await(session);
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(100_000_000L);
    assertThat(grace.allows(0)).isFalse();
    assertThat(Grace.of(session)).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void aCheckpointIsAllowedThatEndsBeforeStopping() throws InterruptedException {
    Grace grace = new Grace(session, 3600);
    Grace.await(session);
    assertThat(grace.allows(3500)).isTrue();
    assertThat(grace.allows(3597)).isFalse();
  }

  @Test
  void whatWasToldOfOneTrainingIsNotToldOfTheNext() {
    new Grace(session, 9).tell("round 3 of 4 is over");
    new Grace(session, 9);
    assertThat(Grace.told(session)).isEqualTo("nothing was published");
  }

  @Test
  void whoHearsOfTheEndHasPartOfWhatIsLeft() throws InterruptedException {
    assertThat(TrackedTraining.seconds(Grace.left(session))).isEqualTo(30);
    new Grace(session, 3600);
    Grace.await(session);
    assertThat(Grace.left(session).getAsDouble()).isBetween(3500., 3600.);
    assertThat(TrackedTraining.seconds(Grace.left(session))).isEqualTo(6);
    assertThat(TrackedTraining.seconds(OptionalDouble.of(5.9))).isEqualTo(3);
    assertThat(TrackedTraining.seconds(OptionalDouble.of(-4))).isEqualTo(1);
  }

  @Test
  void otherCommandsHaveTwentySeconds() {
    assertThat(Grace.of(session)).isEqualTo(Duration.ofSeconds(20));
  }
}
