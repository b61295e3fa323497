package polya.heldout.marginal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import polya.Failure;
import polya.corpus.Document;
import polya.heldout.Enumerated;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.Tiny;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Special;
import polya.math.Streams;
import polya.topics.Phi;

class LeftToRightTest {
  private static final double[] ALPHA = {0.3, 0.05, 1.2};
  private static final Phi PHI = Tiny.phi(Tiny.weights(5, 3, 1));

  /**
   * E[p̂] = p against full enumeration, from two particles without moves (which resample all the
   * time) up to the default. Each case fails by chance once in 15,000.
   */
  @Test
  void isUnbiasedWhateverItsParticlesAndMoves() {
    int[][] documents = {{2}, {0, 1, 2, 3, 4}, {0, 0, 0, 1, 1}, {4, 4, 4, 4, 4, 4, 0, 1, 2}};
    int[][] settings = {{2, 0}, {2, 3}, {5, 1}, {20, 3}};
    for (int[] tokens : documents) {
      Document document = Tiny.document("d", tokens);
      for (int[] s : settings) {
        Enumerated.Ratio ratio =
            Enumerated.ratio(
                seed -> new LeftToRight(seed, s[0], s[1]), 40_000 / s[0], PHI, ALPHA, document);
        if (tokens.length == 1) {
          assertThat(ratio.mean()).isCloseTo(1, within(1e-9));
        } else {
          assertThat(ratio.deviation())
              .as("%s particles and moves on %s: %s", Arrays.toString(s), document, ratio)
              .isBetween(-4.0, 4.0);
          assertThat(ratio.error()).isLessThan(0.02);
        }
      }
    }
  }

  /** Two replicates: what is said of the variance of log p̂ is right on average. */
  @Test
  void itsMonteCarloErrorIsWhatSeedsShow() {
    Document document = Tiny.document("d", 0, 0, 1, 2, 3, 4, 4);
    Enumerated.Ratio ratio =
        Enumerated.ratio(seed -> new LeftToRight(seed, 10, 2), 4000, PHI, ALPHA, document);
    assertThat(ratio.errorRatio()).isBetween(0.85, 1.2);
  }

  @Test
  void isExactWhereTopicsAreKnown() {
    Phi one = Tiny.phi(new float[][] {{1}, {2}, {5}});
    Estimate e =
        new LeftToRight(1, 2, 1)
            .open(one, new double[] {0.7})
            .estimate(HeldOut.of(Tiny.document("a", 0, 0, 2, 2, 2), 0));
    assertThat(e.logProbability())
        .isCloseTo(2 * Math.log(1 / 8.0) + 3 * Math.log(5 / 8.0), within(1e-9));
    assertThat(e.standardError()).isCloseTo(0, within(1e-9));
    assertThat(e.effectiveSamples()).isEqualTo(2);

    // Topics without a common term: z is known, so p is the Dirichlet-multinomial.
    Phi apart = Tiny.phi(new float[][] {{1, 0}, {0, 1}});
    double urn =
        Special.lgamma(1.5)
            - Special.lgamma(6.5)
            + Special.lgamma(3.4)
            - Special.lgamma(0.4)
            + Special.lgamma(3.1)
            - Special.lgamma(1.1);
    assertThat(
            new LeftToRight(1, 20, 3)
                .open(apart, new double[] {0.4, 1.1})
                .estimate(HeldOut.of(Tiny.document("b", 0, 0, 0, 1, 1), 0))
                .logProbability())
        .isCloseTo(urn, within(1e-9));
  }

  /** More particles come closer, from below on average, as Jensen's inequality has it. */
  @Test
  void longDocumentsConvergeFromBelow() {
    double[] alpha = new double[20];
    Arrays.fill(alpha, 0.1);
    Phi phi = Tiny.phi(Tiny.weights(60, 20, 2));
    RandomStream stream = Streams.of(1, Purpose.TEST, 0, 0);
    int[] tokens = new int[80];
    Arrays.setAll(tokens, i -> stream.nextInt(60));
    Document document = Tiny.document("long", tokens);
    double exact = mean(phi, alpha, document, 4000, 3, 2);
    double few = mean(phi, alpha, document, 10, 3, 200);
    double some = mean(phi, alpha, document, 40, 3, 50);
    assertThat(few).isLessThan(some);
    assertThat(some).isLessThan(exact).isCloseTo(exact, within(0.02 * 80));
    assertThat(few).isCloseTo(exact, within(0.05 * 80));
  }

  private static double mean(
      Phi phi, double[] alpha, Document document, int particles, int moves, int seeds) {
    double sum = 0;
    for (int seed = 1; seed <= seeds; seed++) {
      sum +=
          new LeftToRight(seed, particles, moves)
              .open(phi, alpha)
              .estimate(HeldOut.of(document, 0))
              .logProbability();
    }
    return sum / seeds;
  }

  @Test
  void dependsOnSeedAndDocumentAlone() {
    List<Document> documents = Tiny.documents(40, 5, 30);
    Estimator.Scorer used = new LeftToRight(7, 5, 2).open(PHI, ALPHA);
    int moved = 0;
    for (Document d : documents) {
      HeldOut h = HeldOut.of(d, 0);
      Estimate e = used.estimate(h);
      assertThat(e).isEqualTo(new LeftToRight(7, 5, 2).open(PHI, ALPHA).estimate(h));
      if (!e.equals(new LeftToRight(8, 5, 2).open(PHI, ALPHA).estimate(h))) {
        moved++;
      }
    }
    assertThat(moved).isGreaterThan(30);
  }

  @Test
  void emptyDocumentsAndImpossibleTermsAndEndlessDocuments() {
    LeftToRight estimator = new LeftToRight(1, 20, 3);
    assertThat(estimator.open(PHI, ALPHA).estimate(HeldOut.of(Tiny.document("e"), 2)))
        .isEqualTo(Estimate.NONE);
    Phi phi = Tiny.phi(new float[][] {{1, 2}, {0, 0}});
    assertThat(
            estimator
                .open(phi, new double[] {1, 1})
                .estimate(HeldOut.of(Tiny.document("a", 1), 0))
                .logProbability())
        .isCloseTo(Math.log(1e-15), within(1e-3));
    HeldOut endless = HeldOut.of(new Document("endless", new int[] {1}, new int[] {1 << 30}), 0);
    assertThatThrownBy(() -> estimator.open(PHI, ALPHA).estimate(endless))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("1073741824 tokens times 20");
  }
}
