package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.corpus.Document;
import polya.heldout.Estimate;
import polya.infer.CorpusFacts;
import polya.infer.PureLoop;
import polya.infer.Simulated;
import polya.math.Special;
import polya.params.Settings;
import polya.spark.PlantedCorpus;

/** Textbook mean-field in incremental rounds, and its bound. */
class LdaBoundTest {
  private static Map<String, String> settings(String... pairs) {
    Map<String, String> settings = new HashMap<>(Map.of("variational", "vb"));
    for (String pair : pairs) {
      settings.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return settings;
  }

  private static List<Document> corpus(int documents, int topics, int terms) {
    Simulated simulated = new Simulated(documents + 7L * topics);
    double[] alpha = new double[topics];
    Arrays.fill(alpha, 0.3);
    return simulated.documents(documents, simulated.topics(topics, terms, 0.1), alpha, 20);
  }

  private static double bound(PureLoop loop) {
    Settings settings = Settings.of(LdaParameters.ALL, settings());
    CorpusFacts facts = new CorpusFacts(1, 1, new long[1]);
    return LdaFamily.variational(settings, facts).bound(loop.published, loop.batch.corpus());
  }

  /** After every round, not only at the ends of passes, where it is reported. */
  @ParameterizedTest
  @CsvSource({
    "bible, 5, false, false, 10",
    "bible, 20, false, false, 10",
    "bible, 20, true, false, 10",
    "bible, 20, true, true, 10",
    "planted, 5, false, false, 10",
    "planted, 20, false, false, 10",
    "planted, 20, false, true, 10",
    // Until hardly anything else moves but the priors.
    "planted, 5, true, false, 100",
    "planted, 5, true, true, 100"
  })
  void inIncrementalRoundsItNeverFalls(
      String corpus, int topics, boolean learnsAlpha, boolean learnsEta, int passes) {
    boolean bible = corpus.equals("bible");
    PureLoop loop =
        new PureLoop(
            bible ? BibleSample.read().train() : PlantedCorpus.documents(700),
            bible ? BibleSample.TERMS : PlantedCorpus.TERMS,
            settings(
                "k=" + topics,
                "topicConcentration=0.1",
                "optimizeDocConcentration=" + learnsAlpha,
                "optimizeTopicConcentration=" + learnsEta,
                "passes=" + (2 + passes)));
    double first = 0;
    double before = Double.NEGATIVE_INFINITY;
    int rounds = 0;
    while (loop.hasNext()) {
      loop.step();
      if (loop.batch.corpus() != null) {
        double bound = bound(loop);
        assertThat(bound)
            .as("round %d", loop.round.number())
            .isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
        first = rounds++ == 0 ? bound : first;
        before = bound;
      }
    }
    assertThat(rounds).isEqualTo((passes - 1) * loop.schedule.parts() + 1);
    assertThat(before).isGreaterThan(first + 1e-3 * Math.abs(first));
  }

  @Test
  void itIsReportedWhereEveryPartHasBeenVisitedSinceTheStochasticPasses() {
    PureLoop loop =
        new PureLoop(corpus(900, 3, 40), 40, settings("k=3", "passes=5", "subsamplingRate=0.3"));
    assertThat(loop.schedule.batches()).isGreaterThan(1);
    while (loop.hasNext()) {
      loop.step();
      boolean exact = loop.round.pass() >= 2 && loop.round.endsPass();
      assertThat(loop.observed.containsKey("bound")).isEqualTo(exact);
      if (exact) {
        assertThat(loop.bound()).isCloseTo(bound(loop), within(1e-6));
      }
    }
  }

  /** Topics in float32 against float64: hence not closer. */
  @Test
  void topicsAndBoundAreThoseOfTheNaiveAlgorithm() {
    double eta = 0.2;
    PureLoop loop =
        new PureLoop(
            corpus(500, 4, 60),
            60,
            settings(
                "k=4",
                "topicConcentration=" + eta,
                "docConcentration=0.3,0.5,0.7,0.9",
                "optimizeDocConcentration=false",
                "subsamplingRate=0.3",
                "stochasticPasses=1",
                "parts=3",
                "localTolerance=0",
                "localIterations=4",
                "passes=6"));
    while (!loop.schedule.round(loop.round == null ? 0 : loop.round.number() + 1).incremental()) {
      loop.step();
    }
    NaiveMemoizedVb naive = new NaiveMemoizedVb(loop, eta, 4);
    int bounds = 0;
    while (loop.hasNext()) {
      loop.step();
      naive.round(loop.round);
      double[][] expected = naive.lambda();
      double[][] actual = loop.lambda();
      for (int w = 0; w < expected.length; w++) {
        for (int k = 0; k < 4; k++) {
          assertThat(actual[w][k]).isCloseTo(expected[w][k], within(1e-4 * expected[w][k]));
        }
      }
      if (loop.batch.corpus() != null) {
        bounds++;
        assertThat(bound(loop) / naive.bound()).isCloseTo(1, within(1e-7));
      }
    }
    assertThat(bounds).isEqualTo(13);
  }

  @Test
  void withOneTopicItIsTheEvidence() {
    double eta = 0.25;
    PureLoop loop =
        new PureLoop(
            corpus(600, 3, 1100),
            1100,
            settings("k=1", "topicConcentration=" + eta, "subsamplingRate=0.3", "passes=5"));
    loop.run();
    double evidence = Special.lgamma(1100 * eta);
    evidence -= Special.lgamma(1100 * eta + loop.facts.tokens());
    for (long frequency : loop.facts.termFrequencies()) {
      evidence += Special.lgamma(eta + frequency) - Special.lgamma(eta);
    }
    assertThat(loop.bound() / evidence).isCloseTo(1, within(1e-9));
  }

  /**
   * Held-out chapters of the bible under a model of as many passes: incremental ones are to lose
   * nothing to stochastic ones; the same chapters are scored, so differences are taken by chapter.
   */
  @Test
  void incrementalPassesPredictAtLeastAsWellAsStochasticOnes() {
    BibleSample bible = BibleSample.read();
    List<List<Estimate>> estimates = new ArrayList<>();
    for (int stochastic : new int[] {2, 10}) {
      PureLoop loop =
          new PureLoop(
              bible.train(),
              BibleSample.TERMS,
              settings("k=20", "passes=10", "stochasticPasses=" + stochastic));
      loop.run();
      estimates.add(
          bible.complete(new LdaFamily().posterior(loop.inference.parameters(loop.state))));
    }
    double gain = 0;
    double squares = 0;
    for (int d = 0; d < bible.test().size(); d++) {
      double more =
          estimates.get(0).get(d).logProbability() - estimates.get(1).get(d).logProbability();
      gain += more;
      squares += more * more;
    }
    assertThat(gain).isGreaterThan(-2 * Math.sqrt(squares));
    // Measured are 1038 against 1056; all chance would need differences by chapter to cancel.
    assertThat(BibleSample.perplexity(estimates.get(0)))
        .isLessThan(1.005 * BibleSample.perplexity(estimates.get(1)));
  }
}
