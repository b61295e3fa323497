package polya.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polya.math.Rows;

class Cvb0Test {
  /** Never stops early: so that single and double precision make the same number of sweeps. */
  private static final LocalOptions TEN_SWEEPS = new LocalOptions(3, 0.03, 8, 0, 10);

  private static final LocalOptions DEFAULTS = new LocalOptions(3, 0.03, 8, 0.03, 10);

  /** A fitted document beside what it was made of. */
  private static final class Fit {
    final double[][] b;
    final int[] counts;
    final double[] alpha;
    final Cvb0 local;

    Fit(double[][] b, int[] counts, double[] alpha, LocalOptions options) {
      this.b = b;
      this.counts = counts;
      this.alpha = alpha;
      local = new Cvb0(Rows.best(), alpha, options);
      fit();
    }

    void fit() {
      int n = Rows.padded(alpha.length);
      float[] weights = new float[b.length * n];
      int[] offsets = new int[b.length];
      float[] c = new float[b.length];
      for (int w = 0; w < b.length; w++) {
        // Rows back to front: the offsets decide, not the order.
        offsets[w] = (b.length - 1 - w) * n;
        c[w] = counts[w];
        for (int k = 0; k < alpha.length; k++) {
          weights[offsets[w] + k] = (float) b[w][k];
        }
      }
      local.fit(weights, offsets, c, b.length, tokens());
    }

    int tokens() {
      return IntStream.of(counts).sum();
    }

    double r(int w, int j) {
      return local.r[w * local.rowLength + j];
    }

    /** What must hold whatever the document. */
    void isSound() {
      double[] sums = new double[local.active];
      for (int w = 0; w < b.length; w++) {
        double one = 0;
        for (int j = 0; j < local.active; j++) {
          assertThat(r(w, j)).isBetween(0.0, 1.000001);
          one += r(w, j);
          sums[j] += counts[w] * r(w, j);
        }
        assertThat(one).isCloseTo(1, within(1e-5));
        for (int j = local.active; j < local.rowLength; j++) {
          assertThat(r(w, j)).isZero();
        }
      }
      for (int j = 0; j < local.active; j++) {
        // n is what is left of n + α in single precision.
        double rounding = 1e-5 * tokens() + 4 * Math.ulp((float) alpha[local.topicOf[j]]);
        assertThat(sums[j] - local.n[j]).isCloseTo(0, within(rounding));
      }
      int[] topics = Arrays.copyOf(local.topicOf, local.active);
      assertThat(topics).isSorted().doesNotHaveDuplicates();
    }

    void isAsNaive(LocalOptions options, double tolerance) {
      NaiveCvb0 naive = new NaiveCvb0(b, counts, alpha, options);
      assertThat(local.sweeps).isEqualTo(naive.sweeps);
      assertThat(Arrays.stream(local.topicOf).limit(local.active).boxed())
          .containsExactlyElementsOf(naive.kept);
      for (int j = 0; j < local.active; j++) {
        int k = local.topicOf[j];
        assertThat(local.n[j]).isCloseTo((float) naive.n[k], within((float) tolerance * tokens()));
        for (int w = 0; w < b.length; w++) {
          assertThat(r(w, j)).isCloseTo(naive.r[w][k], within(tolerance));
        }
      }
    }
  }

  private static Fit random(long key, int topics, int words, double alpha, LocalOptions options) {
    Simulated draws = new Simulated(key);
    double[][] phi = draws.topics(topics, words, 0.3);
    double[][] b = new double[words][topics];
    int[] counts = new int[words];
    double[] prior = new double[topics];
    for (int k = 0; k < topics; k++) {
      prior[k] = alpha * (0.5 + draws.uniform());
    }
    for (int w = 0; w < words; w++) {
      counts[w] = 1 + draws.below(4);
      for (int k = 0; k < topics; k++) {
        b[w][k] = (float) (phi[k][w] + 1e-4);
      }
    }
    return new Fit(b, counts, prior, options);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 5", "2, 1", "2, 30", "7, 12", "8, 40", "9, 40", "16, 3", "17, 60", "40, 25", "100, 80"
  })
  void isTheNaiveAlgorithmInDoublePrecision(int topics, int words) {
    for (int trial = 0; trial < 20; trial++) {
      Fit fit = random(1000L * topics + trial, topics, words, 5.0 / topics, TEN_SWEEPS);
      fit.isSound();
      fit.isAsNaive(TEN_SWEEPS, 1e-4);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0.1, 0.03", "3, 0.01, 0.03", "5, 0.03, 0.5", "2, 0, 0.2"})
  void everyOptionMeansTheSameAsInTheNaiveAlgorithm(
      int denseSweeps, double pruning, double tolerance) {
    LocalOptions options = new LocalOptions(denseSweeps, pruning, 4, tolerance, 9);
    for (int trial = 0; trial < 20; trial++) {
      Fit fit = random(trial, 30, 20, 0.2, options);
      fit.isSound();
      fit.isAsNaive(options, 1e-4);
    }
  }

  @Test
  void theCapOnSweepsHoldsForDenseOnesToo() {
    LocalOptions two = new LocalOptions(3, 0.03, 8, 0, 2);
    Fit fit = random(3, 20, 10, 0.2, two);
    assertThat(fit.local.sweeps).isEqualTo(2);
    fit.isAsNaive(two, 1e-4);
  }

  @Test
  void aStartNearUniformKeepsTheEightLargest() {
    int topics = 200;
    double[][] b = new double[6][topics];
    for (int w = 0; w < b.length; w++) {
      for (int k = 0; k < topics; k++) {
        b[w][k] = 0.01 + (k == 17 || k == 150 ? 1e-5 : 0);
      }
    }
    double[] alpha = new double[topics];
    Arrays.fill(alpha, 0.05);
    Fit fit = new Fit(b, new int[] {1, 2, 1, 1, 3, 1}, alpha, DEFAULTS);
    fit.isSound();
    assertThat(Arrays.copyOf(fit.local.topicOf, fit.local.active))
        .containsExactly(0, 1, 2, 3, 4, 5, 17, 150);
  }

  @Test
  void noPruningKeepsEveryTopic() {
    LocalOptions all = new LocalOptions(3, 0, 8, 0, 30);
    Fit fit = random(5, 75, 10, 0.01, all);
    assertThat(fit.local.active).isEqualTo(75);
    fit.isSound();
    fit.isAsNaive(all, 1e-4);
  }

  @Test
  void oneTopicTakesEverything() {
    Fit fit = random(6, 1, 9, 0.5, DEFAULTS);
    fit.isSound();
    assertThat(fit.local.active).isEqualTo(1);
    assertThat((double) fit.local.n[0]).isCloseTo(fit.tokens(), within(1e-5 * fit.tokens()));
  }

  /** With the own mass excluded a single token sees the prior and its weights alone. */
  @Test
  void aSingleTokenIsSharedByPriorAndWeights() {
    double[] alpha = {0.3, 0.5, 0.2};
    double[][] b = {{0.2, 0.1, 0.5}};
    Fit fit = new Fit(b, new int[] {1}, alpha, TEN_SWEEPS);
    double sum = 0.3 * 0.2 + 0.5 * 0.1 + 0.2 * 0.5;
    for (int k = 0; k < 3; k++) {
      assertThat(fit.r(0, k)).isCloseTo(alpha[k] * b[0][k] / sum, within(1e-5));
    }
  }

  @Test
  void aWordThatOccursAMillionTimes() {
    double[] alpha = {0.1, 0.1, 0.1};
    double[][] b = {{0.2, 0.1, 0.01}, {1e-6, 1e-3, 0.2}};
    Fit fit = new Fit(b, new int[] {1_000_000, 3}, alpha, TEN_SWEEPS);
    fit.isSound();
    fit.isAsNaive(TEN_SWEEPS, 1e-4);
  }

  @Test
  void aThousandTopics() {
    Fit fit = random(9, 1000, 50, 0.005, TEN_SWEEPS);
    fit.isSound();
    fit.isAsNaive(TEN_SWEEPS, 1e-4);
  }

  @Test
  void aDocumentOfTenThousandWords() {
    Fit fit = random(10, 20, 10_000, 0.25, TEN_SWEEPS);
    fit.isSound();
    // Each of 100,000 steps rounds the counts once.
    fit.isAsNaive(TEN_SWEEPS, 5e-4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e-3, 1, 1e3})
  void priorsFarApartStaySound(double alpha) {
    for (double eta : new double[] {1e-6, 1e3}) {
      for (int words : new int[] {1, 2, 50}) {
        for (int topics : new int[] {1, 2, 20, 100}) {
          Simulated draws = new Simulated(words * 1000L + topics);
          double[][] b = new double[words][topics];
          int[] counts = new int[words];
          for (int w = 0; w < words; w++) {
            counts[w] = 1 + draws.below(3);
            for (int k = 0; k < topics; k++) {
              int seen = draws.below(3) == 0 ? 1 + draws.below(50) : 0;
              b[w][k] = (seen + eta) / (1000 + 5000 * eta);
            }
          }
          double[] prior = new double[topics];
          Arrays.fill(prior, alpha);
          new Fit(b, counts, prior, DEFAULTS).isSound();
        }
      }
    }
  }

  /** The scratch of a large document must leave no trace in a small one. */
  @Test
  void whatWasFittedBeforeDoesNotMatter() {
    Fit fit = random(12, 30, 15, 0.1, DEFAULTS);
    float[] r = Arrays.copyOf(fit.local.r, 15 * fit.local.rowLength);
    int active = fit.local.active;
    Simulated draws = new Simulated(13);
    int n = Rows.padded(30);
    float[] weights = new float[500 * n];
    float[] counts = new float[500];
    int[] offsets = new int[500];
    for (int w = 0; w < 500; w++) {
      counts[w] = 2;
      offsets[w] = w * n;
      for (int k = 0; k < 30; k++) {
        weights[w * n + k] = (float) draws.uniform();
      }
    }
    fit.local.fit(weights, offsets, counts, 500, 1000);
    fit.fit();
    assertThat(fit.local.active).isEqualTo(active);
    assertThat(Arrays.copyOf(fit.local.r, r.length)).isEqualTo(r);
  }

  @Test
  void theScoreIsTheLogLikelihoodAtTheMeanMixture() {
    Fit fit = random(14, 6, 12, 0.4, new LocalOptions(3, 0, 8, 0, 20));
    float[] counts = new float[12];
    double alphaSum = Arrays.stream(fit.alpha).sum();
    double expected = 0;
    for (int w = 0; w < 12; w++) {
      counts[w] = fit.counts[w];
      double p = 0;
      for (int j = 0; j < 6; j++) {
        p += (fit.local.n[j] + fit.alpha[j]) * fit.b[w][j];
      }
      expected += counts[w] * Math.log(p / (fit.tokens() + alphaSum));
    }
    assertThat(fit.local.logLikelihood(counts, 12, fit.tokens(), alphaSum))
        .isCloseTo(expected, within(1e-5 * Math.abs(expected)));
  }
}
