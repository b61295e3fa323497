package polya.models.hpf;

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
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.PureLoop;
import polya.infer.Simulation;
import polya.math.Purpose;
import polya.math.Rows;
import polya.math.Special;
import polya.math.Streams;
import polya.mixing.DocumentPrior;
import polya.mixing.GammaDocuments;
import polya.mixing.Mixtures;
import polya.mixing.SharedRate;
import polya.models.gammapoisson.GammaPoissonFamily;
import polya.params.Settings;
import polya.spark.PlantedCorpus;
import polya.topics.LocalBlocks;
import polya.topics.Phi;

/** Hierarchical Poisson factorization: its bound, its limits, and activities of new documents. */
class HpfVariationalTest {
  private static PureLoop loop(List<Document> documents, int terms, String... pairs) {
    return loop(new HpfFamily(), documents, terms, pairs);
  }

  private static PureLoop loop(
      ModelFamily family, List<Document> documents, int terms, String... pairs) {
    Map<String, String> settings = new HashMap<>(Map.of("k", "4", "passes", "6"));
    for (String pair : pairs) {
      settings.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return new PureLoop(family, "svi", documents, terms, settings, null);
  }

  private static PureLoop loop(String... pairs) {
    return loop(PlantedCorpus.documents(700), PlantedCorpus.TERMS, pairs);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3, 5})
  void inIncrementalRoundsTheBoundNeverFalls(double hyper) {
    PureLoop loop = loop("k=6", "passes=25", "activityShape=" + hyper, "popularityShape=" + hyper);
    double before = Double.NEGATIVE_INFINITY;
    int rounds = 0;
    while (loop.hasNext()) {
      loop.step();
      if (loop.batch.corpus() != null && !loop.round.lanes()) {
        double bound = HpfBound.of(loop.published, loop.batch.corpus());
        assertThat(bound)
            .as("round %d", loop.round.number())
            .isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
        before = bound;
        rounds++;
      }
    }
    assertThat(rounds).isGreaterThan(20);
  }

  /**
   * With one topic z is certain: all that is left are gammas, and the bound is their definition.
   */
  @Test
  void withOneTopicTheBoundIsThatOfTheDefinition() {
    List<Document> documents = new ArrayList<>(PlantedCorpus.documents(60));
    documents.add(new Document("none", new int[0], new int[0]));
    double a = 1.5;
    double c = 0.4;
    PureLoop loop =
        loop(
            documents,
            PlantedCorpus.TERMS,
            "k=1",
            "subsamplingRate=1",
            "stochasticPasses=1",
            "passes=40",
            "shape=" + a,
            "topicConcentration=" + c,
            "activityShape=0.7",
            "activityMean=0.02",
            "popularityShape=2",
            "popularityMean=3");
    loop.run();
    double u = loop.published.globals().scalar(HpfState.UNIT);
    double t = loop.published.globals().scalar(HpfState.INTENSITY);
    double s = u * loop.published.globals().scalar(HpfState.SUM);
    double elbo = 0;
    double all = 0;
    double theta = 0;
    for (Document document : documents) {
      double gamma = a + document.tokens();
      double e = new SharedRate(0.7, 0.7 / 0.02, a).mean(new double[] {gamma}, 0, new double[] {s});
      elbo += sharedRate(0.7, 0.7 / 0.02, 0.7 + a, e);
      elbo += given(a, gamma, e + s, 0.7 + a, e);
      elbo += document.tokens() * (Special.digamma(gamma) - Math.log(e + s));
      theta += gamma / (e + s);
      for (int count : document.counts()) {
        elbo -= Special.lgamma(count + 1.0);
      }
    }
    for (long frequency : loop.facts.termFrequencies()) {
      double lambda = c + frequency;
      double e = new SharedRate(2, 2.0 / 3, c).mean(new double[] {lambda}, 0, new double[] {t / u});
      elbo += sharedRate(2, 2.0 / 3, 2 + c, e);
      elbo += given(c, lambda, e + t / u, 2 + c, e);
      elbo += frequency * (Special.digamma(lambda) - Math.log(e + t / u));
      all += lambda / (e + t / u);
    }
    elbo -= theta * all;
    assertThat(loop.bound()).isCloseTo(elbo, within(1e-7 * Math.abs(elbo)));
    assertThat(s / all).isCloseTo(1, within(1e-6));
    assertThat(t / u / theta).isCloseTo(1, within(1e-3));
  }

  /** E log p(ξ) − E log q(ξ) of q = Gamma(k, k / e). */
  private static double sharedRate(double shape, double rate, double k, double e) {
    double log = Special.digamma(k) - Math.log(k / e);
    return shape * Math.log(rate)
        - Special.lgamma(shape)
        + (shape - 1) * log
        - rate * e
        + entropy(k, k / e);
  }

  /** E log p(g | ξ) − E log q(g) of q = Gamma(gamma, rho). */
  private static double given(double shape, double gamma, double rho, double k, double e) {
    double logRate = Special.digamma(k) - Math.log(k / e);
    double log = Special.digamma(gamma) - Math.log(rho);
    return shape * logRate
        - Special.lgamma(shape)
        + (shape - 1) * log
        - e * gamma / rho
        + entropy(gamma, rho);
  }

  private static double entropy(double s, double r) {
    return s - Math.log(r) + Special.lgamma(s) + (1 - s) * Special.digamma(s);
  }

  /** Rates that all are the same number leave Bayesian Poisson factorization. */
  @Test
  void underPriorsThatLeaveRatesNoChoiceItIsTheModelWithGammaTopics() {
    double b = 0.25;
    double eta = 0.2;
    double d = PlantedCorpus.TERMS * eta;
    String[] common = {
      "passes=40",
      "subsamplingRate=1",
      "shape=0.5",
      "topicConcentration=" + eta,
      "localTolerance=1e-9",
      "localIterations=1000"
    };
    List<String> plain = new ArrayList<>(List.of(common));
    plain.addAll(
        List.of(
            "optimizeShape=false", "variational=vb", "topics=gamma", "rates=fixed", "rate=" + b));
    List<String> tied = new ArrayList<>(List.of(common));
    tied.addAll(List.of("activityShape=1e6", "activityMean=" + b, "popularityShape=1e6"));
    tied.add("popularityMean=" + d);
    PureLoop gamma =
        loop(
                new GammaPoissonFamily(),
                PlantedCorpus.documents(700),
                PlantedCorpus.TERMS,
                plain.toArray(String[]::new))
            .run();
    PureLoop hierarchical = loop(tied.toArray(String[]::new)).run();
    double[][] expected = gamma.lambda();
    double[][] found = hierarchical.lambda();
    double moved = 0;
    double sum = 0;
    for (int w = 0; w < expected.length; w++) {
      for (int k = 0; k < expected[w].length; k++) {
        moved += Math.abs(expected[w][k] - found[w][k]);
        sum += expected[w][k];
      }
    }
    assertThat(moved / sum).isLessThan(1e-6);
    double[] scale = gamma.state.globals().vector("topicScale");
    ModelState parameters = hierarchical.inference.parameters(hierarchical.state);
    double[] sums = HpfState.scale(parameters.globals());
    for (int k = 0; k < scale.length; k++) {
      assertThat(sums[k] / scale[k]).isCloseTo(1, within(1e-4));
    }
    assertThat(hierarchical.bound() / gamma.bound()).isCloseTo(1, within(1e-6));
  }

  private static final int STORY_TERMS = 150;

  private static List<Document> drawn(ModelState truth, Generator generator) {
    Simulation simulation = generator.simulation(truth, new DocumentLengths(40, 0));
    List<Document> drawn = new ArrayList<>();
    for (int d = 0; d < 1500; d++) {
      drawn.add(simulation.draw("d" + d, Streams.of(5, Purpose.SIMULATION, 0, d)).document());
    }
    return drawn;
  }

  @Test
  void topicsAndActivitiesOfItsOwnStoryAreFoundAgain() {
    Generator generator = new HpfFamily().generator();
    Map<String, String> story =
        Map.of("k", "3", "shape", "0.5", "topicConcentration", "0.2", "activityShape", "2");
    ModelState truth =
        generator.truth(
            Settings.of(generator.parameters(), story), Generator.zipf(STORY_TERMS, 0), 1e5, 5);
    List<Document> documents = drawn(truth, generator);
    double mean = documents.stream().mapToLong(Document::tokens).average().orElseThrow();
    assertThat(mean).isBetween(34.0, 46.0);
    PureLoop loop = loop(documents, STORY_TERMS, "k=3", "passes=20", "shape=0.5").run();
    ModelState parameters = loop.inference.parameters(loop.state);
    Posterior found = new HpfFamily().posterior(parameters);
    Posterior original = new HpfFamily().posterior(truth);
    double[] intensity = new double[3];
    boolean[] taken = new boolean[3];
    for (int k = 0; k < 3; k++) {
      int best = 0;
      for (int j = 1; j < 3; j++) {
        best = overlap(original, k, found, j) > overlap(original, k, found, best) ? j : best;
      }
      assertThat(taken[best]).isFalse();
      taken[best] = true;
      assertThat(overlap(original, k, found, best)).isGreaterThan(0.9);
      intensity[k] = 0.5 / HpfPosterior.rates(found)[best];
    }
    // What is told of topics before a document is read is how much of them there is.
    assertThat(Arrays.stream(intensity).sum()).isCloseTo(mean, within(0.1 * mean));
  }

  /** Σ_w min(φ_wj, φ'_wk). */
  private static double overlap(Posterior one, int j, Posterior other, int k) {
    double[] first = new double[3];
    double[] second = new double[3];
    double sum = 0;
    for (int w = 0; w < STORY_TERMS; w++) {
      one.topics().expand(w, first, 0);
      other.topics().expand(w, second, 0);
      sum += Math.min(first[j], second[k]);
    }
    return sum;
  }

  @Test
  void aNewDocumentHasTheActivityThatTrainingWouldGiveIt() {
    PureLoop loop = loop("k=4", "passes=12").run();
    ModelState parameters = loop.inference.parameters(loop.state);
    Posterior posterior = new HpfFamily().posterior(parameters);
    double[] scale = HpfState.scale(parameters.globals());
    double[] shapes = {0.4, 0.4, 0.4, 0.4};
    double[] few = {0.4, 2.4, 0.4, 0.4};
    double[] many = {0.4, 200.4, 90.4, 0.4};
    SharedRate prior = HpfState.activity(parameters.globals());
    double e = prior.mean(few, 0, scale);
    DocumentPrior documents = GammaDocuments.of(shapes, shapes).withActivities(prior, scale);
    double[] rates = rates(documents, few);
    for (int k = 0; k < 4; k++) {
      assertThat(rates[k] * scale[k]).isCloseTo(e, within(1e-9 * e));
      assertThat(rates(documents, many)[k]).isLessThan(0.2 * rates[k]);
    }
    // Of a long document nearly every token is expected again, of a short one not.
    Document document = PlantedCorpus.documents(700).get(0);
    double[] alpha = posterior.documents().alpha();
    double[] theta =
        new Mixtures(posterior.topics(), posterior.documents())
            .of(document.terms(), document.counts());
    double[] mean = posterior.documents().expected(theta, document.tokens());
    double all = Arrays.stream(alpha).sum() + document.tokens();
    for (int k = 0; k < 4; k++) {
      assertThat(mean[k]).isBetween(0.0, theta[k] * all);
    }
    assertThat(Arrays.stream(mean).sum()).isBetween(0.5 * document.tokens(), all);
  }

  /** b of a document of these γ, from what is expected of it: γ_k / (1 + b_k). */
  private static double[] rates(DocumentPrior documents, double[] gammaK) {
    double all = Arrays.stream(gammaK).sum();
    double[] theta = Arrays.stream(gammaK).map(g -> g / all).toArray();
    long tokens = Math.round(all - Arrays.stream(documents.alpha()).sum());
    double[] expected = documents.expected(theta, tokens);
    double[] rates = new double[gammaK.length];
    Arrays.setAll(rates, k -> gammaK[k] / expected[k] - 1);
    return rates;
  }

  /** Fold-in weighs topics by φ_wk / (1 + b_k): of two topics alike in φ the larger S wins. */
  @Test
  void foldInTakesTheActivityIntoAccount() {
    float[] half = Arrays.copyOf(new float[] {0.5f, 0.5f}, Rows.padded(2));
    float[][] rows = {half, half};
    Phi phi = Phi.of(LocalBlocks.of(rows), Phi.Link.IDENTITY, 0, 1, new double[] {1, 1});
    double[] alpha = {0.5, 0.5};
    int[] terms = {0, 1};
    int[] counts = {3, 2};
    SharedRate active = new SharedRate(0.3, 0.3, 1);
    GammaDocuments documents = GammaDocuments.of(alpha, alpha);
    DocumentPrior even = documents.withActivities(active, new double[] {2, 2});
    DocumentPrior uneven = documents.withActivities(active, new double[] {4, 1});
    double[] plain = new Mixtures(phi, documents).of(terms, counts);
    assertThat(new Mixtures(phi, even).of(terms, counts)[0]).isCloseTo(plain[0], within(1e-6));
    double[] theta = new Mixtures(phi, uneven).of(terms, counts);
    double[] gamma = {6 * theta[0], 6 * theta[1]};
    double[] b = rates(uneven, gamma);
    double first = theta[0] / (1 + b[0]);
    double second = theta[1] / (1 + b[1]);
    double expected = (0.5 + 5 * first / (first + second)) / 6;
    assertThat(theta[0]).isGreaterThan(0.52).isCloseTo(expected, within(1e-3));
  }

  @ParameterizedTest
  @CsvSource({"1e-6, 1e-6", "1e6, 1e6", "1e-3, 1e3"})
  void noRoundLeavesANaNHoweverSmallOrLargeThePriors(String shape, String mean) {
    List<Document> documents = new ArrayList<>(PlantedCorpus.documents(200));
    documents.add(new Document("none", new int[0], new int[0]));
    documents.add(new Document("many", new int[] {5}, new int[] {100_000}));
    PureLoop loop =
        loop(
            documents,
            PlantedCorpus.TERMS,
            "k=8",
            "passes=8",
            "shape=1e-3",
            "topicConcentration=1e-3",
            "activityShape=" + shape,
            "activityMean=" + mean,
            "popularityShape=" + shape,
            "popularityMean=" + mean);
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

  @ParameterizedTest
  @CsvSource({
    "activityShape=0, Cannot set activityShape to 0",
    "activityMean=-1, Cannot set activityMean to -1",
    "popularityShape=NaN, Cannot set popularityShape to NaN",
    "popularityMean=x, Cannot set popularityMean to x",
    "passes=2, all"
  })
  void badValuesAreRefused(String pair, String message) {
    assertThatThrownBy(() -> loop(pair)).isInstanceOf(Failure.class).hasMessageContaining(message);
  }
}
