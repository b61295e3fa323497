package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polya.Failure;
import polya.corpus.Document;
import polya.corpus.Vocabulary;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.completion.DocumentCompletion;
import polya.infer.CorpusFacts;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.PureLoop;
import polya.infer.Realigned;
import polya.infer.Simulated;
import polya.infer.variational.TopicSeeding;
import polya.infer.variational.TopicState;
import polya.params.Settings;
import polya.spark.PlantedCorpus;
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.LocalBlocks;

/** Training that starts from an earlier model. */
class LdaWarmStartTest {
  private static final int TOPICS = 12;
  private static final int TERMS = 400;

  private static Map<String, String> given(String... pairs) {
    Map<String, String> given = new HashMap<>();
    for (String pair : pairs) {
      given.put(pair.split("=")[0], pair.split("=")[1]);
    }
    return given;
  }

  /** Rows of λ and globals, as a store keeps them. */
  private static ModelState parameters(float[][] lambda, double eta, double... alpha) {
    return ModelState.of(
        LocalBlocks.of(lambda),
        Globals.of(
            Map.of(
                LdaState.DOC_CONCENTRATION,
                alpha,
                TopicState.TOPIC_CONCENTRATION,
                new double[] {eta})));
  }

  @Test
  void knownTermsKeepTheirTopicsAndNewOnesGetTheirTokensByTheTopicsShares() {
    float[][] lambda = {{10.5f, 0.5f}, {0.5f, 2.5f}, {0, 0}, {6.5f, 2.5f}};
    for (int w = 0; w < lambda.length; w++) {
      lambda[w] = Arrays.copyOf(lambda[w], 8);
    }
    Blocks blocks =
        TopicSeeding.restarted(parameters(lambda, 0.5, 0.1, 0.1), 2, new long[] {30, 4, 10, 6}, 1);
    // The earlier counts 10 0 | 0 2 | 6 2 are 20, those terms' tokens here are 40; shares are 4 to
    // 1.
    double[][] expected = {{20, 0}, {0, 4}, {8, 2}, {12, 4}};
    for (int w = 0; w < expected.length; w++) {
      float[] row = blocks.row(w);
      assertThat(row[0]).as("term %d", w).isCloseTo((float) expected[w][0], within(1e-5f));
      assertThat(row[1]).as("term %d", w).isCloseTo((float) expected[w][1], within(1e-5f));
      assertThat(row).hasSize(8);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void anEarlierModelThatKnowsNothingOfTheCorpusIsRefused(int frequency) {
    float[][] lambda = {{0.5f, 0.5f, 0, 0, 0, 0, 0, 0}};
    lambda[0][0] += frequency == 0 ? 7 : 0;
    ModelState earlier = parameters(lambda, 0.5, 0.1, 0.1);
    assertThatThrownBy(() -> TopicSeeding.restarted(earlier, 2, new long[] {frequency}, 1))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("Cannot start from the earlier model: ")
        .hasMessageContaining("Train without --warm-start.");
  }

  @Test
  void aRunTakesTopicsAndPriorFromTheEarlierModelUnlessGiven() {
    LdaFamily family = new LdaFamily();
    ModelState earlier = parameters(new float[3][8], 0.03, 0.3, 0.2);
    Map<String, String> texts =
        family.inherited(
            "svi", given("docConcentration=auto", "optimizeDocConcentration=false"), earlier);
    Settings settings = Settings.of(family.parameters("svi"), texts);
    assertThat(settings.get(LdaParameters.K)).isEqualTo(2);
    assertThat(LdaParameters.docConcentration(settings, new CorpusFacts(10, 1000, new long[3])))
        .containsExactly(0.3, 0.2);
    assertThat(settings.get(LdaParameters.LEARNING_OFFSET)).contains(100.0);
    assertThat(LdaParameters.topicConcentration(settings)).isEqualTo(0.03);

    ModelState even = parameters(new float[3][8], 0.01, 0.25, 0.25);
    assertThat(family.inherited("svi", given("optimizeDocConcentration=false"), even))
        .containsEntry("docConcentration", "0.25");

    Map<String, String> own =
        given("k=2", "docConcentration=0.7", "topicConcentration=0.2", "learningOffset=3");
    assertThat(family.inherited("svi", own, earlier)).isEqualTo(own);
    assertThatThrownBy(() -> family.inherited("svi", given("k=3"), earlier))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("it has 2 topics, k is 3; they must be equal")
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.STORE);
  }

  private static double[] prior() {
    double[] alpha = new double[TOPICS];
    Arrays.fill(alpha, 0.1);
    return alpha;
  }

  private static double perplexity(ModelState parameters, List<Document> test) {
    Posterior posterior = new LdaFamily().posterior(parameters);
    Estimator.Scorer scorer =
        new DocumentCompletion(1).open(posterior.topics(), posterior.documents().alpha());
    double logProbability = 0;
    double tokens = 0;
    for (Document document : test) {
      Estimate estimate = scorer.estimate(HeldOut.of(document, 0));
      if (estimate.tokens() > 0) {
        logProbability += estimate.logProbability();
        tokens += estimate.tokens();
      }
    }
    return Math.exp(-logProbability / tokens);
  }

  private static double[][] topics(ModelState parameters, int topics) {
    double[][] phi = new double[topics][parameters.terms()];
    for (int k = 0; k < topics; k++) {
      double sum = 0;
      for (int w = 0; w < phi[k].length; w++) {
        phi[k][w] = parameters.topics().row(w)[k];
        sum += phi[k][w];
      }
      for (int w = 0; w < phi[k].length; w++) {
        phi[k][w] /= sum;
      }
    }
    return phi;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int w = 0; w < a.length; w++) {
      sum += Math.abs(a[w] - b[w]) / 2;
    }
    return sum;
  }

  private static ModelState trained(
      List<Document> documents, int terms, Map<String, String> given, ModelState earlier) {
    PureLoop loop = new PureLoop(documents, terms, given, earlier).run();
    return loop.inference.parameters(loop.state);
  }

  @ParameterizedTest
  @CsvSource({"cvb0,auto,20", "vb,auto,20", "vb,1,40"})
  void aStartFromTheCorpussOwnModelChangesNoMoreThanAnotherSeedAndKeepsTheTopics(
      String variational, String rate, int passes) {
    Simulated simulated = new Simulated(31);
    double[][] truth = simulated.topics(TOPICS, TERMS, 0.05);
    List<Document> documents = simulated.documents(900, truth, prior(), 80);
    List<Document> test = simulated.documents(300, truth, prior(), 80);
    Map<String, String> given =
        given(
            "k=" + TOPICS,
            "variational=" + variational,
            "subsamplingRate=" + rate,
            "passes=" + passes);
    double least = Double.MAX_VALUE;
    double most = 0;
    ModelState first = null;
    for (int seed = 1; seed <= 5; seed++) {
      given.put("seed", Integer.toString(seed));
      ModelState cold = trained(documents, TERMS, given, null);
      least = Math.min(least, perplexity(cold, test));
      most = Math.max(most, perplexity(cold, test));
      first = first == null ? cold : first;
    }
    ModelState warm = trained(documents, TERMS, given, first);
    // Five seeds span their noise, 6 % here; one's own model as a start moves by less than 2 %.
    double before = perplexity(first, test);
    assertThat(perplexity(warm, test))
        .as("seeds span %s … %s", least, most)
        .isCloseTo(before, within(Math.min(most - least, 0.02 * before)));
    double[][] old = topics(first, TOPICS);
    double[][] now = topics(warm, TOPICS);
    for (int k = 0; k < TOPICS; k++) {
      for (int j = 0; j < TOPICS; j++) {
        if (j != k) {
          assertThat(distance(now[k], old[j])).isGreaterThan(distance(now[k], old[k]));
        }
      }
      assertThat(distance(now[k], old[k])).as("topic %d moved", k).isLessThan(0.3);
    }
  }

  @Test
  void theFirstRoundsOfAWarmStartDoNotForgetTheEarlierModel() {
    Simulated simulated = new Simulated(33);
    double[][] truth = simulated.topics(TOPICS, TERMS, 0.05);
    List<Document> documents = simulated.documents(4000, truth, prior(), 40);
    List<Document> test = simulated.documents(300, truth, prior(), 40);
    Map<String, String> given =
        given("k=" + TOPICS, "passes=6", "subsamplingRate=0.05", "laneSteps=1");
    ModelState earlier = trained(documents, TERMS, given, null);
    double before = perplexity(earlier, test);
    PureLoop warm = new PureLoop(documents, TERMS, given, earlier);
    PureLoop cold = new PureLoop(documents, TERMS, given);
    for (int round = 0; round < 20; round++) {
      warm.step();
      cold.step();
      assertThat(perplexity(warm.inference.parameters(warm.state), test))
          .as("round %d, from %s", round, before)
          .isLessThan(1.02 * before);
    }
    assertThat(perplexity(cold.inference.parameters(cold.state), test))
        .isGreaterThan(1.02 * before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cvb0", "vb"})
  void termsThatAreNewFindTheirTopics(String variational) {
    List<String> terms = new ArrayList<>();
    for (int w = 0; w < PlantedCorpus.TERMS; w++) {
      terms.add("t" + w);
    }
    List<String> before = new ArrayList<>(terms);
    before.removeIf(term -> isNew(Integer.parseInt(term.substring(1))));
    before.addAll(List.of("gone", "forgotten"));
    Collections.reverse(before);
    List<Document> old = new ArrayList<>();
    for (Document document : PlantedCorpus.documents(400)) {
      old.add(over(document, terms, before));
    }
    Map<String, String> given = given("k=" + PlantedCorpus.TOPICS, "variational=" + variational);
    ModelState earlier = trained(old, before.size(), given, null);
    Realigned realigned = Realigned.of(earlier, Vocabulary.of(before), Vocabulary.of(terms));
    assertThat(realigned.dropped()).isEqualTo(2);
    assertThat(realigned.added()).isEqualTo(12);

    ModelState grown =
        trained(
            PlantedCorpus.documents(700),
            PlantedCorpus.TERMS,
            given("variational=" + variational),
            realigned.parameters());
    double[][] phi = topics(grown, PlantedCorpus.TOPICS);
    double[][] earlierPhi = topics(realigned.parameters(), PlantedCorpus.TOPICS);
    int width = PlantedCorpus.TERMS / PlantedCorpus.TOPICS;
    for (int planted = 0; planted < PlantedCorpus.TOPICS; planted++) {
      int k = topicOf(earlierPhi, planted * width);
      assertThat(topicOf(phi, planted * width)).as("topics keep their places").isEqualTo(k);
      for (int w = planted * width; w < (planted + 1) * width; w++) {
        if (isNew(w)) {
          assertThat(topicOf(phi, w)).as("new term %d", w).isEqualTo(k);
          assertThat(phi[k][w])
              .as("new term %d", w)
              .isCloseTo(PlantedCorpus.phi(planted, w), within(0.012));
        }
      }
    }
  }

  /** Three terms of each topic's twenty. */
  private static boolean isNew(int term) {
    return List.of(2, 9, 14).contains(term % 20);
  }

  private static int topicOf(double[][] phi, int term) {
    int best = 0;
    for (int k = 1; k < phi.length; k++) {
      best = phi[k][term] > phi[best][term] ? k : best;
    }
    return best;
  }

  /** A document over the terms of another vocabulary; those it lacks are left out. */
  private static Document over(Document document, List<String> from, List<String> to) {
    int[] counts = new int[to.size()];
    for (int i = 0; i < document.terms().length; i++) {
      int there = to.indexOf(from.get(document.terms()[i]));
      if (there >= 0) {
        counts[there] = document.counts()[i];
      }
    }
    int[] terms = new int[to.size()];
    int n = 0;
    for (int w = 0; w < counts.length; w++) {
      if (counts[w] > 0) {
        terms[n] = w;
        counts[n++] = counts[w];
      }
    }
    return new Document(document.id(), Arrays.copyOf(terms, n), Arrays.copyOf(counts, n));
  }
}
