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
import polya.corpus.Tile;
import polya.infer.DocumentLengths;
import polya.infer.Generator;
import polya.infer.ModelState;
import polya.infer.PureLoop;
import polya.infer.Simulation;
import polya.infer.TileState;
import polya.infer.gibbs.Assignments;
import polya.infer.variational.TopicState;
import polya.math.Purpose;
import polya.math.Special;
import polya.math.Streams;
import polya.params.Settings;
import polya.spark.PlantedCorpus;
import polya.spark.store.ModelDigest;

class GammaPoissonGibbsTest {
  private static final int TERMS = PlantedCorpus.TERMS;

  private static Map<String, String> given(String... pairs) {
    Map<String, String> given = new HashMap<>();
    for (String pair : pairs) {
      given.put(pair.split("=")[0], pair.split("=")[1]);
    }
    return given;
  }

  private static PureLoop gibbs(
      List<Document> documents, int terms, ModelState earlier, String... pairs) {
    Map<String, String> given = given(pairs);
    if (earlier == null) {
      given.putIfAbsent("k", "4");
    }
    return new PureLoop(new GammaPoissonFamily(), "gibbs", documents, terms, given, earlier);
  }

  private static PureLoop planted(String... pairs) {
    return gibbs(PlantedCorpus.documents(300), TERMS, null, pairs);
  }

  private static double logNegativeBinomial(double n, double a, double b) {
    double rising = Special.lgamma(a + n) - Special.lgamma(a) - Special.lgamma(n + 1);
    return rising + a * Math.log(b) - (a + n) * Math.log1p(b);
  }

  /** ∫ NB(n; a, p) dp over (0, 1) by Simpson's rule; n and a are at least 1 or n is 0. */
  private static double logEvenNegativeBinomial(double n, double a) {
    int steps = 20_000;
    double sum = 0;
    for (int i = 1; i < steps; i++) {
      double p = i / (double) steps;
      double log = logNegativeBinomial(n, a, (1 - p) / p);
      sum += (i % 2 == 1 ? 4 : 2) * Math.exp(log);
    }
    return Math.log((sum + (n == 0 ? 1 : 0)) / 3 / steps);
  }

  /**
   * The identity: given its length a document under equal rates is one of LDA; so long as the
   * passes of the start are stochastic, since later LDA withdraws parts.
   */
  @ParameterizedTest
  @CsvSource({
    "fixed, variational, 0.1, true",
    "common, variational, 0.1, false",
    "document, random, 0, true",
    "fixed, random, 0, false"
  })
  void withEqualRatesTokensGetTheTopicsOfLdaAndTheJointHasTheLengthsBesides(
      String rates, String start, String threshold, String learned) {
    List<Document> documents = PlantedCorpus.documents(300);
    String[] common = {
      "k=4",
      "burnIn=3",
      "samples=3",
      "hyperparameterInterval=2",
      "topicConcentration=0.1",
      "optimizeTopicConcentration=" + learned,
      "start=" + start,
      "startPasses=2",
      "phiThreshold=" + threshold
    };
    Map<String, String> ofLda = given(common);
    ofLda.putAll(
        given(
            "docConcentration=0.3,0.2,0.4,0.25",
            "optimizeDocConcentration=false",
            "hyperparameterMethod=sampled"));
    Map<String, String> own = given(common);
    own.putAll(given("shape=0.3,0.2,0.4,0.25", "optimizeShape=false", "rates=" + rates));
    own.put("rate", "0.03");
    PureLoop lda = new PureLoop("gibbs", documents, TERMS, ofLda, null);
    PureLoop loop = new PureLoop(new GammaPoissonFamily(), "gibbs", documents, TERMS, own, null);
    int compared = 0;
    while (lda.hasNext()) {
      lda.step();
      double[] before = loop.state.globals().vector(GammaPoissonState.RATE);
      loop.step();
      for (int t = 0; t < lda.tiles.size(); t++) {
        assertThat(loop.remembered[t].bytes()).isEqualTo(lda.remembered[t].bytes());
      }
      if (loop.observed.containsKey("logLikelihood")) {
        compared++;
        double lengths = 0;
        for (Document document : documents) {
          lengths +=
              rates.equals("document")
                  ? logEvenNegativeBinomial(document.tokens(), 1.15)
                  : logNegativeBinomial(document.tokens(), 1.15, before[0]);
        }
        double more = loop.observed.get("logLikelihood") - lda.observed.get("logLikelihood");
        assertThat(more * loop.facts.tokens()).isCloseTo(lengths, within(1e-3));
        assertThat(Math.abs(lengths)).isGreaterThan(500);
      }
    }
    assertThat(compared).isEqualTo(3);
    assertThat(loop.hasNext()).isFalse();
    assertThat(loop.lambda()).isDeepEqualTo(lda.lambda());
  }

  @Test
  void withOneTopicTheJointIsThatOfLengthsAndOfWords() {
    List<Document> documents = PlantedCorpus.documents(200);
    PureLoop loop =
        gibbs(
            documents,
            TERMS,
            null,
            "k=1",
            "shape=1.5",
            "rate=0.2",
            "rates=fixed",
            "optimizeShape=false",
            "topicConcentration=0.3",
            "optimizeTopicConcentration=false",
            "burnIn=0",
            "samples=5");
    loop.run();
    double expected =
        Special.lgamma(0.3 * TERMS) - Special.lgamma(0.3 * TERMS + loop.facts.tokens());
    for (long frequency : loop.facts.termFrequencies()) {
      expected += Special.lgamma(0.3 + frequency) - Special.lgamma(0.3);
    }
    for (Document document : documents) {
      expected += logNegativeBinomial(document.tokens(), 1.5, 0.2);
    }
    assertThat(loop.observed.get("logLikelihood") * loop.facts.tokens())
        .isCloseTo(expected, within(1e-6 * Math.abs(expected)));
    double[] phi = new double[1];
    ModelState saved = loop.inference.parameters(loop.state);
    for (int w = 0; w < TERMS; w++) {
      new GammaPoissonPosterior(saved).topics().expand(w, phi, 0);
      double n = loop.facts.termFrequencies()[w];
      double mean = (n + 0.3) / (loop.facts.tokens() + 0.3 * TERMS);
      assertThat(phi[0]).isCloseTo(mean, within(1e-6));
    }
  }

  /** The tokens of all documents in the order of tiles: {document, term, topic}. */
  private static List<int[]> tokens(PureLoop loop) {
    List<int[]> tokens = new ArrayList<>();
    int document = 0;
    for (int t = 0; t < loop.tiles.size(); t++) {
      Tile tile = loop.tiles.get(t);
      int at = 0;
      for (int d = 0; d < tile.documents(); d++, document++) {
        for (int e = tile.offsets()[d]; e < tile.offsets()[d + 1]; e++) {
          for (int c = 0; c < tile.counts()[e]; c++) {
            int topic = ((Assignments) loop.remembered[t]).topic(at++);
            tokens.add(new int[] {document, tile.terms()[tile.slots()[e]], topic});
          }
        }
      }
    }
    return tokens;
  }

  /** log of Π (n_dk + a_k)/(1 + b_k) (n_wk + β)/(n_k + Vβ) by urns, up to what z leaves alone. */
  private static double logJoint(List<int[]> tokens, double[] a, double[] b, double beta, int v) {
    Map<Integer, double[]> inDocument = new HashMap<>();
    double[][] inTopic = new double[a.length][v + 1];
    double log = 0;
    for (int[] token : tokens) {
      double[] n = inDocument.computeIfAbsent(token[0], d -> new double[a.length]);
      int k = token[2];
      log += Math.log((n[k]++ + a[k]) / (1 + b[k]));
      log += Math.log((inTopic[k][token[1]]++ + beta) / (inTopic[k][v]++ + v * beta));
    }
    return log;
  }

  /**
   * The chain under unequal rates against all 128 assignments of a tiny corpus. Chi-square with 127
   * degrees of freedom: a sound sampler fails with probability 1e-6 (threshold 216); the seed is
   * fixed.
   */
  @Test
  void assignmentsAreVisitedAsOftenAsTheirPosteriorSays() {
    List<Document> documents =
        List.of(
            new Document("a", new int[] {0, 1}, new int[] {2, 1}),
            new Document("b", new int[] {2}, new int[] {1}),
            new Document("none", new int[0], new int[0]),
            new Document("c", new int[] {0, 1, 2}, new int[] {1, 1, 1}));
    double[] a = {0.3, 0.8};
    double[] b = {0.2, 1.5};
    PureLoop loop =
        gibbs(
            documents,
            3,
            null,
            "k=2",
            "start=random",
            "burnIn=0",
            "samples=1000000",
            "thinning=1000",
            "localSweeps=4",
            "phiThreshold=0",
            "optimizeShape=false",
            "rates=fixed",
            "shape=0.3,0.8",
            "rate=0.2,1.5",
            "topicConcentration=0.5");
    long[] seen = new long[128];
    List<int[]> tokens = List.of();
    int draws = 20_000;
    for (int i = 0; i < draws; i++) {
      for (int thin = 0; thin < 3; thin++) {
        loop.step();
      }
      tokens = tokens(loop);
      int state = 0;
      for (int j = 0; j < tokens.size(); j++) {
        state |= tokens.get(j)[2] << j;
      }
      seen[state]++;
    }
    double[] p = new double[128];
    for (int state = 0; state < p.length; state++) {
      List<int[]> assigned = new ArrayList<>();
      for (int j = 0; j < tokens.size(); j++) {
        assigned.add(new int[] {tokens.get(j)[0], tokens.get(j)[1], state >> j & 1});
      }
      p[state] = Math.exp(logJoint(assigned, a, b, 0.5, 3));
    }
    double sum = Arrays.stream(p).sum();
    double chiSquare = 0;
    for (int state = 0; state < p.length; state++) {
      double expected = draws * p[state] / sum;
      assertThat(expected).isGreaterThan(4);
      chiSquare += (seen[state] - expected) * (seen[state] - expected) / expected;
    }
    assertThat(chiSquare).isLessThan(216);
  }

  private static List<Document> simulated(int documents, int terms) {
    Generator generator = new GammaPoissonFamily().generator();
    Settings settings =
        Settings.of(
            generator.parameters(), Map.of("k", "4", "shape", "0.5", "topicConcentration", "0.05"));
    ModelState truth = generator.truth(settings, Generator.zipf(terms, 0), 1e5, 5);
    Simulation simulation = generator.simulation(truth, new DocumentLengths(40, 0));
    List<Document> drawn = new ArrayList<>();
    for (int d = 0; d < documents; d++) {
      drawn.add(simulation.draw("d" + d, Streams.of(5, Purpose.SIMULATION, 0, d)).document());
    }
    return drawn;
  }

  /**
   * Four topics of shape 0.5 and rate 0.05, sought among twelve. Tokens leave a topic that is like
   * another one by one, so it takes sweeps.
   */
  @Test
  void shapesOfTopicsThatNothingNeedsShrinkAndTheOthersAreFoundAgain() {
    PureLoop loop =
        gibbs(
            simulated(300, 200),
            200,
            null,
            "k=12",
            "startPasses=8",
            "burnIn=900",
            "samples=100",
            "topicConcentration=0.05");
    loop.run();
    ModelState saved = loop.inference.parameters(loop.state);
    double[] shape = saved.globals().vector(GammaPoissonState.SHAPE).clone();
    Arrays.sort(shape);
    assertThat(shape[7])
        .as("the largest of the surplus of %s", Arrays.toString(shape))
        .isLessThan(0.06);
    assertThat(shape[8]).as("the least of four").isBetween(0.35, 0.65);
    assertThat(shape[11]).as("the largest").isBetween(0.35, 0.65);
    for (double rate : saved.globals().vector(GammaPoissonState.RATE)) {
      assertThat(rate).isBetween(0.04, 0.06);
    }
  }

  @Test
  void shapesAndRatesChangeAtTheirIntervalsOnly() {
    PureLoop loop =
        planted(
            "burnIn=4", "samples=4", "startPasses=1", "hyperparameterInterval=3", "rates=topic");
    int sweep = -1;
    while (loop.hasNext()) {
      ModelState before = loop.state;
      loop.step();
      sweep += loop.round.incremental() ? 1 : 0;
      boolean changes = sweep >= 0 && (sweep + 1) % 3 == 0;
      for (String name : List.of(GammaPoissonState.SHAPE, GammaPoissonState.RATE)) {
        assertThat(Arrays.equals(before.globals().vector(name), loop.state.globals().vector(name)))
            .as("%s after sweep %d", name, sweep)
            .isEqualTo(!changes);
      }
    }
    assertThat(sweep).isEqualTo(7);
  }

  /** A sample counts by the number of its sweep: 3, 4, 5 and 6. */
  @Test
  void savedShapesAndRatesAreMeansOverSamples() {
    PureLoop loop =
        planted(
            "burnIn=2", "samples=4", "startPasses=1", "hyperparameterInterval=1", "rates=topic");
    double[] shape = new double[4];
    double[] rate = new double[4];
    int sweep = -1;
    while (loop.hasNext()) {
      loop.step();
      sweep += loop.round.incremental() ? 1 : 0;
      for (int k = 0; k < 4 && sweep >= 2; k++) {
        double share = (sweep + 1) / 18.0;
        shape[k] += share * loop.state.globals().vector(GammaPoissonState.SHAPE)[k];
        rate[k] += share * loop.state.globals().vector(GammaPoissonState.RATE)[k];
      }
    }
    ModelState saved = loop.inference.parameters(loop.state);
    assertThat(saved.globals().vector(GammaPoissonState.SHAPE))
        .containsExactly(shape, within(1e-12));
    assertThat(saved.globals().vector(GammaPoissonState.RATE)).containsExactly(rate, within(1e-9));
  }

  @Test
  void rowsAreTheCountsOfTheAssignmentsAfterEverySweep() {
    PureLoop loop = planted("burnIn=2", "samples=2", "startPasses=1", "rates=topic");
    while (loop.hasNext()) {
      loop.step();
      if (!loop.round.incremental()) {
        continue;
      }
      double[][] counts = new double[TERMS][4];
      double[] totals = new double[4];
      for (int[] token : tokens(loop)) {
        counts[token[1]][token[2]]++;
        totals[token[2]]++;
      }
      for (int w = 0; w < TERMS; w++) {
        for (int k = 0; k < 4; k++) {
          assertThat((double) loop.state.topics().row(w)[k]).isEqualTo(counts[w][k]);
        }
      }
      assertThat(loop.state.globals().vector(TopicState.TOPIC_TOTALS)).isEqualTo(totals);
      assertThat(Arrays.stream(totals).sum()).isEqualTo(loop.facts.tokens());
    }
  }

  /**
   * If this fails, every model trained by Gibbs sampling with these settings before has changed: a
   * change that is meant is told in the release notes and puts in the new digest, any other is a
   * bug.
   */
  @ParameterizedTest
  @CsvSource({
    "rates=common, start=variational, a67b8d429d3aae092d1cff5489c245b1ec66a91646d3fdde6620911a426dc482",
    "rates=topic, start=variational, 846f3ea6869595f0410e13a7fec2a1165450bdd02b95ed09c0cc70f4ae0f3c9d",
    "rates=document, start=prefix, 9d1a018f4a69d7849361dd40c16210f45bf94c16736357fc2784d7e9f80e3ff9",
    "topics=gamma, start=random, 08dd26c4f32383761b1b84b92bd2a9bee9e2db4b40a7809ab1156867f3dfc7cd"
  })
  void goldenRun(String model, String start, String golden) {
    PureLoop loop =
        planted("burnIn=4", "samples=4", "startPasses=1", "localSweeps=1", model, start).run();
    assertThat(ModelDigest.of(loop.inference.parameters(loop.state), 4)).isEqualTo(golden);
  }

  @ParameterizedTest
  @ValueSource(strings = {"svi", "gibbs"})
  void aStartFromAModelKeepsItsTopicsInTheirPlaces(String earlierBy) {
    PureLoop earlier =
        new PureLoop(
                new GammaPoissonFamily(),
                earlierBy,
                PlantedCorpus.documents(300),
                TERMS,
                given("k=4", "seed=3"),
                null)
            .run();
    ModelState parameters = earlier.inference.parameters(earlier.state);
    PureLoop warm =
        gibbs(PlantedCorpus.documents(400), TERMS, parameters, "burnIn=3", "samples=2").run();
    assertThat(warm.schedule.rounds()).as("no variational rounds").isEqualTo(5);
    double[] before = new double[4];
    double[] after = new double[4];
    double[] distance = new double[4];
    for (int w = 0; w < TERMS; w++) {
      new GammaPoissonPosterior(parameters).topics().expand(w, before, 0);
      new GammaPoissonPosterior(warm.inference.parameters(warm.state)).topics().expand(w, after, 0);
      for (int k = 0; k < 4; k++) {
        distance[k] += Math.abs(before[k] - after[k]) / 2;
      }
    }
    for (double d : distance) {
      assertThat(d).isLessThan(0.15);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "common, variational, 1e-3, auto",
    "common, random, 1e-6, 1e-6",
    "topic, variational, 1e-3, 1e-3",
    "topic, random, 1e-6, 1e6",
    "document, random, 1e-3, auto",
    "common, prefix, 1e-3, auto",
    "fixed, variational, 1e6, 1e6",
    "common gamma, variational, 1e-3, auto",
    "topic gamma, random, 1e-6, 1e6"
  })
  void noRoundLeavesANaNHoweverSmallThePrior(
      String rates, String start, String shape, String rate) {
    List<Document> documents = new ArrayList<>(PlantedCorpus.documents(100));
    documents.add(new Document("none", new int[0], new int[0]));
    documents.add(new Document("one", new int[] {3}, new int[] {1}));
    documents.add(new Document("many", new int[] {5}, new int[] {100_000}));
    PureLoop loop =
        gibbs(
            documents,
            TERMS,
            null,
            "rates=" + rates.split(" ")[0],
            "topics=" + (rates.endsWith("gamma") ? "gamma" : "dirichlet"),
            "start=" + start,
            "shape=" + shape,
            "rate=" + rate,
            "hyperparameterInterval=1",
            "topicConcentration=0.001",
            "burnIn=4",
            "samples=4",
            "k=8");
    isFinite(loop);
  }

  private static void isFinite(PureLoop loop) {
    while (loop.hasNext()) {
      loop.step();
      for (double[] row : loop.lambda()) {
        for (double value : row) {
          assertThat(value).isPositive().isFinite();
        }
      }
      loop.state
          .globals()
          .vectors()
          .forEach(
              (name, values) ->
                  assertThat(Arrays.stream(values)).as(name).allMatch(Double::isFinite));
      for (String prior : List.of(GammaPoissonState.SHAPE, GammaPoissonState.RATE)) {
        assertThat(Arrays.stream(loop.state.globals().vector(prior))).allMatch(x -> x > 0);
      }
      assertThat(loop.observed.values()).allMatch(Double::isFinite);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"common", "document", "topic", "fixed"})
  void documentsWithoutTokensAloneGiveTheirPriorBack(String rates) {
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < 20; d++) {
      documents.add(new Document("d" + d, new int[0], new int[0]));
    }
    PureLoop loop =
        gibbs(
            documents,
            3,
            null,
            "start=random",
            "rates=" + rates,
            "burnIn=2",
            "samples=2",
            "hyperparameterInterval=1");
    isFinite(loop);
    for (TileState state : loop.remembered) {
      assertThat(state.bytes().length).isLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shape=0",
        "shape=-1",
        "rate=0",
        "rate=-2",
        "rate=NaN",
        "rates=none",
        "shape=1,2",
        "topics=none"
      })
  void whatIsNoPriorIsUsage(String pair) {
    assertThatThrownBy(() -> planted(pair))
        .isInstanceOf(Failure.class)
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.USAGE);
  }

  @Test
  void gammaTopicsAreRefusedWhereTheirDrawsWouldNotBeExact() {
    assertThatThrownBy(() -> planted("topics=gamma", "rates=document"))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot train gamma topics with rates document: the sum of a topic's intensities is no"
                + " gamma then; allowed are common, topic and fixed. Change rates or topics.");
    assertThatThrownBy(() -> planted("topics=gamma", "optimizeTopicConcentration=true"))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot train gamma topics and learn topicConcentration: its draw is that of Dirichlet"
                + " topics; allowed is optimizeTopicConcentration=false. Leave it out, or change"
                + " topics.");
  }

  /**
   * What is saved are the rates of intensities in tokens: expected lengths are those of the corpus.
   */
  @Test
  void gammaTopicsLeaveRatesOfIntensitiesInTokens() {
    PureLoop loop = planted("topics=gamma", "burnIn=20", "samples=20", "hyperparameterInterval=1");
    ModelState saved = loop.inference.parameters(loop.run().state);
    double[] shape = saved.globals().vector(GammaPoissonState.SHAPE);
    double[] rate = saved.globals().vector(GammaPoissonState.RATE);
    double[] scale = saved.globals().vector(GammaPoissonState.TOPIC_SCALE);
    double expected = 0;
    for (int k = 0; k < 4; k++) {
      expected += shape[k] / rate[k];
      assertThat(scale[k]).isPositive().isNotEqualTo(1);
    }
    assertThat(rate[0]).isNotEqualTo(rate[1]);
    assertThat(expected / loop.facts.meanLength()).isCloseTo(1, within(0.2));
  }
}
