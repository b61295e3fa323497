package polya.heldout.marginal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import polya.cli.Estimators;
import polya.cli.SamplingOptions;
import polya.corpus.Document;
import polya.heldout.Enumerated;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.Tiny;
import polya.heldout.completion.InSample;
import polya.mixing.DirichletDocuments;
import polya.topics.Phi;

/**
 * The other unbiased estimators of p(w) against full enumeration; {@link LeftToRightTest} has its
 * own.
 */
class MarginalsTest {
  private static final double[] ALPHA = {0.3, 0.05, 1.2};
  private static final Phi PHI = Tiny.phi(Tiny.weights(5, 3, 1));
  private static final int[][] DOCUMENTS = {
    {2}, {0, 1, 2, 3, 4}, {0, 0, 0, 1, 1}, {4, 4, 4, 4, 4, 4, 0, 1, 2}
  };

  /** Fails by chance once in 15,000 a document. */
  private static void assertUnbiased(LongFunction<Estimator> seeded, int times, double precision) {
    for (int[] tokens : DOCUMENTS) {
      Document document = Tiny.document("d", tokens);
      Enumerated.Ratio ratio = Enumerated.ratio(seeded, times, PHI, ALPHA, document);
      if (ratio.error() < 1e-9) {
        assertThat(ratio.mean()).isCloseTo(1, within(1e-9)); // exact: a single token, to Chib
        continue;
      }
      assertThat(ratio.deviation())
          .as("%s on %s: %s", seeded.apply(1).name(), document, ratio)
          .isBetween(-4.0, 4.0);
      assertThat(ratio.error()).isLessThan(precision);
    }
  }

  @Test
  void importanceFromThePriorIsUnbiased() {
    assertUnbiased(seed -> new Importance(seed, 100, Proposal.PRIOR, null), 4000, 0.01);
  }

  @Test
  void importanceFromThePosteriorIsUnbiased() {
    assertUnbiased(seed -> new Importance(seed, 101, Proposal.POSTERIOR, null), 4000, 0.005);
  }

  @Test
  void annealingIsUnbiasedEvenWithFewTemperatures() {
    for (int temperatures : new int[] {5, 20, 60}) {
      assertUnbiased(seed -> new Annealing(seed, temperatures, 4), 10_000, 0.05);
    }
  }

  @Test
  void chibIsUnbiasedEvenWithFewStates() {
    for (int states : new int[] {1, 2, 30}) {
      assertUnbiased(seed -> new Chib(seed, states), 20_000, 0.03);
    }
  }

  @Test
  void theirMonteCarloErrorsAreWhatSeedsShow() {
    Document document = Tiny.document("d", 0, 0, 1, 2, 3, 4, 4);
    List<LongFunction<Estimator>> all =
        List.of(
            seed -> new Importance(seed, 400, Proposal.POSTERIOR, null),
            seed -> new Annealing(seed, 30, 4),
            seed -> new Chib(seed, 30));
    for (LongFunction<Estimator> seeded : all) {
      Enumerated.Ratio ratio = Enumerated.ratio(seeded, 2000, PHI, ALPHA, document);
      assertThat(ratio.errorRatio()).as(seeded.apply(1).name()).isBetween(0.8, 1.25);
    }
  }

  @Test
  void theyAgreeWithLeftToRightOnLongerDocuments() {
    double[] alpha = new double[10];
    Arrays.fill(alpha, 0.2);
    Phi phi = Tiny.phi(Tiny.weights(40, 10, 2));
    SamplingOptions options = new SamplingOptions(1, 200, 3, 2000, 1000, 4);
    for (Document document : Tiny.documents(8, 40, 60)) {
      if (document.tokens() > 0) {
        HeldOut h = HeldOut.of(document, 0);
        Estimate expected =
            Estimators.named(LeftToRight.NAME, options).open(phi, alpha).estimate(h);
        for (String name : List.of(Importance.NAME, Annealing.NAME, Chib.NAME)) {
          Estimate e = Estimators.named(name, options).open(phi, alpha).estimate(h);
          double error = Math.hypot(e.standardError(), expected.standardError());
          assertThat(e.logProbability())
              .as("%s on %s", name, document)
              .isCloseTo(expected.logProbability(), within(5 * error + 0.1));
          assertThat(e.tokens()).isEqualTo(document.tokens());
        }
      }
    }
  }

  @Test
  void emptyDocumentsHaveNoScore() {
    for (String name : Estimators.scoring(new DirichletDocuments(ALPHA))) {
      Estimator.Scorer scorer = Estimators.named(name, SamplingOptions.of(1)).open(PHI, ALPHA);
      assertThat(scorer.estimate(HeldOut.of(Tiny.document("e"), 2))).isEqualTo(Estimate.NONE);
    }
  }

  @Test
  void insampleIsBetterThanTheExactValueAndSaysSo() {
    double best = 0;
    double exact = 0;
    Estimator insample = new InSample();
    for (int[] tokens : DOCUMENTS) {
      Document d = Tiny.document("d", tokens);
      Estimate e = insample.open(PHI, ALPHA).estimate(HeldOut.of(d, 0));
      assertThat(e.tokens()).isEqualTo(tokens.length);
      best += e.logProbability();
      exact += Math.log(Enumerated.probability(Tiny.dense(PHI), ALPHA, tokens));
    }
    assertThat(best).isGreaterThan(exact + 0.5);
    assertThat(insample.isOptimistic()).isTrue();
    assertThat(insample.quantity()).startsWith("optimistic");
  }

  /** Draws from the prior of a long document: nearly all weigh nothing. */
  @Test
  void aHeavyTailRaisesTheAlarmAndLeftToRightTakesOver() {
    int[] tokens = new int[200];
    Arrays.setAll(tokens, i -> i % 2 == 0 ? 0 : i % 5);
    Document document = Tiny.document("heavy", tokens);
    HeldOut h = HeldOut.of(document, 0);
    double[] alpha = new double[40];
    Arrays.fill(alpha, 0.05);
    Phi phi = Tiny.phi(Tiny.weights(5, 40, 3));
    Estimate alone = new Importance(1, 1000, Proposal.PRIOR, null).open(phi, alpha).estimate(h);
    assertThat(alone.paretoK()).isGreaterThan(0.7);
    assertThat(alone.heavyTailed()).isTrue();
    LeftToRight otherwise = new LeftToRight(1, 20, 3);
    Estimate handed =
        new Importance(1, 1000, Proposal.PRIOR, otherwise).open(phi, alpha).estimate(h);
    assertThat(handed)
        .isEqualTo(otherwise.open(phi, alpha).estimate(h).withParetoK(alone.paretoK()));

    Estimate trusted =
        new Importance(1, 1000, otherwise)
            .open(PHI, ALPHA)
            .estimate(HeldOut.of(Tiny.document("light", 0, 1), 0));
    assertThat(trusted.paretoK()).isLessThan(0.7);
    assertThat(trusted.heavyTailed()).isFalse();
    assertThat(trusted.effectiveSamples()).isBetween(100.0, 1000.0);
  }
}
