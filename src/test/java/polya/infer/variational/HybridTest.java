package polya.infer.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.math.Rows;
import polya.mixing.DirichletDocuments;

class HybridTest extends DocumentStepContract {
  @Override
  DocumentStep open(Rows rows, double[] alpha, LocalOptions options) {
    return new Hybrid(rows, new DirichletDocuments(alpha), options);
  }

  @Override
  NaiveStep naive(FittedDocument fitted, LocalOptions options) {
    return new NaiveHybrid(fitted.b, fitted.counts, fitted.alpha, options);
  }

  /** Over fixed topics the two have the same document side, sweep for sweep. */
  @ParameterizedTest
  @CsvSource({"2, 1, 4", "5, 30, 1", "5, 30, 7", "20, 40, 40", "100, 80, 12"})
  void withoutPruningItIsMeanField(int topics, int words, int sweeps) {
    for (int trial = 0; trial < 10; trial++) {
      LocalOptions all = new LocalOptions(3, 0, 1, 0, Math.max(sweeps, 2));
      FittedDocument fitted = random(77 * topics + trial, topics, words, 0.4, all);
      double[] gamma = new double[topics];
      MeanField.seat(fitted.alpha, fitted.tokens(), gamma, 0);
      LocalOptions same = new LocalOptions(1, 0, 1, 0, fitted.local.sweeps);
      double[] flat = Arrays.stream(fitted.b).flatMapToDouble(Arrays::stream).toArray();
      int[] slots = IntStream.range(0, words).toArray();
      new MeanField(fitted.alpha, same).fit(flat, slots, fitted.counts, 0, words, gamma, 0);
      for (int k = 0; k < topics; k++) {
        assertThat(fitted.local.n[k] + fitted.alpha[k])
            .isCloseTo(gamma[k], within(1e-4 * fitted.tokens()));
      }
    }
  }

  /** Else the counts of the topics kept would not add up to the document's tokens. */
  @Test
  void oneSweepOfThePackedTopicsIsMadeWhateverTheCap() {
    LocalOptions one = new LocalOptions(3, 0.03, 8, 0, 1);
    FittedDocument fitted = random(3, 20, 10, 0.2, one);
    assertThat(fitted.local.sweeps).isEqualTo(2);
    fitted.isSound();
    fitted.isAs(naive(fitted, one).fit(), 1e-4);
  }

  /** exp ψ of 6/1000 is 1e-72: nothing in float32. */
  @Test
  void aTokenSpreadOverAThousandTopicsIsNotLost() {
    double[] alpha = new double[1000];
    Arrays.fill(alpha, 0.005);
    double[][] b = new double[1][1000];
    Arrays.fill(b[0], 1e-4);
    b[0][700] = 0.02;
    FittedDocument fitted = fit(b, new int[] {1}, alpha, DEFAULTS);
    fitted.isSound();
    fitted.isAs(naive(fitted, DEFAULTS).fit(), 1e-4);
    assertThat(fitted.local.n[Arrays.binarySearch(fitted.local.topicOf, 0, 8, 700)])
        .isGreaterThan(0.99f);
  }

  /** n_1 = t_1 b_1 / (t_1 b_1 + t_2 b_2): the fixed point of one token under two topics. */
  @Test
  void aSingleTokenSettlesAtItsFixedPoint() {
    double[] alpha = {0.7, 1.1};
    double[][] b = {{0.3, 0.2}};
    FittedDocument fitted = fit(b, new int[] {1}, alpha, new LocalOptions(2, 0, 1, 0, 500));
    double n = 0.5;
    for (int i = 0; i < 10_000; i++) {
      double one = Math.exp(polya.math.Special.digamma(n + alpha[0])) * b[0][0];
      double two = Math.exp(polya.math.Special.digamma(1 - n + alpha[1])) * b[0][1];
      n = one / (one + two);
    }
    assertThat(fitted.local.n[0]).isCloseTo((float) n, within(1e-5f));
  }
}
