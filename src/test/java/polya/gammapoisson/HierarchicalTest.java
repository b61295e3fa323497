package polya.gammapoisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.corpus.Document;
import polya.infer.ModelState;
import polya.infer.PureLoop;
import polya.infer.SharedRate;
import polya.math.Special;
import polya.spark.PlantedCorpus;

/** Hierarchical Poisson factorization: its bound, its limits, and activities of new documents. */
class HierarchicalTest {
  private static PureLoop loop(List<Document> documents, int terms, String... pairs) {
    Map<String, String> settings =
        new HashMap<>(Map.of("k", "4", "passes", "6", "hierarchical", "true", "variational", "vb"));
    for (String pair : pairs) {
      settings.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return new PureLoop(new GammaPoissonFamily(), "svi", documents, terms, settings, null);
  }

  private static PureLoop loop(String... pairs) {
    return loop(PlantedCorpus.documents(700), PlantedCorpus.TERMS, pairs);
  }

  @Test
  void aSharedRateSolvesItsEquationHoweverLargeOrSmallItsGammas() {
    for (double shape : new double[] {1e-6, 0.3, 1e6}) {
      for (double rate : new double[] {1e-6, 1, 1e6}) {
        for (double gamma : new double[] {1e-6, 2, 1e8}) {
          for (double offset : new double[] {1e-8, 1, 1e8}) {
            double[] gammaK = {gamma, 0.3, 7};
            double[] offsetK = {offset, 2 * offset, 1};
            double e = new SharedRate(shape, rate, 0.9).mean(gammaK, 0, offsetK);
            double left = e * rate;
            for (int k = 0; k < 3; k++) {
              left += e * gammaK[k] / (e + offsetK[k]);
            }
            assertThat(left / (shape + 0.9)).isCloseTo(1, within(1e-10));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 0.3", "false, 0.3", "false, 5", "true, 0.05"})
  void inIncrementalRoundsTheBoundNeverFalls(boolean shape, double hyper) {
    PureLoop loop =
        loop(
            "k=6",
            "passes=25",
            "optimizeShape=" + shape,
            "activityShape=" + hyper,
            "popularityShape=" + hyper);
    double before = Double.NEGATIVE_INFINITY;
    int rounds = 0;
    while (loop.hasNext()) {
      loop.step();
      if (loop.batch.corpus() != null && !loop.round.lanes()) {
        double bound = HierarchicalBound.of(loop.published, loop.batch.corpus());
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
            "popularityMean=3",
            "optimizeShape=false");
    loop.run();
    double u = loop.published.globals().scalar(HierarchicalTopics.UNIT);
    double t = loop.published.globals().scalar(HierarchicalTopics.INTENSITY);
    double s = u * loop.published.globals().scalar(HierarchicalTopics.SUM);
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
      "optimizeShape=false",
      "localTolerance=1e-9",
      "localIterations=1000"
    };
    List<String> plain = new ArrayList<>(List.of(common));
    plain.addAll(List.of("hierarchical=false", "topics=gamma", "rates=fixed", "rate=" + b));
    List<String> tied = new ArrayList<>(List.of(common));
    tied.addAll(List.of("activityShape=1e6", "activityMean=" + b, "popularityShape=1e6"));
    tied.add("popularityMean=" + d);
    PureLoop gamma = loop(plain.toArray(String[]::new)).run();
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
    double[] scale = gamma.state.globals().vector(GammaTopics.SCALE);
    ModelState parameters = hierarchical.inference.parameters(hierarchical.state);
    double[] sums = HierarchicalTopics.scale(parameters.globals());
    for (int k = 0; k < scale.length; k++) {
      assertThat(sums[k] / scale[k]).isCloseTo(1, within(1e-4));
    }
    assertThat(hierarchical.bound() / gamma.bound()).isCloseTo(1, within(1e-6));
  }
}
