package polya.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polya.Failure;
import polya.calibration.SimulationBasedCalibration.Inference;
import polya.calibration.SimulationBasedCalibration.Quantity;
import polya.calibration.SimulationBasedCalibration.Simulated;
import polya.calibration.SimulationBasedCalibration.Simulator;
import polya.math.Draws;
import polya.math.RandomStream;

/**
 * Calibration of a model whose posterior is known: θ ~ Gamma(2, 1), five counts y ~ Poisson(θ), so
 * that θ | y ~ Gamma(2 + Σ y, 6); and of posteriors that are wrong in a known way.
 */
class SimulationBasedCalibrationTest {
  private static final double SHAPE = 2;
  private static final int COUNTS = 5;
  private static final int DRAWS = 15;
  private static final int REPLICATES = 3000;

  /** Of one quantity and one choice of seed; seeds are fixed, so what passes once always does. */
  private static final double FALSE_ALARM = 1e-4;

  private static final Simulator<Double, int[]> MODEL =
      stream -> {
        double theta = Draws.gamma(stream, SHAPE);
        int[] y = new int[COUNTS];
        Arrays.setAll(y, i -> Draws.poisson(stream, theta));
        return new Simulated<>(theta, y);
      };

  private static final Quantity<Double, int[]> THETA = (theta, y) -> theta;

  /** Up to what does not depend on θ. */
  private static final Quantity<Double, int[]> LIKELIHOOD =
      (theta, y) -> Arrays.stream(y).sum() * Math.log(theta) - COUNTS * theta;

  private static Inference<Double, int[]> drawing(
      ToDoubleFunction<int[]> shape, ToDoubleFunction<int[]> rate) {
    return (y, draws, stream) -> {
      List<Double> drawn = new ArrayList<>();
      for (int l = 0; l < draws; l++) {
        drawn.add(Draws.gamma(stream, shape.applyAsDouble(y)) / rate.applyAsDouble(y));
      }
      return drawn;
    };
  }

  private static double shape(int[] y) {
    return SHAPE + Arrays.stream(y).sum();
  }

  private static final Inference<Double, int[]> EXACT =
      drawing(SimulationBasedCalibrationTest::shape, y -> 1 + COUNTS);

  private static SimulationBasedCalibration<Double, int[]> calibration(
      Inference<Double, int[]> inference, long seed) {
    Map<String, Quantity<Double, int[]>> quantities = new LinkedHashMap<>();
    quantities.put("theta", THETA);
    quantities.put("log likelihood", LIKELIHOOD);
    return new SimulationBasedCalibration<>(MODEL, inference, quantities, DRAWS, seed);
  }

  private static List<RankHistogram> histograms(Inference<Double, int[]> inference) {
    return calibration(inference, 1).histograms(REPLICATES);
  }

  @Test
  void theExactPosteriorIsCalibrated() {
    List<RankHistogram> exact = histograms(EXACT);
    assertThat(exact)
        .extracting(RankHistogram::quantity)
        .containsExactly("theta", "log likelihood");
    for (RankHistogram histogram : exact) {
      assertThat(histogram.replicates()).isEqualTo(REPLICATES);
      assertThat(histogram.uniformity()).as(histogram.toString()).isGreaterThan(FALSE_ALARM);
      assertThat(histogram.symmetry()).as(histogram.toString()).isGreaterThan(FALSE_ALARM);
    }
  }

  /** Of 200 calibrations of the exact posterior p values are uniform: 0.1 is 4.7 deviations off. */
  @Test
  void pValuesOfCalibratedInferencesAreUniform() {
    double[] uniformity = new double[200];
    double[] symmetry = new double[200];
    for (int seed = 0; seed < uniformity.length; seed++) {
      RankHistogram theta = calibration(EXACT, seed).histograms(400).get(0);
      uniformity[seed] = theta.uniformity();
      symmetry[seed] = theta.symmetry();
    }
    for (double[] p : List.of(uniformity, symmetry)) {
      assertThat(Arrays.stream(p).average().orElseThrow()).isBetween(0.4, 0.6);
      assertThat(Arrays.stream(p).filter(x -> x < 0.05).count()).isBetween(2L, 24L);
    }
  }

  @Test
  void anOverconfidentPosteriorHeapsRanksAtBothEnds() {
    RankHistogram theta = histograms(drawing(y -> 3 * shape(y), y -> 3 * (1 + COUNTS))).get(0);
    assertThat(theta.uniformity()).as(theta.toString()).isLessThan(FALSE_ALARM);
    assertThat(theta.beyondAllDraws()).isGreaterThan(2 * 2.0 / (DRAWS + 1));
    assertThat(theta.meanRank()).isBetween(0.45, 0.55);
  }

  @Test
  void aTimidPosteriorHeapsRanksInTheMiddle() {
    RankHistogram theta = histograms(drawing(y -> shape(y) / 3, y -> (1 + COUNTS) / 3.0)).get(0);
    assertThat(theta.uniformity()).as(theta.toString()).isLessThan(FALSE_ALARM);
    assertThat(theta.beyondAllDraws()).isLessThan(2.0 / (DRAWS + 1) / 2);
  }

  @Test
  void aBiasedPosteriorIsNeitherUniformNorSymmetric() {
    RankHistogram high = histograms(drawing(y -> shape(y), y -> 0.85 * (1 + COUNTS))).get(0);
    assertThat(high.uniformity()).as(high.toString()).isLessThan(FALSE_ALARM);
    assertThat(high.symmetry()).as(high.toString()).isLessThan(FALSE_ALARM);
    assertThat(high.meanRank()).isLessThan(0.45);
    RankHistogram low = histograms(drawing(y -> shape(y), y -> 1.15 * (1 + COUNTS))).get(0);
    assertThat(low.symmetry()).as(low.toString()).isLessThan(FALSE_ALARM);
    assertThat(low.meanRank()).isGreaterThan(0.55);
  }

  /** What ignores the data passes by θ alone; the likelihood finds it (Modrák et al. 2023). */
  @Test
  void thePriorForAPosteriorIsFoundByAQuantityOfTheData() {
    List<RankHistogram> prior = histograms(drawing(y -> SHAPE, y -> 1));
    assertThat(prior.get(0).uniformity()).as(prior.toString()).isGreaterThan(FALSE_ALARM);
    assertThat(prior.get(1).uniformity()).as(prior.toString()).isLessThan(FALSE_ALARM);
  }

  @Test
  void dataMayBeDroppedByTheDataAlone() {
    Simulator<Double, int[]> dropping =
        stream -> {
          Simulated<Double, int[]> drawn = MODEL.draw(stream);
          while (Arrays.stream(drawn.data()).sum() > 12) {
            drawn = MODEL.draw(stream);
          }
          return drawn;
        };
    RankHistogram theta =
        new SimulationBasedCalibration<>(dropping, EXACT, Map.of("theta", THETA), DRAWS, 2)
            .histograms(REPLICATES)
            .get(0);
    assertThat(theta.uniformity()).as(theta.toString()).isGreaterThan(FALSE_ALARM);
  }

  @Test
  void tiesAreBrokenSoThatAtomsStayUniform() {
    Quantity<Double, int[]> large = (theta, y) -> theta > 2 ? 1 : 0;
    RankHistogram ranks =
        new SimulationBasedCalibration<>(MODEL, EXACT, Map.of("large", large), DRAWS, 3)
            .histograms(REPLICATES)
            .get(0);
    assertThat(ranks.uniformity()).as(ranks.toString()).isGreaterThan(FALSE_ALARM);
  }

  @Test
  void replicatesMayBeRankedInAnyOrderAndMerged() {
    SimulationBasedCalibration<Double, int[]> calibration = calibration(EXACT, 4);
    List<RankHistogram> whole = calibration.histograms(200);
    long[][] counts = new long[2][DRAWS + 1];
    IntStream.range(0, 200)
        .map(r -> 199 - r)
        .mapToObj(calibration::ranks)
        .forEach(
            ranks -> {
              counts[0][ranks[0]]++;
              counts[1][ranks[1]]++;
            });
    for (int q = 0; q < counts.length; q++) {
      assertThat(counts[q]).isEqualTo(whole.get(q).counts());
    }
    assertThat(calibration(EXACT, 5).histograms(200).get(0).counts()).isNotEqualTo(counts[0]);
  }

  private static void assertRefused(Runnable call, Failure.Kind kind, String sentence) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.kind()).isEqualTo(kind))
        .hasMessageContaining(sentence);
  }

  @Test
  void whatCannotBeCalibratedIsRefused() {
    assertRefused(
        () -> new SimulationBasedCalibration<>(MODEL, EXACT, Map.of(), DRAWS, 1),
        Failure.Kind.USAGE,
        "0 quantities are given");
    assertRefused(
        () -> new SimulationBasedCalibration<>(MODEL, EXACT, Map.of("theta", THETA), 0, 1),
        Failure.Kind.USAGE,
        "with 0 draws: allowed is 1 or more");
    assertRefused(
        () -> calibration(EXACT, 1).histograms(0), Failure.Kind.USAGE, "with 0 replicates");
    Inference<Double, int[]> one = (y, draws, stream) -> List.of(1.0);
    assertRefused(
        () -> calibration(one, 1).ranks(7),
        Failure.Kind.USAGE,
        "Cannot rank replicate 7: the inference gives 1 draws; it must give 15");
    assertRefused(
        () ->
            new SimulationBasedCalibration<>(
                    MODEL, EXACT, Map.of("log", (theta, y) -> Math.log(-theta)), DRAWS, 1)
                .ranks(0),
        Failure.Kind.RESOURCES,
        "Cannot rank log of replicate 0: it is NaN");
  }

  @Test
  void eachReplicateHasStreamsOfItsOwn() {
    List<Long> firsts = new ArrayList<>();
    Simulator<Double, Long> model =
        stream -> {
          long first = stream.nextLong();
          firsts.add(first);
          return new Simulated<>(0.5, first);
        };
    Inference<Double, Long> inference =
        (Long data, int draws, RandomStream stream) -> {
          firsts.add(stream.nextLong());
          return List.of(0.1);
        };
    new SimulationBasedCalibration<>(model, inference, Map.of("x", (t, y) -> t), 1, 1)
        .histograms(20);
    assertThat(firsts).hasSize(40).doesNotHaveDuplicates();
  }
}
