package polya.infer.gibbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import polya.math.CountTally;
import polya.math.Evidence;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Special;
import polya.math.Streams;

/**
 * Tallies against sums over all counts; the fixed point against a grid; Gibbs steps against the
 * posterior by quadrature, with the false-alarm rate 1e-6 and fixed seeds.
 */
class ConcentrationsTest {
  private static final int[][] COUNTS = {{3, 0}, {1, 1}, {12, 30}, {0, 2}, {0, 0}, {5, 0}, {1, 9}};

  private static CountTally tally(int... counts) {
    TreeMap<Integer, Long> times = new TreeMap<>();
    for (int n : counts) {
      if (n > 0) {
        times.merge(n, 1L, Long::sum);
      }
    }
    return CountTally.of(times);
  }

  private static int[] column(int k) {
    int[] counts = new int[COUNTS.length];
    for (int d = 0; d < counts.length; d++) {
      counts[d] = COUNTS[d][k];
    }
    return counts;
  }

  private static CountTally[] byTopic() {
    return new CountTally[] {tally(column(0)), tally(column(1))};
  }

  private static CountTally lengths() {
    int[] lengths = new int[COUNTS.length];
    for (int d = 0; d < lengths.length; d++) {
      lengths[d] = COUNTS[d][0] + COUNTS[d][1];
    }
    return tally(lengths);
  }

  @Test
  void talliesAddUpAsTheirCountsDo() {
    int[] counts = {1, 1, 2, 7, 7, 8, 30, 400, 100_000};
    CountTally tally = tally(counts);
    assertThat(tally.size()).isEqualTo(9);
    assertThat(tally.total()).isEqualTo(100_456);
    for (double a : new double[] {1e-6, 0.01, 1, 37}) {
      double harmonic = 0;
      double rising = 0;
      for (int n : counts) {
        for (int j = 0; j < n; j++) {
          harmonic += 1 / (a + j);
        }
        rising += Special.lgamma(n + a) - Special.lgamma(a);
      }
      assertThat(tally.harmonic(a)).isCloseTo(harmonic, within(1e-10 * harmonic));
      assertThat(tally.logRising(a)).isCloseTo(rising, within(1e-10 * Math.abs(rising)));
    }
    assertThat(tally().harmonic(0.1)).isZero();
    assertThat(tally().isEmpty()).isTrue();
  }

  @Test
  void aTallyOfCountsAndOneHasTheZerosToo() {
    CountTally tally = tally(1, 1, 3).plusOne(4);
    assertThat(tally.size()).isEqualTo(7);
    assertThat(tally.total()).isEqualTo(5 + 7);
    double expected = tally(1, 1, 1, 1, 2, 2, 4).logRising(0.7);
    assertThat(tally.logRising(0.7)).isEqualTo(expected);
    assertThat(tally().plusOne(0).isEmpty()).isTrue();
  }

  /** Means of the draws are Σ_i a (ψ(n_i + a) − ψ(a)) and Σ_i (ψ(n_i + a) − ψ(a)); 6 errors. */
  @Test
  void drawsHaveTheirMeansByEitherWay() {
    for (CountTally tally : new CountTally[] {tally(1, 1, 3, 3, 3, 4, 9), tally(2, 90)}) {
      double a = 0.3;
      RandomStream stream = Streams.of(1, Purpose.TEST, 0, tally.size());
      double tables = 0;
      double tablesSquared = 0;
      double logs = 0;
      double logsSquared = 0;
      int draws = 40_000;
      for (int i = 0; i < draws; i++) {
        double t = tally.tables(stream, a);
        double l = tally.logBetas(stream, a);
        tables += t / draws;
        tablesSquared += t * t / draws;
        logs += l / draws;
        logsSquared += l * l / draws;
      }
      double mean = tally.harmonic(a);
      double tablesError = Math.sqrt((tablesSquared - tables * tables) / draws);
      double logsError = Math.sqrt((logsSquared - logs * logs) / draws);
      assertThat(tables).isCloseTo(a * mean, within(6 * tablesError));
      assertThat(logs).isCloseTo(mean, within(6 * logsError));
    }
  }

  private static double logPosterior(double a, double b, Concentrations prior) {
    double sum = (prior.shape() - 1) * Math.log(a * b) - prior.rate() * (a + b);
    CountTally[] byTopic = byTopic();
    return sum + byTopic[0].logRising(a) + byTopic[1].logRising(b) - lengths().logRising(a + b);
  }

  @Test
  void theFixedPointIsTheHighestOfAGrid() {
    Concentrations prior = new Concentrations(1.7, 0.9);
    double[] found = prior.climbed(new double[] {1, 1}, byTopic(), lengths(), 5000);
    double best = logPosterior(found[0], found[1], prior);
    for (double a = 0.5; a < 2; a *= 1.01) {
      for (double b = 0.5; b < 2; b *= 1.01) {
        assertThat(logPosterior(a * found[0], b * found[1], prior)).isLessThan(best + 1e-9);
      }
    }
    double before = Double.NEGATIVE_INFINITY;
    for (int steps = 1; steps < 40; steps++) {
      double[] now = prior.climbed(new double[] {0.01, 30}, byTopic(), lengths(), steps);
      double height = logPosterior(now[0], now[1], prior);
      assertThat(height).as("after %d steps", steps).isGreaterThanOrEqualTo(before);
      before = height;
    }
  }

  @Test
  void theSharedFixedPointIsTheHighestOfAGrid() {
    Concentrations prior = new Concentrations(2, 3);
    CountTally cells = tally(3, 1, 1, 12, 30, 2, 5, 1, 9);
    CountTally totals = tally(34, 30);
    double found = prior.climbed(0.5, cells, totals, 11, 5000);
    DoubleUnaryOperator height =
        b -> Math.log(b) - 3 * b + cells.logRising(b) - totals.logRising(11 * b);
    for (double b = 0.2; b < 5; b *= 1.003) {
      assertThat(height.applyAsDouble(b * found)).isLessThan(height.applyAsDouble(found) + 1e-9);
    }
  }

  @Test
  void topicsWithoutCountsKeepALeastConcentration() {
    CountTally[] byTopic = {byTopic()[0], tally()};
    double[] found = new Concentrations(1, 1).climbed(new double[] {1, 1}, byTopic, byTopic[0], 50);
    assertThat(found[1]).isEqualTo(Concentrations.LEAST);
    assertThat(found[0]).isGreaterThan(0.1);
  }

  /** The chain of one shared number against its distribution function by quadrature. */
  @Test
  void gibbsStepsStayInThePosterior() {
    Concentrations prior = new Concentrations(1, 1);
    CountTally cells = tally(3, 1, 1, 12, 30, 2, 5, 1, 9);
    CountTally totals = tally(34, 30);
    int size = 11;
    int grid = 40_000;
    double[] cdf = new double[grid + 1];
    double top = 8;
    for (int i = 1; i <= grid; i++) {
      double b = top * (i - 0.5) / grid;
      cdf[i] = cdf[i - 1] + Math.exp(-b + cells.logRising(b) - totals.logRising(size * b) + 120);
    }
    double beta = 0.4;
    double[] values = new double[20_000];
    RandomStream stream = Streams.of(2, Purpose.TEST, 0, 0);
    for (int i = 0; i < values.length; i++) {
      for (int thin = 0; thin < 10; thin++) {
        beta = prior.drawn(stream, beta, cells, totals, size);
      }
      values[i] = cdf[(int) Math.min(grid, Math.round(beta / top * grid))] / cdf[grid];
    }
    assertThat(Evidence.uniform(values)).isGreaterThan(1e-6);
  }
}
