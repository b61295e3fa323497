package polya.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.heldout.Tiny;
import polya.math.Special;
import polya.topics.Phi;

class MixturesTest {
  private static double[] of(Phi phi, double[] alpha, Document d) {
    return new Mixtures(phi, new DirichletDocuments(alpha)).of(d.terms(), d.counts());
  }

  @Test
  void oneTopicHasAllOfIt() {
    Phi one = Tiny.phi(new float[][] {{1}, {2}, {5}});
    assertThat(of(one, new double[] {0.2}, Tiny.document("a", 0, 2, 2))).containsExactly(1);
    assertThat(of(one, new double[] {0.2}, Tiny.document("none"))).containsExactly(1);
  }

  @Test
  void topicsWithoutACommonTermShareTokensAsCounted() {
    Phi phi = Tiny.phi(new float[][] {{1, 0}, {0, 1}});
    double[] theta = of(phi, new double[] {0.5, 1.5}, Tiny.document("a", 0, 0, 0, 1));
    assertThat(theta[0]).isCloseTo(3.5 / 6, within(1e-6));
    assertThat(theta[1]).isCloseTo(2.5 / 6, within(1e-6));
  }

  @Test
  void oneTokenOfTwoTopicsIsARootOfAQuadratic() {
    // φ_0 = (0.6, 0.2), α = (1, 1): 3θ = 1 + 0.6θ / (0.4θ + 0.2), so 6θ² − 2θ − 1 = 0.
    Phi phi = Tiny.phi(new float[][] {{3, 1}, {2, 4}});
    double[] theta = of(phi, new double[] {1, 1}, Tiny.document("a", 0));
    assertThat(theta[0]).isCloseTo((1 + Math.sqrt(7)) / 6, within(3e-4));
  }

  /** E[θ | w, φ, α] over all assignments of the tokens. */
  private static double[] enumerated(double[][] phi, double[] alpha, int[] tokens) {
    int topics = alpha.length;
    double[] mean = new double[topics];
    double all = 0;
    double alphaSum = Arrays.stream(alpha).sum();
    for (int code = 0; code < Math.pow(topics, tokens.length); code++) {
      double[] n = alpha.clone();
      double log = 0;
      int rest = code;
      for (int token : tokens) {
        n[rest % topics]++;
        log += Math.log(phi[token][rest % topics]);
        rest /= topics;
      }
      for (double nk : n) {
        log += Special.lgamma(nk);
      }
      double p = Math.exp(log);
      all += p;
      for (int k = 0; k < topics; k++) {
        mean[k] += p * n[k] / (alphaSum + tokens.length);
      }
    }
    double sum = all;
    return Arrays.stream(mean).map(m -> m / sum).toArray();
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += Math.abs(a[k] - b[k]) / 2;
    }
    return sum;
  }

  /** How far off the enumeration, in total variation, on average over documents of 7 tokens. */
  private static double error(double[] alpha) {
    Phi phi = Tiny.phi(Tiny.weights(12, 3, 5));
    double[][] dense = Tiny.dense(phi);
    double sum = 0;
    int documents = 0;
    for (Document d : Tiny.documents(400, 12, 8)) {
      if (d.tokens() == 7) {
        int[] tokens = new int[7];
        int n = 0;
        for (int i = 0; i < d.terms().length; i++) {
          Arrays.fill(tokens, n, n += d.counts()[i], d.terms()[i]);
        }
        sum += distance(of(phi, alpha, d), enumerated(dense, alpha, tokens));
        documents++;
      }
    }
    assertThat(documents).isGreaterThan(20);
    return sum / documents;
  }

  @Test
  void isNearTheMeanOverAllAssignments() {
    // Measured: 0.009 and 0.053; without α in the counts the first would be 0.18.
    assertThat(error(new double[] {1, 1, 1})).isLessThan(0.02);
    assertThat(error(new double[] {0.3, 0.05, 0.2})).isLessThan(0.08);
  }

  @Test
  void anEmptyDocumentHasThePriorMean() {
    Phi phi = Tiny.phi(Tiny.weights(30, 3, 1));
    double[] alpha = {1, 2, 5};
    assertThat(of(phi, alpha, Tiny.document("none"))).containsExactly(0.125, 0.25, 0.625);
    assertThat(new Mixtures(phi, new DirichletDocuments(alpha)).of(new int[] {3}, new int[] {0}))
        .containsExactly(0.125, 0.25, 0.625);
  }

  @Test
  void termsOutsideTheVocabularyAreIgnoredAndCounted() {
    Phi phi = Tiny.phi(Tiny.weights(30, 3, 1));
    double[] alpha = {1, 2, 5};
    Mixtures mixtures = new Mixtures(phi, new DirichletDocuments(alpha));
    double[] known = mixtures.of(new int[] {4, 7}, new int[] {2, 1});
    assertThat(mixtures.outOfVocabulary()).isZero();
    assertThat(mixtures.of(new int[] {-1, 4, 7, 30}, new int[] {3, 2, 1, 2_000_000_000}))
        .isEqualTo(known);
    assertThat(mixtures.outOfVocabulary()).isEqualTo(2_000_000_003L);
    assertThat(mixtures.of(new int[] {31}, new int[] {4})).containsExactly(0.125, 0.25, 0.625);
    assertThat(mixtures.outOfVocabulary()).isEqualTo(4);
  }

  @Test
  void addsUpToOneAndDoesNotDependOnWhatWasAskedBefore() {
    Phi phi = Tiny.phi(Tiny.weights(30, 40, 1));
    double[] alpha = new double[40];
    Arrays.fill(alpha, 0.05);
    Mixtures used = new Mixtures(phi, new DirichletDocuments(alpha));
    List<Document> documents = Tiny.documents(60, 30, 80);
    for (Document d : documents) {
      double[] theta = used.of(d.terms(), d.counts());
      assertThat(theta).isEqualTo(of(phi, alpha, d));
      assertThat(Arrays.stream(theta).sum()).isCloseTo(1, within(1e-14));
      assertThat(Arrays.stream(theta).min().orElseThrow()).isPositive();
    }
  }
}
