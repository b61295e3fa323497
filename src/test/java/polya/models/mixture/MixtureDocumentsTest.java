package polya.models.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.cli.Estimators;
import polya.cli.SamplingOptions;
import polya.corpus.Document;
import polya.heldout.Enumerated;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.Prediction;
import polya.heldout.Tiny;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.completion.InSample;
import polya.heldout.marginal.Exact;
import polya.mixing.DirichletDocuments;
import polya.mixing.Mixtures;
import polya.topics.Phi;

/** Documents of one topic, read: everything by enumeration of the topics. */
class MixtureDocumentsTest {
  private static final double[] PI = {0.5, 0.2, 0.3};
  private static final Phi PHI = Tiny.phi(Tiny.weights(5, 3, 9));
  private static final MixtureDocuments DOCUMENTS = new MixtureDocuments(PI);

  /** π_k Π φ_wk, topic by topic. */
  private static double[] joint(Document document, double[] pi) {
    double[][] phi = Tiny.dense(PHI);
    double[] p = pi.clone();
    for (int i = 0; i < document.terms().length; i++) {
      for (int k = 0; k < p.length; k++) {
        p[k] *= Math.pow(phi[document.terms()[i]][k], document.counts()[i]);
      }
    }
    return p;
  }

  @Test
  void theLikelihoodIsTheSumOverTopics() {
    Estimator.Scorer scorer = new Exact().open(PHI, DOCUMENTS);
    for (Document document : Tiny.documents(20, 5, 12)) {
      Estimate estimate = scorer.estimate(HeldOut.of(document, 0));
      if (document.tokens() == 0) {
        assertThat(estimate).isEqualTo(Estimate.NONE);
      } else {
        double p = Arrays.stream(joint(document, PI)).sum();
        assertThat(estimate.logProbability()).isCloseTo(Math.log(p), within(1e-9));
        assertThat(estimate.standardError()).isZero();
        assertThat(estimate.tokens()).isEqualTo(document.tokens());
      }
    }
  }

  @Test
  void longDocumentsNeitherOverflowNorVanish() {
    Document document = new Document("long", new int[] {1, 3}, new int[] {2_000_000, 1_000_000});
    Estimate estimate = new Exact().open(PHI, DOCUMENTS).estimate(HeldOut.of(document, 0));
    assertThat(estimate.logProbability() / 3e6).isBetween(-10.0, 0.0);
  }

  @Test
  void completionIsThePosteriorOfTheTopic() {
    Document seen = Tiny.document("d", 0, 0, 3);
    Document rest = Tiny.document("d", 1, 4);
    double[] p = joint(seen, PI);
    double all = Arrays.stream(p).sum();
    double[][] phi = Tiny.dense(PHI);
    Prediction prediction =
        new DocumentCompletion(1).open(PHI, DOCUMENTS).predict(HeldOut.given(seen, rest, 0));
    for (int i = 0; i < 2; i++) {
      double expected = 0;
      for (int k = 0; k < p.length; k++) {
        expected += p[k] / all * phi[rest.terms()[i]][k];
      }
      assertThat(prediction.probabilities()[i]).isCloseTo(expected, within(1e-12));
    }
    double[] mixture = new Mixtures(PHI, DOCUMENTS).of(seen.terms(), seen.counts());
    for (int k = 0; k < p.length; k++) {
      assertThat(mixture[k]).isCloseTo(p[k] / all, within(1e-6));
    }
    assertThat(new Mixtures(PHI, DOCUMENTS).of(new int[0], new int[0]))
        .containsExactly(PI, within(1e-15));
  }

  @Test
  void estimatorsThatNeedAnUrnSayWhyTheyHaveNone() {
    assertThat(Estimators.scoring(DOCUMENTS))
        .containsExactly(DocumentCompletion.NAME, Exact.NAME, InSample.NAME);
    for (String name : List.of("left-to-right", "importance", "ais", "chib", "bound")) {
      assertThat(Estimators.named(name, SamplingOptions.of(1)).lacks(DOCUMENTS))
          .hasValueSatisfying(why -> assertThat(why).contains("one topic"));
    }
  }

  /** LDA's θ is forced into corners: its mixtures are then one topic each, of probability π. */
  @Test
  void itIsLdaWhereAlphaVanishes() {
    double[] alpha = Arrays.stream(PI).map(p -> 1e-9 * p).toArray();
    for (int[] tokens : new int[][] {{0, 0, 1, 2, 3, 4}, {2, 2, 2, 2, 4, 4}, {1, 1, 3, 3, 3, 0}}) {
      Document document = Tiny.document("d", tokens);
      double lda = Enumerated.probability(Tiny.dense(PHI), alpha, Enumerated.tokens(document));
      Estimate exact = new Exact().open(PHI, DOCUMENTS).estimate(HeldOut.of(document, 0));
      assertThat(exact.logProbability()).isCloseTo(Math.log(lda), within(1e-4));
    }
  }

  /** Two terms a topic that hardly any other has. */
  private static Phi plain() {
    float[][] weights = new float[6][3];
    for (int w = 0; w < weights.length; w++) {
      for (int k = 0; k < 3; k++) {
        weights[w][k] = w / 2 == k ? 1 + w % 2 : 1e-5f;
      }
    }
    return Tiny.phi(weights);
  }

  /** LDA's fold-in ends in the same corner, and completes documents alike. */
  @Test
  void mixturesOfLdaAreCornersWhereAlphaVanishes() {
    Phi phi = plain();
    DirichletDocuments lda = new DirichletDocuments(Arrays.stream(PI).map(p -> 1e-5 * p).toArray());
    for (int k = 0; k < 3; k++) {
      Document seen = Tiny.document("d", 2 * k, 2 * k + 1, 2 * k + 1);
      Document rest = Tiny.document("d", 2 * k, 2 * k + 1, (2 * k + 2) % 6);
      double[] corner = new Mixtures(phi, lda).of(seen.terms(), seen.counts());
      double[] posterior = new Mixtures(phi, DOCUMENTS).of(seen.terms(), seen.counts());
      assertThat(corner).containsExactly(posterior, within(1e-4));
      HeldOut document = HeldOut.given(seen, rest, 0);
      assertThat(new DocumentCompletion(1).open(phi, lda).predict(document).probabilities())
          .containsExactly(
              new DocumentCompletion(1).open(phi, DOCUMENTS).predict(document).probabilities(),
              within(1e-4));
    }
  }

  /**
   * So do the estimators of LDA, on documents whose topic is plain: their chains do not cross
   * between topics any more. Annealing begins at topics drawn from π, whatever the words.
   */
  @ParameterizedTest
  @ValueSource(strings = {"left-to-right", "importance", "ais", "chib", "bound"})
  void estimatorsOfLdaAgreeWithTheExactOneWhereAlphaVanishes(String name) {
    Phi phi = plain();
    double[] alpha = Arrays.stream(PI).map(p -> 1e-5 * p).toArray();
    int chains = 20_000;
    SamplingOptions options = new SamplingOptions(1, 200, 3, 1000, 20, chains);
    Estimator.Scorer lda = Estimators.named(name, options).open(phi, new DirichletDocuments(alpha));
    Estimator.Scorer exact = new Exact().open(phi, DOCUMENTS);
    for (int k = 0; k < 3; k++) {
      HeldOut document =
          HeldOut.of(Tiny.document("d", 2 * k, 2 * k, 2 * k + 1, 2 * k, 2 * k + 1, 2 * k + 1), 0);
      double byPi = 4 * Math.sqrt((1 - PI[k]) / PI[k] / chains);
      assertThat(lda.estimate(document).logProbability())
          .isCloseTo(
              exact.estimate(document).logProbability(), within(name.equals("ais") ? byPi : 1e-4));
    }
  }
}
