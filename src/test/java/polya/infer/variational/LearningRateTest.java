package polya.infer.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import polya.infer.Round;

class LearningRateTest {
  private static Round round(int number, int tiles) {
    return new Round(number, 1000, 0, false, -1, 1, false, 0, tiles, 10, 1);
  }

  @Test
  void theStepShrinksAsThePowerOfTheRound() {
    LearningRate rate = new LearningRate(10, 0.7);
    assertThat(rate.at(round(0, 1))).isCloseTo(Math.pow(10, -0.7), within(1e-15));
    assertThat(rate.at(round(90, 1))).isCloseTo(Math.pow(100, -0.7), within(1e-15));
  }

  @Test
  void lanesCountTheStepsOfEarlierRounds() {
    Round lanes = new Round(5, 1000, 0, false, -1, 1, false, 0, 10, 10, 4);
    assertThat(new LearningRate(10, 0.7).at(lanes, 3))
        .isCloseTo(Math.pow(10 + 5 * 4 + 3, -0.7), within(1e-15));
  }

  @Test
  void theWholeCorpusIsCoordinateAscent() {
    assertThat(new LearningRate(10, 0.7).at(round(57, 10))).isEqualTo(1);
  }

  @Test
  void noStepIsLongerThanOne() {
    assertThat(new LearningRate(1e-3, 0.7).at(round(0, 1))).isEqualTo(1);
    assertThat(new LearningRate(1e-3, 0.7).at(round(1, 1))).isLessThan(1).isGreaterThan(0.99);
  }
}
