package polya.heldout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import polya.cli.Estimators;
import polya.cli.SamplingOptions;
import polya.corpus.Document;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.completion.InSample;
import polya.heldout.marginal.Bound;
import polya.heldout.marginal.Chib;
import polya.heldout.marginal.CountLikelihood;
import polya.heldout.marginal.LeftToRight;
import polya.mixing.DirichletDocuments;
import polya.mixing.DocumentPrior;
import polya.mixing.GammaDocuments;
import polya.topics.Phi;

/** Averages over draws against full enumeration under each draw. */
class DrawAverageTest {
  private static final double[][] ALPHA = {{0.3, 0.05, 1.2}, {0.8, 0.4, 0.1}};
  private static final Phi[] PHI = {
    Tiny.phi(Tiny.weights(5, 3, 1)), Tiny.phi(Tiny.weights(5, 3, 9))
  };
  private static final int[][] DOCUMENTS = {{2}, {0, 1, 2, 3, 4}, {0, 0, 0, 1, 1}, {4, 4, 4, 1, 2}};

  private static Estimate mean(Estimator estimator, Document document, int draws) {
    double[] known = {};
    for (int s = 0; s < draws; s++) {
      Estimator.Scorer scorer = estimator.open(PHI[s], ALPHA[s]);
      known = DrawAverage.add(estimator, scorer, HeldOut.of(document, 0), known);
    }
    return DrawAverage.mean(estimator, known);
  }

  private static double exact(int draw, int[] tokens) {
    return Enumerated.probability(Tiny.dense(PHI[draw]), ALPHA[draw], tokens);
  }

  /** Fails by chance once in 15,000 a document and estimator. */
  @Test
  void theMeanOfUnbiasedEstimatesIsUnbiasedForTheMeanOverDraws() {
    List<LongFunction<Estimator>> all =
        List.of(seed -> new LeftToRight(seed, 5, 1), seed -> new Chib(seed, 3));
    for (LongFunction<Estimator> seeded : all) {
      for (int[] tokens : DOCUMENTS) {
        double p = (exact(0, tokens) + exact(1, tokens)) / 2;
        double sum = 0;
        double squares = 0;
        int times = 4000;
        for (long seed = 1; seed <= times; seed++) {
          Estimate e = mean(seeded.apply(seed), Tiny.document("d", tokens), 2);
          double ratio = Math.exp(e.logProbability()) / p;
          sum += ratio;
          squares += ratio * ratio;
        }
        double error = Math.sqrt(Math.max(0, squares / times - Math.pow(sum / times, 2)) / times);
        assertThat(error).isLessThan(0.02);
        assertThat(sum / times)
            .as("%s on %s", seeded.apply(1).name(), List.of(tokens))
            .isCloseTo(1, within(4 * error + 1e-9));
      }
    }
  }

  @Test
  void theMeanOfBoundsIsABoundAndItsDrawsAreWorthLessThanTheirNumber() {
    int[] tokens = DOCUMENTS[1];
    Estimate e = mean(new Bound(), Tiny.document("d", tokens), 2);
    assertThat(e.logProbability())
        .isLessThan(Math.log((exact(0, tokens) + exact(1, tokens)) / 2))
        .isGreaterThan(Math.log((exact(0, tokens) + exact(1, tokens)) / 2) - 2);
    double ratio = exact(0, tokens) / exact(1, tokens);
    assertThat(e.effectiveSamples())
        .isCloseTo((1 + ratio) * (1 + ratio) / (1 + ratio * ratio), within(0.3))
        .isBetween(1.0, 2.0);
    assertThat(e.standardError()).isPositive();
  }

  @Test
  void completionAveragesWhatEveryTokenIsGiven() {
    for (Estimator estimator : List.of(new DocumentCompletion(7), new InSample())) {
      Document document = Tiny.document("d", 0, 0, 1, 2, 3, 4, 4, 4);
      HeldOut h = HeldOut.of(document, 0);
      Prediction first = estimator.open(PHI[0], ALPHA[0]).predict(h);
      Prediction second = estimator.open(PHI[1], ALPHA[1]).predict(h);
      assertThat(first.counts()).isEqualTo(second.counts()).isNotEmpty();
      double log = 0;
      long tokens = 0;
      for (int w = 0; w < first.counts().length; w++) {
        double p = (first.probabilities()[w] + second.probabilities()[w]) / 2;
        log += first.counts()[w] * Math.log(p);
        tokens += first.counts()[w];
      }
      Estimate e = mean(estimator, document, 2);
      assertThat(e.tokens()).isEqualTo(tokens);
      assertThat(e.logProbability()).isCloseTo(log, within(1e-9));
      assertThat(e.standardError()).isPositive();
    }
  }

  @Test
  void oneDrawIsAsItIsByItself() {
    SamplingOptions options = new SamplingOptions(3, 5, 1, 100, 10, 4);
    for (String name : Estimators.scoring(new DirichletDocuments(ALPHA[0]))) {
      Estimator estimator = Estimators.named(name, options);
      for (int[] tokens : DOCUMENTS) {
        Document document = Tiny.document("d", tokens);
        Estimate alone = estimator.open(PHI[0], ALPHA[0]).estimate(HeldOut.of(document, 0));
        assertThat(mean(estimator, document, 1)).as(name).isEqualTo(alone);
      }
    }
  }

  @Test
  void documentsWithoutAScoreHaveNone() {
    for (String name : Estimators.scoring(new DirichletDocuments(ALPHA[0]))) {
      Estimator estimator = Estimators.named(name, SamplingOptions.of(1));
      assertThat(mean(estimator, Tiny.document("e"), 2)).as(name).isEqualTo(Estimate.NONE);
    }
    Estimate one = mean(new DocumentCompletion(1), Tiny.document("one", 3), 2);
    assertThat(one).isEqualTo(Estimate.NONE);
    HeldOut none = HeldOut.of(Tiny.document("e"), 0);
    Estimator counts = new CountLikelihood(new Bound());
    double[] known = {};
    for (int s = 0; s < 2; s++) {
      DocumentPrior documents = GammaDocuments.of(ALPHA[s], new double[] {1, 2, 3});
      known = DrawAverage.add(counts, counts.open(PHI[s], documents), none, known);
    }
    Estimate empty = DrawAverage.mean(counts, known);
    double first = Math.log(0.5) * 0.3 + Math.log(2 / 3.0) * 0.05 + Math.log(0.75) * 1.2;
    double second = Math.log(0.5) * 0.8 + Math.log(2 / 3.0) * 0.4 + Math.log(0.75) * 0.1;
    assertThat(empty.logProbability())
        .isCloseTo(Math.log((Math.exp(first) + Math.exp(second)) / 2), within(1e-12));
  }
}
