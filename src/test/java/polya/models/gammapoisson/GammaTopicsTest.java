package polya.models.gammapoisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polya.Failure;
import polya.corpus.Document;
import polya.infer.DocumentLengths;
import polya.infer.Generator;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.PureLoop;
import polya.infer.Simulation;
import polya.math.Purpose;
import polya.math.Special;
import polya.math.Streams;
import polya.mixing.GammaHyperparameters;
import polya.params.Settings;
import polya.spark.PlantedCorpus;

/** Topics whose weights are Gamma: rates in closed form, the bound, and topics found again. */
class GammaTopicsTest {
  private static PureLoop loop(List<Document> documents, int terms, String... pairs) {
    Map<String, String> settings =
        new HashMap<>(Map.of("k", "4", "passes", "6", "topics", "gamma"));
    for (String pair : pairs) {
      settings.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return new PureLoop(new GammaPoissonFamily(), "svi", documents, terms, settings, null);
  }

  private static double bound(PureLoop loop) {
    return GammaPoissonBound.of(loop.published, loop.batch.corpus(), loop.facts.documents());
  }

  @Test
  void bothRatesAreTheFixedPointHoweverLargeOrSmall() {
    for (double b : new double[] {1e-6, 0.3, 1e6}) {
      for (double d : new double[] {1e-4, 20, 1e5}) {
        for (double lambda : new double[] {1e-3, 50, 1e9}) {
          for (double gamma : new double[] {1e-3, 50, 1e9}) {
            double mu = GammaTopics.termRate(b, d, lambda, gamma);
            double rho = b + lambda / mu;
            assertThat(mu).isPositive().isFinite();
            assertThat((d + gamma / rho) / mu).isCloseTo(1, within(1e-9));
          }
        }
      }
    }
  }

  /** With one topic all is closed: each document has a + N, each term η + its count. */
  @Test
  void withOneTopicTheBoundIsThatOfTheDefinitionAndJustBelowTheEvidence() {
    List<Document> documents = PlantedCorpus.documents(60);
    double a = 1.5;
    double b = 0.2;
    double eta = 0.3;
    PureLoop loop =
        loop(
            documents,
            PlantedCorpus.TERMS,
            "variational=vb",
            "k=1",
            "topicConcentration=" + eta,
            "shape=" + a,
            "rate=" + b,
            "rates=fixed",
            "optimizeShape=false");
    loop.run();
    double found = loop.bound();
    double d = PlantedCorpus.TERMS * eta;
    double n = loop.facts.tokens();
    double lambda = d + n;
    double gamma = documents.size() * a + n;
    double mu = GammaTopics.termRate(b, d, lambda, gamma);
    double rho = b + lambda / mu;
    double elbo = -gamma / rho * lambda / mu;
    double evidence = Special.lgamma(d) - Special.lgamma(d + n);
    for (Document document : documents) {
      double shape = a + document.tokens();
      elbo -= divergence(shape, rho, a, b);
      elbo += document.tokens() * (Special.digamma(shape) - Math.log(rho));
      evidence += Special.lgamma(shape) - Special.lgamma(a) + a * Math.log(b);
      for (int count : document.counts()) {
        elbo -= Special.lgamma(count + 1.0);
        evidence -= Special.lgamma(count + 1.0);
      }
    }
    for (long frequency : loop.facts.termFrequencies()) {
      double shape = eta + frequency;
      elbo -= divergence(shape, mu, eta, d);
      elbo += frequency * (Special.digamma(shape) - Math.log(mu));
      evidence += Special.lgamma(shape) - Special.lgamma(eta);
    }
    evidence += logIntegral(d, n, b, gamma);
    assertThat(found).isCloseTo(elbo, within(1e-6 * Math.abs(elbo)));
    // What is lost is that the scales of θ and φ depend on each other: about ½ log D or less.
    assertThat(evidence - found).isBetween(0.0, 4.0);
  }

  /** KL(Gamma(s, r) ‖ Gamma(a, b)). */
  private static double divergence(double s, double r, double a, double b) {
    return (s - a) * Special.digamma(s)
        - Special.lgamma(s)
        + Special.lgamma(a)
        + a * (Math.log(r) - Math.log(b))
        + s * (b - r) / r;
  }

  /** log ∫ Gamma(S; d, d) S^n (b + S)^−g dS, by the trapezoid rule in log S. */
  private static double logIntegral(double d, double n, double b, double g) {
    int steps = 200_000;
    double[] logs = new double[steps];
    double width = 20.0 / steps;
    for (int i = 0; i < steps; i++) {
      double logS = -10 + width * i;
      double s = Math.exp(logS);
      logs[i] = (d + n) * logS - d * s - g * Math.log(b + s);
    }
    double most = Arrays.stream(logs).max().orElseThrow();
    double sum = Arrays.stream(logs).map(x -> Math.exp(x - most)).sum() * width;
    return most + Math.log(sum) + d * Math.log(d) - Special.lgamma(d);
  }

  @ParameterizedTest
  @CsvSource({"common, true", "topic, true", "topic, false", "fixed, false"})
  void inIncrementalRoundsTheBoundNeverFalls(String rates, boolean shape) {
    PureLoop loop =
        loop(
            PlantedCorpus.documents(700),
            PlantedCorpus.TERMS,
            "variational=vb",
            "k=6",
            "passes=25",
            "rates=" + rates,
            "optimizeShape=" + shape);
    double before = Double.NEGATIVE_INFINITY;
    int rounds = 0;
    while (loop.hasNext()) {
      loop.step();
      if (loop.batch.corpus() != null && !loop.round.lanes()) {
        double bound = bound(loop);
        assertThat(bound)
            .as("round %d", loop.round.number())
            .isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
        before = bound;
        rounds++;
      }
    }
    assertThat(rounds).isGreaterThan(20);
  }

  @ParameterizedTest
  @CsvSource({"cvb0, common", "cvb0, topic", "vb, topic"})
  void plantedTopicsAndIntensitiesAreFoundAgain(String variational, String rates) {
    int terms = 150;
    Generator generator = new GammaPoissonFamily().generator();
    Map<String, String> story =
        Map.of("k", "3", "shape", "0.6,0.6,0.6", "rate", "1,2,4", "topicConcentration", "0.05");
    Settings settings = Settings.of(generator.parameters(), story);
    ModelState truth = generator.truth(settings, Generator.zipf(terms, 0), 1e5, 5);
    Simulation simulation = generator.simulation(truth, new DocumentLengths(40, 0));
    List<Document> drawn = new ArrayList<>();
    for (int d = 0; d < 1500; d++) {
      drawn.add(simulation.draw("d" + d, Streams.of(5, Purpose.SIMULATION, 0, d)).document());
    }
    PureLoop loop =
        loop(
            drawn,
            terms,
            "k=3",
            "passes=20",
            "variational=" + variational,
            "rates=" + rates,
            "shape=0.6",
            "optimizeShape=false");
    loop.run();
    GammaPoissonFamily family = new GammaPoissonFamily();
    Posterior found = family.posterior(loop.inference.parameters(loop.state));
    Posterior original = family.posterior(truth);
    double[] b = GammaPoissonPosterior.rates(found);
    double[][] phi = columns(found, terms);
    double[][] planted = columns(original, terms);
    boolean[] taken = new boolean[3];
    // Means of 40 tokens in the ratio 4 : 2 : 1.
    double[] means = {160.0 / 7, 80.0 / 7, 40.0 / 7};
    for (int k = 0; k < 3; k++) {
      int best = 0;
      for (int j = 1; j < 3; j++) {
        best = cosine(planted[k], phi[j]) > cosine(planted[k], phi[best]) ? j : best;
      }
      assertThat(taken[best]).isFalse();
      taken[best] = true;
      assertThat(cosine(planted[k], phi[best])).isGreaterThan(0.97);
      if (rates.equals("topic")) {
        assertThat(0.6 / b[best] / means[k]).isCloseTo(1, within(0.15));
      }
    }
  }

  /**
   * Where they began with documents at random, one of four was lost under 9 of 60 seeds by vb and 2
   * of 30 by cvb0.
   */
  @ParameterizedTest
  @ValueSource(strings = {"vb", "cvb0"})
  void noPlantedTopicIsLostUnderAnyOfTwentySeeds(String variational) {
    List<Document> documents = PlantedCorpus.documents(700);
    for (int seed = 1; seed <= 20; seed++) {
      PureLoop loop =
          loop(
              documents,
              PlantedCorpus.TERMS,
              "variational=" + variational,
              "passes=8",
              "seed=" + seed);
      ModelState found = loop.inference.parameters(loop.run().state);
      Posterior posterior = new GammaPoissonFamily().posterior(found);
      double[][] distance = new double[PlantedCorpus.TOPICS][PlantedCorpus.TOPICS];
      double[] row = new double[PlantedCorpus.TOPICS];
      for (int w = 0; w < PlantedCorpus.TERMS; w++) {
        posterior.topics().expand(w, row, 0);
        for (int planted = 0; planted < distance.length; planted++) {
          for (int k = 0; k < row.length; k++) {
            distance[planted][k] += Math.abs(row[k] - PlantedCorpus.phi(planted, w)) / 2;
          }
        }
      }
      for (double[] ofPlanted : distance) {
        assertThat(Arrays.stream(ofPlanted).min().orElseThrow())
            .as("seed %d", seed)
            .isLessThan(0.15);
      }
    }
  }

  private static double[][] columns(Posterior posterior, int terms) {
    double[][] columns = new double[3][terms];
    double[] row = new double[3];
    for (int w = 0; w < terms; w++) {
      posterior.topics().expand(w, row, 0);
      for (int k = 0; k < 3; k++) {
        columns[k][w] = row[k];
      }
    }
    return columns;
  }

  private static double cosine(double[] x, double[] y) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int w = 0; w < x.length; w++) {
      xy += x[w] * y[w];
      xx += x[w] * x[w];
      yy += y[w] * y[w];
    }
    return xy / Math.sqrt(xx * yy);
  }

  @ParameterizedTest
  @CsvSource({"cvb0, topic, 1e-6, 1e6", "hybrid, common, 1e-3, 1e-6", "vb, fixed, 1e6, 1e-6"})
  void noRoundLeavesANaNHoweverSmallThePrior(
      String variational, String rates, String shape, String rate) {
    List<Document> documents = new ArrayList<>(PlantedCorpus.documents(200));
    documents.add(new Document("none", new int[0], new int[0]));
    documents.add(new Document("many", new int[] {5}, new int[] {100_000}));
    PureLoop loop =
        loop(
            documents,
            PlantedCorpus.TERMS,
            "variational=" + variational,
            "rates=" + rates,
            "shape=" + shape,
            "rate=" + rate,
            "topicConcentration=0.1",
            "k=8");
    while (loop.hasNext()) {
      loop.step();
      loop.state
          .globals()
          .vectors()
          .forEach(
              (name, values) ->
                  assertThat(Arrays.stream(values)).as(name).allMatch(Double::isFinite));
      assertThat(loop.observed.values()).allMatch(Double::isFinite);
    }
  }

  @Test
  void theirConcentrationIsNotLearned() {
    assertThatThrownBy(
            () ->
                loop(
                    PlantedCorpus.documents(5),
                    PlantedCorpus.TERMS,
                    "optimizeTopicConcentration=true"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("it is learned for topics = dirichlet only");
  }

  @Test
  void theBestCommonRateIsThatOfDirichletTopicsWhereAllScalesAreOne() {
    double[] shape = {0.5, 1.5};
    double[] counts = {120, 80};
    double[] ones = {1, 1};
    assertThat(GammaPrior.common(shape, 10, counts, ones))
        .isCloseTo(GammaHyperparameters.commonRate(shape, 10, 200), within(1e-9));
  }
}
