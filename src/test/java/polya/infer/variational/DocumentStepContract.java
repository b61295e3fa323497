package polya.infer.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polya.infer.Simulated;
import polya.math.Rows;
import polya.math.RowsUnderTest;

/** What every {@link DocumentStep} promises. */
abstract class DocumentStepContract {
  /** Never stops early: so that single and double precision make the same number of sweeps. */
  static final LocalOptions TEN_SWEEPS = new LocalOptions(3, 0.03, 8, 0, 10);

  static final LocalOptions DEFAULTS = new LocalOptions(3, 0.03, 8, 0.03, 10);

  abstract DocumentStep open(Rows rows, double[] alpha, LocalOptions options);

  abstract NaiveStep naive(FittedDocument fitted, LocalOptions options);

  FittedDocument fit(double[][] b, int[] counts, double[] alpha, LocalOptions options) {
    return new FittedDocument(b, counts, alpha, open(Rows.best(), alpha, options));
  }

  FittedDocument random(long key, int topics, int words, double alpha, LocalOptions options) {
    return FittedDocument.random(
        key, topics, words, alpha, prior -> open(Rows.best(), prior, options));
  }

  private void isAsNaive(FittedDocument fitted, LocalOptions options, double tolerance) {
    fitted.isSound();
    fitted.isAs(naive(fitted, options).fit(), tolerance);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 5", "2, 1", "2, 30", "7, 12", "8, 40", "9, 40", "16, 3", "17, 60", "40, 25", "100, 80",
    "300, 60", "700, 20"
  })
  void isTheNaiveAlgorithmInDoublePrecision(int topics, int words) {
    for (int trial = 0; trial < 20; trial++) {
      isAsNaive(
          random(1000L * topics + trial, topics, words, 5.0 / topics, TEN_SWEEPS),
          TEN_SWEEPS,
          1e-4);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0.1, 0.03", "3, 0.01, 0.03", "5, 0.03, 0.5", "2, 0, 0.2"})
  void everyOptionMeansTheSameAsInTheNaiveAlgorithm(
      int denseSweeps, double pruning, double tolerance) {
    LocalOptions options = new LocalOptions(denseSweeps, pruning, 4, tolerance, 9);
    for (int trial = 0; trial < 20; trial++) {
      isAsNaive(random(trial, 30, 20, 0.2, options), options, 1e-4);
    }
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
    FittedDocument fitted = fit(b, new int[] {1, 2, 1, 1, 3, 1}, alpha, DEFAULTS);
    fitted.isSound();
    assertThat(Arrays.copyOf(fitted.local.topicOf, fitted.local.active))
        .containsExactly(0, 1, 2, 3, 4, 5, 17, 150);
  }

  @Test
  void noPruningKeepsEveryTopic() {
    LocalOptions all = new LocalOptions(3, 0, 8, 0, 30);
    FittedDocument fitted = random(5, 75, 10, 0.01, all);
    assertThat(fitted.local.active).isEqualTo(75);
    isAsNaive(fitted, all, 1e-4);
  }

  @Test
  void oneTopicTakesEverything() {
    FittedDocument fitted = random(6, 1, 9, 0.5, DEFAULTS);
    fitted.isSound();
    assertThat(fitted.local.active).isEqualTo(1);
    assertThat((double) fitted.local.n[0])
        .isCloseTo(fitted.tokens(), within(1e-5 * fitted.tokens()));
  }

  @Test
  void aWordThatOccursAMillionTimes() {
    double[] alpha = {0.1, 0.1, 0.1};
    double[][] b = {{0.2, 0.1, 0.01}, {1e-6, 1e-3, 0.2}};
    isAsNaive(fit(b, new int[] {1_000_000, 3}, alpha, TEN_SWEEPS), TEN_SWEEPS, 1e-4);
  }

  @Test
  void aThousandTopics() {
    isAsNaive(random(9, 1000, 50, 0.005, TEN_SWEEPS), TEN_SWEEPS, 1e-4);
  }

  @Test
  void aDocumentOfTenThousandWords() {
    // Each of 100,000 steps rounds the counts once.
    isAsNaive(random(10, 20, 10_000, 0.25, TEN_SWEEPS), TEN_SWEEPS, 5e-4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e-3, 1, 1e3})
  void priorsFarApartStaySound(double alpha) {
    for (double eta : new double[] {1e-6, 1e3}) {
      for (int words : new int[] {1, 2, 50}) {
        for (int topics : new int[] {1, 2, 20, 100, 2000}) {
          FittedDocument.smoothed(
                  topics, words, alpha, eta, prior -> open(Rows.best(), prior, DEFAULTS))
              .isSound();
        }
      }
    }
  }

  /** The scratch of a large document must leave no trace in a small one. */
  @Test
  void whatWasFittedBeforeDoesNotMatter() {
    FittedDocument fitted = random(12, 30, 15, 0.1, DEFAULTS);
    float[] r = Arrays.copyOf(fitted.local.r, 15 * fitted.local.rowLength);
    int active = fitted.local.active;
    Simulated draws = new Simulated(13);
    double[][] b = new double[500][30];
    int[] counts = new int[500];
    for (int w = 0; w < 500; w++) {
      counts[w] = 2;
      for (int k = 0; k < 30; k++) {
        b[w][k] = draws.uniform();
      }
    }
    assertThat(new FittedDocument(b, counts, fitted.alpha, fitted.local).local.n[0]).isPositive();
    fitted.fit();
    assertThat(fitted.local.active).isEqualTo(active);
    assertThat(Arrays.copyOf(fitted.local.r, r.length)).isEqualTo(r);
  }

  @Test
  void theScoreIsTheLogLikelihoodAtTheMeanMixture() {
    FittedDocument fitted = random(14, 6, 12, 0.4, new LocalOptions(3, 0, 8, 0, 20));
    float[] counts = new float[12];
    double alphaSum = Arrays.stream(fitted.alpha).sum();
    double expected = 0;
    for (int w = 0; w < 12; w++) {
      counts[w] = fitted.counts[w];
      double p = 0;
      for (int j = 0; j < 6; j++) {
        p += (fitted.local.n[j] + fitted.alpha[j]) * fitted.b[w][j];
      }
      expected += counts[w] * Math.log(p / (fitted.tokens() + alphaSum));
    }
    assertThat(fitted.local.logLikelihood(counts, 12, fitted.tokens(), alphaSum))
        .isCloseTo(expected, within(1e-5 * Math.abs(expected)));
  }

  @Test
  void simdAndScalarGiveTheSameBits() {
    for (int topics : new int[] {1, 5, 20, 100, 1000}) {
      for (int words : new int[] {1, 3, 60}) {
        FittedDocument scalar = under(RowsUnderTest.scalar(), topics, words);
        FittedDocument best = under(RowsUnderTest.best(), topics, words);
        int size = words * scalar.local.rowLength;
        assertThat(best.local.sweeps).isEqualTo(scalar.local.sweeps);
        assertThat(best.local.topicOf).isEqualTo(scalar.local.topicOf);
        assertThat(Arrays.copyOf(best.local.r, size))
            .isEqualTo(Arrays.copyOf(scalar.local.r, size));
        assertThat(best.local.n).isEqualTo(scalar.local.n);
      }
    }
  }

  private FittedDocument under(Rows rows, int topics, int words) {
    return FittedDocument.random(
        topics + 7L * words, topics, words, 0.1, prior -> open(rows, prior, DEFAULTS));
  }
}
