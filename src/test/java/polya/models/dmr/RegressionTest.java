package polya.models.dmr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import polya.math.Draws;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Special;
import polya.math.Streams;

/** The mode of Poisson regressions. */
class RegressionTest {
  private static final int GROUPS = 40;
  private static final int FEATURES = 6;

  private final double[] tables = new double[GROUPS];
  private final double[] exposures = new double[GROUPS];
  private final double[][] x = new double[GROUPS][FEATURES];

  /** Every group has the intercept, some feature as 1 and some as a number. */
  private Regression regression() {
    RandomStream random = Streams.of(4, Purpose.TEST, 0, 0);
    int[] starts = new int[GROUPS + 1];
    int[] features = new int[3 * GROUPS];
    double[] entries = new double[3 * GROUPS];
    for (int g = 0; g < GROUPS; g++) {
      int one = 1 + g % 3;
      int other = 4 + g % 2;
      features[3 * g + 1] = one;
      features[3 * g + 2] = other;
      entries[3 * g] = 1;
      entries[3 * g + 1] = 1;
      entries[3 * g + 2] = random.nextGaussian();
      x[g][0] = 1;
      x[g][one] = 1;
      x[g][other] = entries[3 * g + 2];
      exposures[g] = 0.5 + 20 * random.nextDouble();
      tables[g] = Draws.poisson(random, exposures[g] * (0.1 + random.nextDouble()));
      starts[g + 1] = 3 * (g + 1);
    }
    double[] means = new double[FEATURES];
    double[] variances = new double[FEATURES];
    Arrays.fill(variances, 0.5);
    means[0] = -1;
    variances[0] = 10;
    return new Regression(starts, features, entries, exposures, means, variances);
  }

  @Test
  void theGradientIsThatOfDifferences() {
    Regression regression = regression();
    double[] at = {-0.5, 0.3, -0.2, 0.1, 0.7, -0.4};
    double[] gradient = regression.gradient(tables, at);
    for (int f = 0; f < FEATURES; f++) {
      double[] more = at.clone();
      double[] less = at.clone();
      more[f] += 1e-5;
      less[f] -= 1e-5;
      double difference = (regression.value(tables, more) - regression.value(tables, less)) / 2e-5;
      assertThat(gradient[f]).isCloseTo(difference, within(1e-5 * (1 + Math.abs(difference))));
    }
  }

  @Test
  void atTheModeTheGradientIsNothingFromAnyStart() {
    Regression regression = regression();
    double[] mode = regression.mode(tables, new double[FEATURES]);
    double[] far = {5, -4, 3, 6, -5, 2};
    assertThat(regression.gradient(tables, mode)).satisfies(g -> isNear(g, new double[6], 1e-3));
    assertThat(regression.mode(tables, far)).satisfies(m -> isNear(m, mode, 1e-4));
  }

  private static void isNear(double[] found, double[] expected, double most) {
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(most));
    }
  }

  /** One feature, of which a grid finds the highest point. */
  @Test
  void inOneDimensionItIsTheBestOfAGrid() {
    double[] l = {7, 2, 0};
    double[] q = {3, 5, 0.4};
    Regression regression =
        new Regression(
            new int[] {0, 1, 2, 3},
            new int[3],
            new double[] {1, 0.5, -2},
            q,
            new double[] {0.2},
            new double[] {0.5});
    double best = Double.NEGATIVE_INFINITY;
    double at = 0;
    for (double lambda = -3; lambda < 3; lambda += 1e-4) {
      double value =
          7 * lambda
              - 3 * Math.exp(lambda)
              + 2 * 0.5 * lambda
              - 5 * Math.exp(0.5 * lambda)
              - 0.4 * Math.exp(-2 * lambda)
              - (lambda - 0.2) * (lambda - 0.2) / (2 * 0.5);
      if (value > best) {
        best = value;
        at = lambda;
      }
    }
    assertThat(regression.mode(l, new double[] {-1})[0]).isCloseTo(at, within(2e-4));
    assertThat(regression.value(l, new double[] {at})).isCloseTo(best, within(1e-9));
  }

  /**
   * Tables and exposure as they are expected at λ make a function that touches the posterior's
   * there and lies below it: so its mode never lies lower (Minka 2000).
   */
  @Test
  void everyStepByExpectedTablesRaisesThePosterior() {
    Regression plain = regression();
    RandomStream random = Streams.of(5, Purpose.TEST, 0, 0);
    int[][] counts = new int[GROUPS][3];
    for (int[] row : counts) {
      Arrays.setAll(row, k -> random.nextInt(3) * random.nextInt(8));
    }
    double[][] lambda = new double[3][FEATURES];
    double before = Double.NEGATIVE_INFINITY;
    double first = Double.NaN;
    for (int step = 0; step < 200; step++) {
      double now = posterior(counts, lambda);
      assertThat(now).isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(now));
      before = now;
      first = step == 0 ? now : first;
      double[][] l = new double[3][GROUPS];
      for (int g = 0; g < GROUPS; g++) {
        double sum = 0;
        int tokens = 0;
        for (int k = 0; k < 3; k++) {
          double alpha = alpha(lambda[k], g);
          l[k][g] = alpha * (Special.digamma(alpha + counts[g][k]) - Special.digamma(alpha));
          sum += alpha;
          tokens += counts[g][k];
        }
        exposures[g] = Special.digamma(sum + tokens) - Special.digamma(sum);
      }
      for (int k = 0; k < 3; k++) {
        lambda[k] = plain.mode(l[k], lambda[k]);
      }
    }
    assertThat(before).isGreaterThan(first + 1);
  }

  private double alpha(double[] lambda, int g) {
    double eta = 0;
    for (int f = 0; f < FEATURES; f++) {
      eta += x[g][f] * lambda[f];
    }
    return Math.exp(eta);
  }

  private double posterior(int[][] counts, double[][] lambda) {
    double log = 0;
    for (int g = 0; g < GROUPS; g++) {
      double sum = 0;
      int tokens = 0;
      for (int k = 0; k < 3; k++) {
        double alpha = alpha(lambda[k], g);
        log += Special.lgamma(alpha + counts[g][k]) - Special.lgamma(alpha);
        sum += alpha;
        tokens += counts[g][k];
      }
      log += Special.lgamma(sum) - Special.lgamma(sum + tokens);
    }
    for (double[] own : lambda) {
      for (int f = 0; f < FEATURES; f++) {
        double from = own[f] - (f == 0 ? -1 : 0);
        log -= from * from / (2 * (f == 0 ? 10 : 0.5));
      }
    }
    return log;
  }
}
