package polya.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Function;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import polya.Failure;
import polya.math.Evidence;

class RankHistogramTest {
  private static RankHistogram of(long... counts) {
    return new RankHistogram("squares", counts);
  }

  @Test
  void uniformityIsPearsonsChiSquareOfTheRanks() {
    long[] counts = {12, 7, 9, 15, 6, 11};
    double[] expected = {10, 10, 10, 10, 10, 10};
    assertThat(of(counts).uniformity())
        .isCloseTo(Evidence.chiSquare(expected, counts), within(1e-12));
    assertThat(of(10, 10, 10).uniformity()).isEqualTo(1);
    assertThat(of(1_000_000, 0, 0).uniformity()).isZero();
  }

  @Test
  void ranksThatAreTooRareToTestArePutIntoBins() {
    RankHistogram sparse = of(4, 0, 3, 3, 2, 4, 3, 1);
    assertThat(sparse.uniformity()).isEqualTo(sparse.binned(4).uniformity());
    assertThat(sparse.binned(4).counts()).containsExactly(4, 6, 6, 4);
    assertThat(sparse.binned(4).uniformity())
        .isCloseTo(1 - new ChiSquaredDistribution(3).cumulativeProbability(0.8), within(1e-12));
  }

  @Test
  void symmetryComparesRanksFromBothEnds() {
    // Pairs (30, 10) and (12, 8); the one in the middle has no other.
    double statistic = 400.0 / 40 + 16.0 / 20;
    double p = 1 - new ChiSquaredDistribution(2).cumulativeProbability(statistic);
    assertThat(of(30, 12, 99, 8, 10).symmetry()).isCloseTo(p, within(1e-12));
    // A pair that was never seen says nothing.
    assertThat(of(30, 12, 0, 0, 8, 10).symmetry()).isCloseTo(p, within(1e-12));
    assertThat(of(50, 3, 3, 50).symmetry()).isEqualTo(1);
    assertThat(of(0, 5, 0).symmetry()).isEqualTo(1);
    assertThat(of(5000, 0, 0, 0).symmetry()).isZero();
  }

  @Test
  void sharesAndMeansAreThoseOfTheCounts() {
    RankHistogram ranks = of(4, 1, 1, 2);
    assertThat(ranks.beyondAllDraws()).isEqualTo(0.75);
    assertThat(ranks.meanRank()).isCloseTo((1 / 3.0 + 2 / 3.0 + 2) / 8, within(1e-12));
    assertThat(ranks.replicates()).isEqualTo(8);
    assertThat(ranks.plus(of(0, 1, 0, 5)).counts()).containsExactly(4, 2, 1, 7);
    assertThat(ranks.toString()).contains("squares: beyond all draws 75.0 % (50.0)");
  }

  @Test
  void countsCannotBeChangedFromOutside() {
    long[] given = {1, 2};
    RankHistogram ranks = of(given);
    given[0] = 9;
    ranks.counts()[1] = 9;
    assertThat(ranks.counts()).containsExactly(1, 2);
  }

  private static void assertRefused(Function<RankHistogram, Object> call, String sentence) {
    assertThatThrownBy(() -> call.apply(of(3, 3, 3, 3)))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.USAGE))
        .hasMessageContaining(sentence);
  }

  @Test
  void whatIsNoHistogramOrCannotBeTestedIsRefused() {
    assertRefused(h -> of(3), "from [3]: allowed are two counts or more, none below 0");
    assertRefused(h -> of(3, -1), "from [3, -1]");
    assertRefused(h -> h.binned(3), "Cannot put 4 ranks into 3 bins: allowed are divisors of 4");
    assertRefused(h -> h.binned(1), "into 1 bins");
    assertRefused(h -> h.plus(of(1, 2)), "there are 2 against 4 ranks");
    assertRefused(
        h -> h.plus(new RankHistogram("other", new long[4])), "Cannot add ranks of other");
    assertRefused(h -> of(3, 3, 3).uniformity(), "9 replicates of 3 ranks leave no two bins");
  }
}
