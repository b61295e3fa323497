package polya.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;

/**
 * Draws against their distribution functions. Every test has the false-alarm rate 1e-6 over all
 * seeds; the seeds are fixed, so a failure is a change of the draws, not bad luck.
 */
class DrawsTest {
  private static final double FALSE_ALARM = 1e-6;
  private static final int DRAWS = 100_000;

  @Test
  void gaussiansAreNormal() {
    RandomStream stream = Streams.of(1, Purpose.TEST, 0, 0);
    assertFollows(stream::nextGaussian, new NormalDistribution()::cumulativeProbability);
  }

  @Test
  void gammasFollowTheirDistribution() {
    for (double shape : new double[] {0.05, 0.3, 0.9, 1, 1.5, 4, 30, 1000}) {
      RandomStream stream = Streams.of(2, Purpose.TEST, 0, Double.doubleToLongBits(shape));
      GammaDistribution exact = new GammaDistribution(shape, 1);
      assertFollows(() -> Draws.gamma(stream, shape), exact::cumulativeProbability);
      RandomStream again = Streams.of(3, Purpose.TEST, 0, Double.doubleToLongBits(shape));
      assertFollows(
          () -> Draws.logGamma(again, shape), x -> exact.cumulativeProbability(Math.exp(x)));
    }
  }

  @Test
  void gammaMomentsAreShapeAndShape() {
    for (double shape : new double[] {0.1, 1, 2.5, 50}) {
      RandomStream stream = Streams.of(4, Purpose.TEST, 0, Double.doubleToLongBits(shape));
      double sum = 0;
      for (int i = 0; i < DRAWS; i++) {
        sum += Draws.gamma(stream, shape);
      }
      // Six standard errors of the mean: two-sided normal tail 2e-9.
      double error = Math.sqrt(shape / DRAWS);
      assertThat(Math.abs(sum / DRAWS - shape)).isLessThan(6 * error);
    }
  }

  /** ln G(s) has mean ψ(s) and variance ψ′(s); for tiny s it is about ln U / s. */
  @Test
  void logGammasOfTinyShapesAreFiniteAndRight() {
    for (double shape : new double[] {1e-6, 1e-3, 0.01}) {
      RandomStream stream = Streams.of(5, Purpose.TEST, 0, Double.doubleToLongBits(shape));
      double sum = 0;
      for (int i = 0; i < DRAWS; i++) {
        double draw = Draws.logGamma(stream, shape);
        assertThat(Double.isFinite(draw)).isTrue();
        sum += draw;
      }
      double error = Math.sqrt(Special.trigamma(shape) / DRAWS);
      // Six standard errors, as above.
      assertThat(Math.abs(sum / DRAWS - Special.digamma(shape))).isLessThan(6 * error);
    }
    assertThat(Draws.logGamma(Streams.of(6, Purpose.TEST, 0, 0), 1e-300)).isFinite();
    assertThat(Draws.gamma(Streams.of(6, Purpose.TEST, 0, 0), 1e-300)).isNotNegative();
  }

  @Test
  void dirichletMarginalsAreBeta() {
    double[] concentration = {0.2, 1, 3};
    for (int k = 0; k < concentration.length; k++) {
      int component = k;
      double a = concentration[k];
      RandomStream stream = Streams.of(7, Purpose.TEST, 0, k);
      double[] out = new double[concentration.length];
      assertFollows(
          () -> Draws.dirichlet(stream, concentration, out)[component],
          new BetaDistribution(a, 4.2 - a)::cumulativeProbability);
    }
  }

  @Test
  void dirichletsSumToOneHoweverSmallTheConcentration() {
    for (double a : new double[] {1e-300, 1e-5, 1e-3, 0.1, 1e6}) {
      double[] concentration = new double[50];
      java.util.Arrays.fill(concentration, a);
      RandomStream stream = Streams.of(8, Purpose.TEST, 0, Double.doubleToLongBits(a));
      for (int i = 0; i < 200; i++) {
        double[] theta = Draws.dirichlet(stream, concentration, new double[50]);
        assertThat(java.util.Arrays.stream(theta).sum()).isBetween(1 - 1e-12, 1 + 1e-12);
        assertThat(java.util.Arrays.stream(theta).allMatch(x -> x >= 0)).isTrue();
      }
    }
  }

  @Test
  void poissonsFollowTheirDistribution() {
    for (double mean : new double[] {0.01, 0.5, 1, 3, 9.99, 10, 25, 400}) {
      RandomStream stream = Streams.of(9, Purpose.TEST, 0, Double.doubleToLongBits(mean));
      PoissonDistribution exact = new PoissonDistribution(mean);
      int low = exact.inverseCumulativeProbability(1e-4);
      int high = exact.inverseCumulativeProbability(1 - 1e-4);
      // The cells: below or at low, each value between, above or at high.
      double[] expected = new double[high - low + 1];
      long[] observed = new long[high - low + 1];
      for (int n = low; n <= high; n++) {
        expected[n - low] = DRAWS * exact.probability(n);
      }
      expected[0] = DRAWS * exact.cumulativeProbability(low);
      expected[high - low] = DRAWS * (1 - exact.cumulativeProbability(high - 1));
      for (int i = 0; i < DRAWS; i++) {
        observed[Math.min(Math.max(Draws.poisson(stream, mean), low), high) - low]++;
      }
      assertThat(Evidence.chiSquare(expected, observed)).as("%s", mean).isGreaterThan(FALSE_ALARM);
    }
    assertThat(Draws.poisson(Streams.of(9, Purpose.TEST, 0, 0), 0)).isZero();
    assertThat(Draws.poisson(Streams.of(9, Purpose.TEST, 0, 0), 1e9))
        .isBetween(999_000_000, 1_001_000_000);
  }

  @Test
  void binomialsFollowTheirDistribution() {
    int[] trials = {1, 2, 7, 40, 40, 40, 1000, 1000, 100_000};
    double[] chances = {0.3, 0.5, 0.9, 0.01, 0.4, 0.75, 0.0099, 0.011, 0.37};
    for (int i = 0; i < trials.length; i++) {
      int n = trials[i];
      double p = chances[i];
      RandomStream stream = Streams.of(11, Purpose.TEST, i, 0);
      BinomialDistribution exact = new BinomialDistribution(null, n, p);
      int low = exact.inverseCumulativeProbability(1e-4);
      int high = exact.inverseCumulativeProbability(1 - 1e-4);
      double[] expected = new double[high - low + 1];
      long[] observed = new long[high - low + 1];
      for (int k = low; k <= high; k++) {
        expected[k - low] = DRAWS * exact.probability(k);
      }
      expected[0] = DRAWS * exact.cumulativeProbability(low);
      expected[high - low] = DRAWS * (1 - exact.cumulativeProbability(high - 1));
      for (int draw = 0; draw < DRAWS; draw++) {
        int k = (int) Draws.binomial(stream, n, p);
        observed[Math.min(Math.max(k, low), high) - low]++;
      }
      assertThat(Evidence.chiSquare(expected, observed))
          .as("%d, %s", n, p)
          .isGreaterThan(FALSE_ALARM);
    }
  }

  @Test
  void binomialsAtTheirEdges() {
    RandomStream stream = Streams.of(12, Purpose.TEST, 0, 0);
    assertThat(Draws.binomial(stream, 0, 0.5)).isZero();
    assertThat(Draws.binomial(stream, 10, 0)).isZero();
    assertThat(Draws.binomial(stream, 10, 1)).isEqualTo(10);
    assertThat(Draws.binomial(stream, 1L << 50, 1e-30)).isZero();
    assertThat(Draws.binomial(stream, 1L << 40, 0.25) / (double) (1L << 40))
        .isBetween(0.2499, 0.2501);
  }

  @Test
  void gammasAboveAThresholdFollowTheirDistribution() {
    double[] shapes = {1e-3, 0.01, 0.01, 0.3, 0.9, 1, 2.5};
    double[] thresholds = {0.1, 0.1, 1e-6, 2, 0.5, 0.1, 1};
    for (int i = 0; i < shapes.length; i++) {
      double shape = shapes[i];
      double least = thresholds[i];
      RandomStream stream = Streams.of(13, Purpose.TEST, i, 0);
      double below = Special.gammaP(shape, least);
      GammaTail tail = new GammaTail(shape, least);
      assertFollows(() -> tail.draw(stream), x -> (Special.gammaP(shape, x) - below) / (1 - below));
    }
  }

  /** If this fails, corpora simulated and samples drawn before have changed. */
  @Test
  void goldenValues() {
    RandomStream stream = Streams.of(10, Purpose.TEST, 0, 0);
    assertThat(Draws.gamma(stream, 0.5)).isEqualTo(0.001912309803453488);
    assertThat(Draws.gamma(stream, 2)).isEqualTo(2.1073265537118875);
    assertThat(Draws.poisson(stream, 1)).isEqualTo(0);
    assertThat(Draws.poisson(stream, 50)).isEqualTo(49);
    assertThat(Draws.binomial(stream, 50, 0.1)).isEqualTo(1);
    assertThat(Draws.binomial(stream, 5000, 0.4)).isEqualTo(2035);
    assertThat(new GammaTail(0.01, 0.1).draw(stream)).isEqualTo(0.174143989462968);
  }

  /** Kolmogorov and Smirnov's test. */
  private static void assertFollows(
      java.util.function.DoubleSupplier draw, DoubleUnaryOperator distribution) {
    double[] values = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      values[i] = distribution.applyAsDouble(draw.getAsDouble());
    }
    assertThat(Evidence.uniform(values)).isGreaterThan(FALSE_ALARM);
  }
}
