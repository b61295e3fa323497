package polya.infer.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polya.infer.Simulated;
import polya.math.Special;

class MeanFieldTest {
  private static final LocalOptions TO_THE_END = new LocalOptions(1, 0, 1, 0, 3000);
  private static final LocalOptions ONE_SWEEP = new LocalOptions(1, 0, 1, 0, 1);

  /** A document over topics b[w][k]. */
  private record Case(double[][] b, int[] counts, double[] alpha) {
    static Case random(long key, int topics, int words, int mostCount) {
      Simulated draws = new Simulated(key);
      double[][] phi = draws.topics(topics, words + 3, 0.5);
      double[][] b = new double[words][topics];
      int[] counts = new int[words];
      double[] alpha = new double[topics];
      for (int k = 0; k < topics; k++) {
        alpha[k] = 0.2 + draws.uniform();
      }
      for (int w = 0; w < words; w++) {
        counts[w] = 1 + draws.below(mostCount);
        for (int k = 0; k < topics; k++) {
          b[w][k] = phi[k][w] + 1e-6;
        }
      }
      return new Case(b, counts, alpha);
    }

    int topics() {
      return alpha.length;
    }

    int tokens() {
      return IntStream.of(counts).sum();
    }

    double[] flat() {
      return Arrays.stream(b).flatMapToDouble(Arrays::stream).toArray();
    }

    double[] seated() {
      double[] gamma = new double[topics()];
      MeanField.seat(alpha, tokens(), gamma, 0);
      return gamma;
    }

    MeanField fit(double[] gamma, LocalOptions options) {
      MeanField local = new MeanField(alpha, options);
      int[] slots = IntStream.range(0, b.length).toArray();
      local.fit(flat(), slots, counts, 0, b.length, gamma, 0);
      return local;
    }

    /** φ_dwk of Blei et al. 2003, eq. 6, at γ. */
    double[][] responsibilities(double[] gamma) {
      double[][] r = new double[b.length][topics()];
      for (int w = 0; w < b.length; w++) {
        double sum = 0;
        for (int k = 0; k < topics(); k++) {
          r[w][k] = b[w][k] * Math.exp(Special.digamma(gamma[k]));
          sum += r[w][k];
        }
        for (int k = 0; k < topics(); k++) {
          r[w][k] /= sum;
        }
      }
      return r;
    }

    /** γ of Blei et al. 2003, eq. 7. */
    double[] gamma(double[][] r) {
      double[] gamma = alpha.clone();
      for (int w = 0; w < b.length; w++) {
        for (int k = 0; k < topics(); k++) {
          gamma[k] += counts[w] * r[w][k];
        }
      }
      return gamma;
    }

    /** Blei et al. 2003, eq. 15, term by term. */
    double bound(double[] gamma, double[][] r) {
      double sum = Arrays.stream(gamma).sum();
      double bound = Special.lgamma(Arrays.stream(alpha).sum()) - Special.lgamma(sum);
      for (int k = 0; k < topics(); k++) {
        double expectedLogTheta = Special.digamma(gamma[k]) - Special.digamma(sum);
        bound += -Special.lgamma(alpha[k]) + (alpha[k] - 1) * expectedLogTheta;
        bound += Special.lgamma(gamma[k]) - (gamma[k] - 1) * expectedLogTheta;
        for (int w = 0; w < b.length; w++) {
          if (r[w][k] > 0) {
            bound +=
                counts[w] * r[w][k] * (expectedLogTheta + Math.log(b[w][k]) - Math.log(r[w][k]));
          }
        }
      }
      return bound;
    }

    /** log p(w | Φ, α) as a sum over all K^N assignments, the mixture integrated out. */
    double evidence() {
      int[] words = new int[tokens()];
      int n = 0;
      for (int w = 0; w < counts.length; w++) {
        for (int i = 0; i < counts[w]; i++) {
          words[n++] = w;
        }
      }
      double alphaSum = Arrays.stream(alpha).sum();
      double total = 0;
      long assignments = Math.round(Math.pow(topics(), n));
      for (long z = 0; z < assignments; z++) {
        int[] nK = new int[topics()];
        double p = 1;
        long rest = z;
        for (int i = 0; i < n; i++) {
          int k = (int) (rest % topics());
          rest /= topics();
          p *= b[words[i]][k] * (alpha[k] + nK[k]++) / (alphaSum + i);
        }
        total += p;
      }
      return Math.log(total);
    }

    /** How far the bound at the fixed point is below the evidence. */
    double gap() {
      double[] gamma = seated();
      return evidence() - boundOf(fit(gamma, TO_THE_END), gamma);
    }

    double boundOf(MeanField local, double[] gamma) {
      return local.bound(counts, 0, b.length, gamma, 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "2, 1", "2, 20", "5, 10", "20, 40", "50, 5"})
  void isTheTextbookIteration(int topics, int words) {
    for (int trial = 0; trial < 5; trial++) {
      Case document = Case.random(trial * 100L + topics, topics, words, 4);
      double[] gamma = document.seated();
      MeanField local = document.fit(gamma, new LocalOptions(1, 0, 1, 0, 25));
      double[] expected = document.seated();
      for (int i = 0; i < 25; i++) {
        expected = document.gamma(document.responsibilities(expected));
      }
      assertThat(local.sweeps).isEqualTo(25);
      for (int k = 0; k < topics; k++) {
        assertThat(gamma[k]).isCloseTo(expected[k], within(1e-9));
      }
    }
  }

  @Test
  void theFixedPointIsReachedAndItsResponsibilitiesBelongToIt() {
    Case document = Case.random(1, 6, 12, 3);
    double[] gamma = document.seated();
    MeanField local = document.fit(gamma, TO_THE_END);
    double[][] r = document.responsibilities(gamma);
    double[] again = document.gamma(r);
    for (int k = 0; k < 6; k++) {
      assertThat(gamma[k]).isCloseTo(again[k], within(1e-9));
      for (int w = 0; w < 12; w++) {
        assertThat(local.t[k] * document.b[w][k] / local.m[w]).isCloseTo(r[w][k], within(1e-12));
      }
    }
    assertThat(Arrays.stream(gamma).sum() - Arrays.stream(document.alpha).sum())
        .isCloseTo(document.tokens(), within(1e-9));
  }

  @Test
  void itStopsWhenTheCountsRest() {
    Case document = Case.random(2, 6, 12, 3);
    double[] gamma = document.seated();
    MeanField local = document.fit(gamma, new LocalOptions(1, 0, 1, 1e-3, 3000));
    assertThat(local.sweeps).isBetween(2, 500);
    double[] next = document.gamma(document.responsibilities(gamma));
    double moved = 0;
    for (int k = 0; k < 6; k++) {
      moved += Math.abs(next[k] - gamma[k]);
    }
    assertThat(moved).isLessThan(1e-3 * document.tokens());
  }

  @Test
  void oneTopicInClosedForm() {
    Case document = Case.random(3, 1, 7, 5);
    double[] gamma = {123};
    MeanField local = document.fit(gamma, TO_THE_END);
    assertThat(gamma[0]).isCloseTo(document.alpha[0] + document.tokens(), within(1e-10));
    double exact = 0;
    for (int w = 0; w < 7; w++) {
      exact += document.counts[w] * Math.log(document.b[w][0]);
    }
    assertThat(document.boundOf(local, gamma)).isCloseTo(exact, within(1e-9));
  }

  @Test
  void theBoundIsTheOneOfThePaperWhereverGammaIs() {
    for (int trial = 0; trial < 50; trial++) {
      Case document = Case.random(trial, 2 + trial % 5, 1 + trial % 9, 3);
      Simulated draws = new Simulated(trial);
      double[] gamma = document.seated();
      for (int k = 0; k < gamma.length; k++) {
        gamma[k] *= 0.1 + 3 * draws.uniform();
      }
      MeanField local = document.fit(gamma, ONE_SWEEP);
      double expected = document.bound(gamma, document.responsibilities(gamma));
      assertThat(document.boundOf(local, gamma)).isCloseTo(expected, within(1e-9));
    }
  }

  /** A mixture that the prior all but fixes leaves mean-field nothing to lose. */
  @Test
  void theBoundStaysBelowTheEnumeratedEvidenceAndMeetsItUnderAStrongPrior() {
    for (int trial = 0; trial < 60; trial++) {
      Case weak = Case.random(trial, 2 + trial % 2, 1 + trial % 4, 2);
      assertThat(weak.gap()).isBetween(-1e-9, 1.5);
      double[] strong = Arrays.stream(weak.alpha).map(a -> 1000 * a).toArray();
      assertThat(new Case(weak.b, weak.counts, strong).gap()).isBetween(-1e-9, 0.01);
    }
  }

  @Test
  void theBoundNeverFallsFromAnyStart() {
    for (int trial = 0; trial < 100; trial++) {
      Case document = Case.random(trial, 2 + trial % 20, 1 + trial % 30, 3);
      Simulated draws = new Simulated(trial);
      double[] gamma = new double[document.topics()];
      for (int k = 0; k < gamma.length; k++) {
        gamma[k] = Math.exp(8 * draws.uniform() - 4);
      }
      double before = Double.NEGATIVE_INFINITY;
      for (int sweep = 0; sweep < 100; sweep++) {
        double bound = document.boundOf(document.fit(gamma, ONE_SWEEP), gamma);
        assertThat(bound).isGreaterThanOrEqualTo(before - 1e-10 * Math.abs(bound));
        before = bound;
      }
    }
  }

  @Test
  void twoFitsOfHalfTheSweepsAreOneFit() {
    Case document = Case.random(4, 5, 9, 3);
    double[] twice = document.seated();
    document.fit(twice, new LocalOptions(1, 0, 1, 0, 7));
    document.fit(twice, new LocalOptions(1, 0, 1, 0, 5));
    double[] once = document.seated();
    document.fit(once, new LocalOptions(1, 0, 1, 0, 12));
    assertThat(twice).isEqualTo(once);
  }

  /** Below 0.00134 exp ψ underflows: words whose weights are all zero must not poison the rest. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e-3, 1, 1e3})
  void priorsFarApartStayFinite(double prior) {
    for (double eta : new double[] {1e-6, 1e3}) {
      for (int count : new int[] {1, 5, 1_000_000}) {
        int topics = 4;
        double[][] b = new double[6][topics];
        for (int w = 0; w < 6; w++) {
          for (int k = 0; k < topics; k++) {
            double lambda = eta + (w > 0 && w % topics == k ? 30 : 0);
            b[w][k] = Special.expDigamma(lambda) / Special.expDigamma(6 * eta + 60);
          }
        }
        double[] alpha = new double[topics];
        Arrays.fill(alpha, prior);
        Case document = new Case(b, new int[] {count, 1, count, 3, 1, 2}, alpha);
        double[] gamma = document.seated();
        MeanField local = document.fit(gamma, new LocalOptions(1, 0, 1, 1e-3, 100));
        assertThat(gamma).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(document.boundOf(local, gamma)).isFinite();
        assertThat(local.t).doesNotContain(Double.NaN);
        for (int w = 0; w < 6; w++) {
          assertThat(count / local.m[w]).isFinite();
        }
      }
    }
  }
}
