package polya.heldout.marginal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.heldout.Enumerated;
import polya.heldout.Estimate;
import polya.heldout.HeldOut;
import polya.heldout.Tiny;
import polya.heldout.error.DocumentScore;
import polya.heldout.error.HeldOutSums;
import polya.heldout.error.MonteCarlo;
import polya.topics.Phi;

class PosteriorCheckTest {
  private static Estimate check(Phi phi, double[] alpha, int... tokens) {
    Document document = Tiny.document("d", tokens);
    HeldOut h = HeldOut.of(document, 0);
    Estimate checked = new PosteriorCheck(1, 1000).open(phi, alpha).estimate(h);
    Estimate bound = new Bound().open(phi, alpha).estimate(h);
    assertThat(checked.logProbability()).isEqualTo(bound.logProbability());
    assertThat(checked.tokens()).isEqualTo(bound.tokens());
    return checked;
  }

  /** Every term has one topic: z is known, and Dirichlet(α + n) is the posterior. */
  @Test
  void whereMeanFieldIsThePosteriorAllDrawsAreWorthTheSame() {
    Phi apart = Tiny.phi(new float[][] {{1, 0, 0}, {3, 0, 0}, {0, 2, 0}, {0, 0, 1}});
    double[] alpha = {0.4, 0.8, 1.5};
    Estimate e = check(apart, alpha, 0, 0, 1, 2, 2, 2, 3);
    assertThat(e.effectiveSamples()).isCloseTo(1000, within(1.0));
    assertThat(e.paretoK()).isLessThan(0.5);
    assertThat(e.logProbability())
        .isCloseTo(
            Math.log(
                Enumerated.probability(Tiny.dense(apart), alpha, new int[] {0, 0, 1, 2, 2, 2, 3})),
            within(1e-6));
  }

  /**
   * Two topics that are the same: how they share a document is as its prior has it, nearly all or
   * nothing, but q = Dirichlet(α + N/2) has them share evenly. Weights then have the tail index N/2
   * / (α + N/2), nearly 1.
   */
  @Test
  void whereMeanFieldMissesThePosteriorItIsFound() {
    Phi same = Tiny.phi(new float[][] {{1, 1}, {3, 3}, {2, 2}});
    Estimate e = check(same, new double[] {0.05, 0.05}, 0, 1, 0, 2);
    assertThat(e.paretoK()).isGreaterThan(0.7);
    assertThat(e.heavyTailed()).isTrue();
    assertThat(e.effectiveSamples()).isLessThan(300);
  }

  @Test
  void itHandsNothingOverAndItsFiguresAreThoseOfAllDocuments() {
    PosteriorCheck check = new PosteriorCheck(1, 100);
    assertThat(check.escalates()).isFalse();
    assertThat(new CountLikelihood(check).isBound()).isTrue();
    HeldOutSums sums = new HeldOutSums(1);
    double[] ks = {Double.NEGATIVE_INFINITY, 0.4, 0.6, 0.9, 1.2, Double.POSITIVE_INFINITY};
    for (int d = 0; d < ks.length; d++) {
      sums.add(new DocumentScore("d" + d, 2, 0, new Estimate(2, -3, 0, 5, ks[d])));
    }
    MonteCarlo found = sums.result(check).monteCarlo();
    assertThat(found.judgedDocuments()).isEqualTo(6);
    assertThat(found.aboveHalf()).isEqualTo(4);
    assertThat(found.heavyTailedDocuments()).isEqualTo(3);
    assertThat(found.aboveOne()).isEqualTo(2);
    assertThat(found.escalatedDocuments()).isZero();
    assertThat(
            sums.result(new Importance(1, 100, new LeftToRight(1, 2, 0)))
                .monteCarlo()
                .escalatedDocuments())
        .isEqualTo(3);
    HeldOut empty = HeldOut.of(Tiny.document("e"), 0);
    assertThat(check.open(Tiny.phi(new float[][] {{1}}), new double[] {1}).estimate(empty))
        .isEqualTo(Estimate.NONE);
  }
}
