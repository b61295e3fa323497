package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EarlyStopTest {
  private static EarlyStop after(int patience, double gain, double... perplexities) {
    EarlyStop stop = new EarlyStop(new EarlyStop.Rule(patience, gain), "");
    for (double perplexity : perplexities) {
      assertThat(stop.reason()).isEmpty();
      stop.evaluated(perplexity);
    }
    return stop;
  }

  @Test
  void itTakesAsManyEvaluationsWithoutGainInARow() {
    assertThat(after(2, 0.01, 100, 99.5, 90, 89.9).reason()).isEmpty();
    assertThat(after(2, 0.01, 100, 99.5, 90, 89.9, 89.5).reason())
        .contains("held-out perplexity did not fall by 1 % of its best, 90.0, in 2 evaluations");
    assertThat(after(1, 0, 100, 100).reason()).isPresent();
    assertThat(after(1, 0, 100, 99.99).reason()).isEmpty();
  }

  @Test
  void manySmallGainsAddUpToOne() {
    EarlyStop stop = after(3, 0.01, 100, 99.4, 98.9, 98.5, 98.1, 97.8);
    assertThat(stop.reason()).isEmpty();
    assertThat(stop.evaluationsWithoutGain()).isZero();
  }

  @Test
  void whatIsNoNumberIsNoGain() {
    assertThat(after(2, 0.01, Double.NaN, Double.POSITIVE_INFINITY).reason()).isPresent();
  }

  @Test
  void itGoesOnFromTheLinesOfTheRoundsThatAreDone() {
    String log =
        "{\"round\":1,\"heldOutPerplexity\":100.0}\n{\"round\":2}\n"
            + "{\"round\":3,\"heldOutPerplexity\":99.99}\n";
    EarlyStop stop = new EarlyStop(new EarlyStop.Rule(2, 0.001), log);
    assertThat(stop.evaluationsWithoutGain()).isEqualTo(1);
    stop.evaluated(99.98);
    assertThat(stop.reason()).isPresent();
  }

  @Test
  void rulesOutOfRangeAreUsage() {
    assertThatThrownBy(() -> EarlyStop.Rule.of(0, 0.1)).hasMessageContaining("--early-stop 0");
    for (double gain : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> EarlyStop.Rule.of(1, gain))
          .hasMessageContaining("Cannot use --early-stop-gain " + gain + ": allowed is 0 or more");
    }
  }
}
