package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.PascalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import polya.Failure;
import polya.corpus.Document;
import polya.infer.DocumentLengths;
import polya.infer.Generator;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.SimulatedDocument;
import polya.infer.Simulation;
import polya.math.Evidence;
import polya.math.Purpose;
import polya.math.Streams;
import polya.params.Settings;

/**
 * What the generator draws against its own story. Goodness-of-fit tests have the false-alarm rate
 * 1e-6 each, z tests bound |z| by 6 (2e-9 each, some hundreds of them); seeds are fixed, so a
 * failure is a change of the draws, not bad luck.
 */
class LdaGeneratorTest {
  private static final double FALSE_ALARM = 1e-6;
  private static final double MOST_Z = 6;
  private static final double[] ALPHA = {0.6, 0.3, 0.1};

  private final LdaGenerator generator = new LdaGenerator();

  private Settings settings(String... namesAndValues) {
    Map<String, String> given = new java.util.TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      given.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Settings.of(generator.parameters(), given);
  }

  private ModelState truth(int terms, double zipf, long seed) {
    return generator.truth(
        settings("k", "3", "docConcentration", "0.6,0.3,0.1", "topicConcentration", "0.5"),
        Generator.zipf(terms, zipf),
        1e6,
        seed);
  }

  private static SimulatedDocument draw(Simulation simulation, int d) {
    return simulation.draw("d" + d, Streams.of(5, Purpose.SIMULATION, 0, d));
  }

  private static double[][] topics(Posterior posterior) {
    double[][] phiWK = new double[posterior.topics().terms()][3];
    for (int w = 0; w < phiWK.length; w++) {
      posterior.topics().expand(w, phiWK[w], 0);
    }
    return phiWK;
  }

  @Test
  void theTruthAnswersWithTheTopicsAndPriorsThatWereDrawn() {
    ModelState truth = truth(1500, 1, 1);
    Posterior posterior = new LdaFamily().posterior(truth);
    assertThat(posterior.documents().alpha()).containsExactly(ALPHA);
    assertThat(truth.globals().scalar("topicConcentration")).isEqualTo(0.5);
    assertThat(truth.terms()).isEqualTo(1500);
    double[] sums = new double[3];
    double[] mass = new double[3];
    for (int w = 0; w < 1500; w++) {
      float[] row = truth.topics().here().get(w >> 10).row(w);
      for (int k = 0; k < 3; k++) {
        sums[k] += topics(posterior)[w][k];
        mass[k] += row[k];
        assertThat(row[k]).isNotNegative();
      }
    }
    for (int k = 0; k < 3; k++) {
      assertThat(sums[k]).isCloseTo(1, within(1e-9));
      // Expected tokens of each topic, so that `topics` prints true shares.
      assertThat(mass[k]).isCloseTo(1e6 * ALPHA[k], within(1.0));
    }
  }

  /** The marginals of Dirichlet(V η m) are Beta(V η m_w, V η (1 − m_w)). */
  @Test
  void topicsFollowTheirPriorUniformOrByZipf() {
    for (double zipf : new double[] {0, 1}) {
      double[] shares = Generator.zipf(20, zipf);
      for (int w : new int[] {0, 7, 19}) {
        double[] values = new double[3000];
        double a = 20 * 0.5 * shares[w];
        BetaDistribution exact = new BetaDistribution(a, 10 - a);
        for (int seed = 0; seed < values.length / 3; seed++) {
          double[][] phiWK = topics(new LdaFamily().posterior(truth(20, zipf, seed)));
          for (int k = 0; k < 3; k++) {
            values[3 * seed + k] = exact.cumulativeProbability(phiWK[w][k]);
          }
        }
        assertThat(Evidence.uniform(values)).as("term %s, %s", w, zipf).isGreaterThan(FALSE_ALARM);
      }
    }
  }

  @Test
  void mixturesFollowTheirPrior() {
    Simulation simulation = generator.simulation(truth(30, 0, 1), new DocumentLengths(5, 0));
    for (int k = 0; k < 3; k++) {
      BetaDistribution exact = new BetaDistribution(ALPHA[k], 1 - ALPHA[k]);
      double[] values = new double[20_000];
      for (int d = 0; d < values.length; d++) {
        double[] theta = draw(simulation, d).mixture();
        assertThat(Arrays.stream(theta).sum()).isCloseTo(1, within(1e-12));
        values[d] = exact.cumulativeProbability(theta[k]);
      }
      assertThat(Evidence.uniform(values)).as("topic %s", k).isGreaterThan(FALSE_ALARM);
    }
  }

  /** Given its mixture and length, a term's count is binomial: one z for each term. */
  @Test
  void termsHaveThePlantedFrequencies() {
    ModelState truth = truth(120, 1, 3);
    double[][] phiWK = topics(new LdaFamily().posterior(truth));
    Simulation simulation = generator.simulation(truth, new DocumentLengths(60, 0.5));
    double[] expected = new double[120];
    double[] variance = new double[120];
    double[] observed = new double[120];
    for (int d = 0; d < 5000; d++) {
      SimulatedDocument drawn = draw(simulation, d);
      Document document = drawn.document();
      for (int w = 0; w < 120; w++) {
        double p = 0;
        for (int k = 0; k < 3; k++) {
          p += drawn.mixture()[k] * phiWK[w][k];
        }
        expected[w] += document.tokens() * p;
        variance[w] += document.tokens() * p * (1 - p);
      }
      for (int i = 0; i < document.terms().length; i++) {
        observed[document.terms()[i]] += document.counts()[i];
      }
    }
    for (int w = 0; w < 120; w++) {
      // Six standard errors hold for counts that are near normal, so rare terms get a margin.
      double margin = MOST_Z * Math.sqrt(variance[w]) + 10;
      assertThat(Math.abs(observed[w] - expected[w])).as("term %s", w).isLessThan(margin);
    }
  }

  @Test
  void lengthsHaveTheirDistributionMeanAndVariance() {
    PoissonDistribution poisson = new PoissonDistribution(40);
    assertLengths(new DocumentLengths(40, 0), poisson::cumulativeProbability, 40, 40);
    // δ = 1/2 is the failures before the second success of probability 2/(2 + mean).
    PascalDistribution pascal = new PascalDistribution(2, 2.0 / 42);
    assertLengths(
        new DocumentLengths(40, 0.5), pascal::cumulativeProbability, 40, 40 + 0.5 * 40 * 40);
  }

  private void assertLengths(
      DocumentLengths lengths, IntToDoubleFunction distribution, double mean, double variance) {
    int documents = 40_000;
    Simulation simulation = generator.simulation(truth(10, 0, 1), lengths);
    int cell = 5;
    double[] expected = new double[24];
    long[] observed = new long[24];
    double sum = 0;
    double squares = 0;
    double fourths = 0;
    for (int d = 0; d < documents; d++) {
      long n = draw(simulation, d).document().tokens();
      observed[(int) Math.min(n / cell, 23)]++;
      sum += n;
      squares += (n - mean) * (n - mean);
      fourths += Math.pow(n - mean, 4);
    }
    for (int i = 0; i < 24; i++) {
      double upTo = i == 23 ? 1 : distribution.applyAsDouble(cell * (i + 1) - 1);
      expected[i] = documents * (upTo - (i == 0 ? 0 : distribution.applyAsDouble(cell * i - 1)));
    }
    assertThat(chiSquareOfFullCells(expected, observed)).isGreaterThan(FALSE_ALARM);
    assertThat(Math.abs(sum / documents - mean))
        .isLessThan(MOST_Z * Math.sqrt(variance / documents));
    double errorOfVariance = Math.sqrt((fourths / documents - variance * variance) / documents);
    assertThat(Math.abs(squares / documents - variance)).isLessThan(MOST_Z * errorOfVariance);
  }

  /** Cells that expect fewer than 5 are added to their neighbour. */
  private static double chiSquareOfFullCells(double[] expected, long[] observed) {
    double[] e = new double[expected.length];
    long[] o = new long[expected.length];
    int n = 0;
    for (int i = 0; i < expected.length; i++) {
      e[n] += expected[i];
      o[n] += observed[i];
      n += e[n] >= 5 && i < expected.length - 1 ? 1 : 0;
    }
    if (e[n] < 5) {
      e[n - 1] += e[n];
      o[n - 1] += o[n];
      n--;
    }
    return Evidence.chiSquare(Arrays.copyOf(e, n + 1), Arrays.copyOf(o, n + 1));
  }

  /** If this fails, corpora simulated before cannot be drawn again. */
  @Test
  void goldenDocument() {
    Simulation simulation = generator.simulation(truth(50, 1, 1), new DocumentLengths(20, 0.2));
    SimulatedDocument drawn = draw(simulation, 3);
    assertThat(drawn.document().toString())
        .isEqualTo("d3 [0, 7, 8, 22, 23, 25] [2, 2, 1, 1, 1, 1]");
    assertThat(draw(simulation, 3).document()).isEqualTo(drawn.document());
  }

  @Test
  void aShortLengthMakesEmptyDocuments() {
    Simulation simulation = generator.simulation(truth(10, 0, 1), new DocumentLengths(0.01, 0));
    assertThat(draw(simulation, 1).document().terms()).isEmpty();
    assertThat(draw(simulation, 1).mixture()).hasSize(3);
  }

  @Test
  void priorsAreOneNumberOrOneATopicAndNothingElse() {
    ModelState one = generator.truth(settings("k", "40"), Generator.zipf(5, 0), 100, 1);
    assertThat(one.globals().vector("docConcentration")).hasSize(40).containsOnly(0.1);
    assertThatThrownBy(
            () ->
                generator.truth(
                    settings("k", "3", "docConcentration", "1,2"), Generator.zipf(5, 0), 1, 1))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("with k = 3 allowed are 1 or 3");
  }

  @Test
  void zipfsSharesAddUpAndFallAsTheyShould() {
    assertThat(Generator.zipf(4, 0)).containsExactly(0.25, 0.25, 0.25, 0.25);
    double[] shares = Generator.zipf(1000, 1.2);
    assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-12));
    assertThat(shares[9] / shares[99]).isCloseTo(Math.pow(10, 1.2), within(1e-9));
  }
}
