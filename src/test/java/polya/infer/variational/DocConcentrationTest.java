package polya.infer.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.infer.Simulated;
import polya.math.Special;

class DocConcentrationTest {
  private static final double[] PLANTED = {0.1, 0.4, 0.05, 1.2};

  /** D [log Γ(Σα) − Σ log Γ(α_k)] + Σ_k α_k s_k. */
  private static double dirichlet(double[] alpha, double[] s, double documents) {
    double value = documents * Special.lgamma(Arrays.stream(alpha).sum());
    for (int k = 0; k < alpha.length; k++) {
      value += alpha[k] * s[k] - documents * Special.lgamma(alpha[k]);
    }
    return value;
  }

  /** Σ_d E[log θ_dk] as of documents whose mixtures are known. */
  private static double[] logTheta(long key, double[] alpha, int documents) {
    Simulated simulated = new Simulated(key);
    double[] sums = new double[alpha.length];
    for (int d = 0; d < documents; d++) {
      double[] theta = simulated.dirichlet(alpha);
      for (int k = 0; k < alpha.length; k++) {
        sums[k] += Math.log(Math.max(theta[k], 1e-300));
      }
    }
    return sums;
  }

  /** The best of a grid in log α, made finer around its best seven times over. */
  private static double[] grid(ToDoubleFunction<double[]> objective) {
    double[] best = {1, 1};
    double width = Math.log(1000);
    for (int refinement = 0; refinement < 8; refinement++) {
      double[] centre = best.clone();
      for (int i = -20; i <= 20; i++) {
        for (int j = -20; j <= 20; j++) {
          double[] alpha = {
            centre[0] * Math.exp(i * width / 20), centre[1] * Math.exp(j * width / 20)
          };
          if (objective.applyAsDouble(alpha) > objective.applyAsDouble(best)) {
            best = alpha;
          }
        }
      }
      width /= 5;
    }
    return best;
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 50, 1000})
  void newtonFindsTheMaximumOfAFineGrid(int documents) {
    for (int trial = 0; trial < 5; trial++) {
      Simulated draws = new Simulated(trial);
      double[] planted = {0.02 + 2 * draws.uniform(), 0.02 + 2 * draws.uniform()};
      double[] s = logTheta(trial, planted, documents);
      double[] expected = grid(alpha -> dirichlet(alpha, s, documents));
      for (double[] start : new double[][] {{1, 1}, {0.001, 50}, {1e-4, 1e-4}, {100, 100}}) {
        double[] found = DocConcentration.newton(start, s, documents);
        for (int k = 0; k < 2; k++) {
          assertThat(found[k] / expected[k]).isCloseTo(1, within(2e-3));
        }
      }
    }
  }

  @Test
  void newtonFindsThePlantedPrior() {
    double[] s = logTheta(99, PLANTED, 20_000);
    double[] found = DocConcentration.newton(new double[] {1, 1, 1, 1}, s, 20_000);
    for (int k = 0; k < PLANTED.length; k++) {
      assertThat(found[k] / PLANTED[k]).isCloseTo(1, within(0.05));
      double gradient =
          Special.digamma(Arrays.stream(found).sum()) - Special.digamma(found[k]) + s[k] / 20_000;
      assertThat(gradient).isCloseTo(0, within(1e-4));
    }
  }

  @Test
  void newtonNeverMakesTheObjectiveWorseAndStaysPositive() {
    for (int trial = 0; trial < 200; trial++) {
      Simulated draws = new Simulated(trial);
      int topics = 1 + draws.below(50);
      double[] start = new double[topics];
      double[] s = new double[topics];
      for (int k = 0; k < topics; k++) {
        start[k] = Math.exp(12 * draws.uniform() - 8);
        s[k] = -10 * Math.exp(8 * draws.uniform() - 3);
      }
      double[] found = DocConcentration.newton(start, s, 10);
      assertThat(Arrays.stream(found)).allMatch(a -> a >= 1e-4 && a < Double.POSITIVE_INFINITY);
      assertThat(dirichlet(found, s, 10)).isGreaterThanOrEqualTo(dirichlet(start, s, 10));
    }
  }

  @Test
  void theWayFromOnePriorTowardsAnotherIsInLogs() {
    double[] from = {1, 0.01};
    double[] to = {4, 1};
    assertThat(DocConcentration.towards(from, to, 0.5)[0]).isCloseTo(2, within(1e-12));
    assertThat(DocConcentration.towards(from, to, 0.5)[1]).isCloseTo(0.1, within(1e-12));
    for (int k = 0; k < 2; k++) {
      assertThat(DocConcentration.towards(from, to, 1)[k]).isCloseTo(to[k], within(1e-14));
      assertThat(DocConcentration.towards(from, to, 0)[k]).isCloseTo(from[k], within(1e-14));
    }
  }
}
