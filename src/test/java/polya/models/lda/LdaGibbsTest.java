package polya.models.lda;

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
import polya.infer.CorpusFacts;
import polya.infer.ModelState;
import polya.infer.PureLoop;
import polya.infer.gibbs.Assignments;
import polya.infer.gibbs.GibbsParameters;
import polya.infer.variational.TopicState;
import polya.params.Settings;
import polya.spark.PlantedCorpus;
import polya.spark.store.ModelDigest;
import polya.topics.Phi;
import polya.topics.PhiBytes;

class LdaGibbsTest {
  private static final int TERMS = PlantedCorpus.TERMS;

  private static Map<String, String> given(String... texts) {
    Map<String, String> given = new HashMap<>();
    for (String text : texts) {
      given.put(text.split("=")[0], text.split("=")[1]);
    }
    return given;
  }

  private static PureLoop planted(String... texts) {
    Map<String, String> given = given(texts);
    given.putIfAbsent("k", "4");
    return new PureLoop("gibbs", PlantedCorpus.documents(300), TERMS, given, null);
  }

  /** A token: its document over all tiles, its term, its topic. */
  private record Token(int document, int term, int topic) {}

  private static List<Token> tokens(PureLoop loop) {
    List<Token> tokens = new ArrayList<>();
    int document = 0;
    for (int t = 0; t < loop.tiles.size(); t++) {
      Tile tile = loop.tiles.get(t);
      int at = 0;
      for (int d = 0; d < tile.documents(); d++, document++) {
        for (int e = tile.offsets()[d]; e < tile.offsets()[d + 1]; e++) {
          for (int c = 0; c < tile.counts()[e]; c++) {
            int topic = ((Assignments) loop.remembered[t]).topic(at++);
            tokens.add(new Token(document, tile.terms()[tile.slots()[e]], topic));
          }
        }
      }
    }
    return tokens;
  }

  /** log p(w, z) by Pólya's urns, token by token: an order of its own. */
  private static double logJoint(List<Token> tokens, double[] alpha, double beta, int terms) {
    Map<Integer, double[]> inDocument = new HashMap<>();
    double[][] inTopic = new double[alpha.length][terms + 1];
    double alphaSum = Arrays.stream(alpha).sum();
    double log = 0;
    for (Token token : tokens) {
      double[] n = inDocument.computeIfAbsent(token.document, d -> new double[alpha.length + 1]);
      int k = token.topic;
      log += Math.log((n[k]++ + alpha[k]) / (n[alpha.length]++ + alphaSum));
      log += Math.log((inTopic[k][token.term]++ + beta) / (inTopic[k][terms]++ + terms * beta));
    }
    return log;
  }

  @Test
  void samplesToBeKeptAreSpacedEvenlyAndAreOfTheirSweepAlone() {
    PureLoop loop =
        planted("burnIn=3", "samples=6", "thinning=2", "keepSamples=4", "startPasses=1");
    List<Integer> kept = new ArrayList<>();
    int sweeps = 0;
    while (loop.hasNext()) {
      loop.step();
      if (loop.round.part() < 0) { // Of the variational start.
        continue;
      }
      sweeps++;
      if (loop.inference.keepsSample(loop.round)) {
        kept.add(sweeps - 3);
        ModelState sample = loop.inference.sample(loop.state);
        double beta = sample.globals().scalar(TopicState.TOPIC_CONCENTRATION);
        double total = 0;
        for (int w = 0; w < TERMS; w++) {
          for (int k = 0; k < 4; k++) {
            assertThat(sample.topics().row(w)[k])
                .isCloseTo((float) (loop.state.topics().row(w)[k] + beta), within(1e-4f));
            total += loop.state.topics().row(w)[k];
          }
        }
        assertThat(total).isEqualTo(loop.facts.tokens());
      }
    }
    assertThat(kept).containsExactly(4, 6, 10, 12);
  }

  @Test
  void theLogLikelihoodIsThatOfTheAssignmentsAndThePriorsInForce() {
    PureLoop loop =
        planted(
            "burnIn=4",
            "samples=4",
            "hyperparameterInterval=2",
            "optimizeTopicConcentration=true",
            "docConcentration=0.1,0.2,0.3,0.4");
    int seen = 0;
    while (loop.hasNext()) {
      loop.step();
      if (loop.observed.containsKey("logLikelihood")) {
        seen++;
        double[] alpha = loop.published.globals().vector(LdaState.DOC_CONCENTRATION);
        double beta = loop.published.globals().scalar(TopicState.TOPIC_CONCENTRATION);
        double expected = logJoint(tokens(loop), alpha, beta, TERMS);
        assertThat(loop.observed.get("logLikelihood") * loop.facts.tokens())
            .isCloseTo(expected, within(1e-8 * Math.abs(expected)));
      }
    }
    assertThat(seen).isEqualTo(4);
  }

  @Test
  void countsAreThoseOfTheAssignmentsAfterEverySweep() {
    PureLoop loop = planted("burnIn=3", "samples=3", "startPasses=1");
    int sweeps = 0;
    while (loop.hasNext()) {
      loop.step();
      if (!loop.round.incremental()) {
        continue;
      }
      sweeps++;
      double[][] counts = new double[TERMS][4];
      for (Token token : tokens(loop)) {
        counts[token.term][token.topic]++;
      }
      for (int w = 0; w < TERMS; w++) {
        for (int k = 0; k < 4; k++) {
          assertThat((double) loop.state.topics().row(w)[k]).isEqualTo(counts[w][k]);
        }
      }
    }
    assertThat(sweeps).isEqualTo(6);
  }

  /** Of 3 passes one is incremental: what stochastic ones left then still weighs beside it. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3", "4"})
  void whatTheStartLeavesIsNoPartOfTheSavedTopics(String passes) {
    Map<String, String> given =
        given(
            "k=4",
            "burnIn=2",
            "samples=3",
            "startPasses=" + passes,
            "topicConcentration=0.02",
            "optimizeTopicConcentration=false");
    PureLoop loop = new PureLoop("gibbs", PlantedCorpus.documents(800), TERMS, given, null);
    double all = Arrays.stream(loop.run().lambda()).flatMapToDouble(Arrays::stream).sum();
    double expected = loop.facts.tokens() + 4 * TERMS * 0.02;
    assertThat(all).isCloseTo(expected, within(1e-4 * expected));
  }

  @Test
  void burnInIsUnderMeanTopicsAndSamplingUnderDrawnOnes() {
    PureLoop loop = planted("burnIn=3", "samples=3", "startPasses=1", "topicConcentration=0.2");
    int sweep = -1;
    while (loop.hasNext()) {
      ModelState before = loop.state;
      loop.step();
      sweep += loop.round.incremental() ? 1 : 0;
      if (sweep < 1) {
        continue;
      }
      double[] totals = before.globals().vector(TopicState.TOPIC_TOTALS);
      double[] phi = new double[4];
      boolean isMean = true;
      double sum = 0;
      for (int w = 0; w < TERMS; w++) {
        loop.phi.expand(w, phi, 0);
        double mean = (before.topics().row(w)[2] + 0.2) / (totals[2] + TERMS * 0.2);
        isMean &= Math.abs(phi[2] / mean - 1) < 1e-9;
        sum += phi[2];
      }
      assertThat(isMean).as("mean topics in sweep %d", sweep).isEqualTo(sweep < 3);
      assertThat(sum).isCloseTo(1, within(1e-6));
    }
    assertThat(sweep).isEqualTo(5);
  }

  @Test
  void thePriorOfTopicsInForceIsByTheTokensATopic() {
    for (int k : new int[] {1, 4}) {
      PureLoop loop = planted("burnIn=1", "samples=1", "startPasses=1", "k=" + k);
      boolean many = loop.facts.tokens() >= 10_000L * k;
      assertThat(many).isEqualTo(k == 1);
      loop.run();
      double beta = loop.state.globals().scalar(TopicState.TOPIC_CONCENTRATION);
      assertThat(beta).isEqualTo(many ? 0.03 : 0.01);
    }
  }

  /** A sample counts by the number of its sweep: 4, 6 and 8. */
  @Test
  void savedTopicsAreTheMeanOverSamplesOfTheirExpectation() {
    PureLoop loop =
        planted(
            "burnIn=2",
            "samples=3",
            "thinning=2",
            "startPasses=1",
            "hyperparameterInterval=1",
            "optimizeTopicConcentration=true");
    double[][] phi = new double[TERMS][4];
    double[] alpha = new double[4];
    double beta = 0;
    int sweep = -1;
    while (loop.hasNext()) {
      loop.step();
      sweep += loop.round.incremental() ? 1 : 0;
      if (sweep == 3 || sweep == 5 || sweep == 7) {
        double own = loop.state.globals().scalar(TopicState.TOPIC_CONCENTRATION);
        double share = (sweep + 1) / 18.0;
        beta += share * own;
        for (int k = 0; k < 4; k++) {
          alpha[k] += share * loop.alpha()[k];
          double total = loop.state.globals().vector(TopicState.TOPIC_TOTALS)[k];
          for (int w = 0; w < TERMS; w++) {
            double mean = (loop.state.topics().row(w)[k] + own) / (total + TERMS * own);
            phi[w][k] += share * mean;
          }
        }
      }
    }
    assertThat(sweep).isEqualTo(7);
    ModelState saved = loop.inference.parameters(loop.state);
    assertThat(saved.globals().vector(LdaState.DOC_CONCENTRATION))
        .containsExactly(alpha, within(1e-12));
    assertThat(saved.globals().scalar(TopicState.TOPIC_CONCENTRATION))
        .isCloseTo(beta, within(1e-12));
    double[] found = new double[4];
    for (int w = 0; w < TERMS; w++) {
      new LdaPosterior(saved).topics().expand(w, found, 0);
      for (int k = 0; k < 4; k++) {
        assertThat(found[k]).isCloseTo(phi[w][k], within(1e-6 * phi[w][k] + 1e-9));
      }
    }
  }

  @Test
  void withoutSamplesTheSavedTopicsAreThoseOfTheLastSweep() {
    PureLoop loop = planted("burnIn=3", "samples=0").run();
    double[][] lambda = loop.lambda();
    for (int w = 0; w < TERMS; w++) {
      for (int k = 0; k < 4; k++) {
        assertThat(lambda[w][k]).isCloseTo(loop.state.topics().row(w)[k] + 0.01, within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fixedPoint", "sampled", "auto"})
  void priorsChangeAtTheirIntervalsOnly(String method) {
    PureLoop loop =
        planted(
            "burnIn=4",
            "samples=4",
            "startPasses=1",
            "hyperparameterInterval=3",
            "hyperparameterMethod=" + method,
            "optimizeTopicConcentration=true");
    int sweep = -1;
    while (loop.hasNext()) {
      ModelState before = loop.state;
      loop.step();
      sweep += loop.round.incremental() ? 1 : 0;
      boolean changes = sweep >= 0 && (sweep + 1) % 3 == 0;
      assertThat(Arrays.equals(before.globals().vector(LdaState.DOC_CONCENTRATION), loop.alpha()))
          .isEqualTo(!changes);
      assertThat(
              before.globals().scalar(TopicState.TOPIC_CONCENTRATION)
                  == loop.state.globals().scalar(TopicState.TOPIC_CONCENTRATION))
          .isEqualTo(!changes);
    }
    assertThat(sweep).isEqualTo(7);
  }

  @Test
  void theTopicsPriorIsOfTheCorpusUnlessItIsGiven() {
    assertThat(topicConcentration(10_000, 199_999)).isEqualTo(0.04);
    assertThat(topicConcentration(10_000, 200_000)).isEqualTo(0.03);
    assertThat(topicConcentration(1_000, 39_999)).isEqualTo(0.01);
    assertThat(topicConcentration(10_000, 199_999, "topicConcentration=0.5")).isEqualTo(0.5);
  }

  private static double topicConcentration(long documents, long tokens, String... more) {
    List<String> texts = new ArrayList<>(List.of("k=4"));
    texts.addAll(List.of(more));
    Settings settings = Settings.of(LdaGibbsParameters.ALL, given(texts.toArray(String[]::new)));
    CorpusFacts facts = new CorpusFacts(documents, tokens, new long[] {tokens});
    return GibbsParameters.topicConcentration(settings, facts);
  }

  /** Documents of two and three tokens: too short to learn their prior from, unless one insists. */
  @Test
  void theDocumentsPriorOfShortTextsStaysUnlessAMethodIsNamed() {
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < 40; d++) {
      documents.add(new Document("d" + d, new int[] {d % 7, 7 + d % 5}, new int[] {1, 1 + d % 2}));
    }
    String[] texts = {"k=4", "burnIn=6", "samples=6", "hyperparameterInterval=2"};
    double[] even = {0.5, 0.5, 0.5, 0.5};
    PureLoop left = new PureLoop("gibbs", documents, TERMS, given(texts), null).run();
    assertThat(left.alpha()).as("two in sum").isEqualTo(even);
    assertThat(left.inference.parameters(left.state).globals().vector(LdaState.DOC_CONCENTRATION))
        .isEqualTo(even);
    for (String method : List.of("sampled", "fixedPoint")) {
      Map<String, String> given = given(texts);
      given.put("hyperparameterMethod", method);
      PureLoop learned = new PureLoop("gibbs", documents, TERMS, given, null).run();
      assertThat(learned.alpha()).isNotEqualTo(even);
    }
    Map<String, String> given = given(texts);
    given.put("docConcentration", "0.25");
    assertThat(new PureLoop("gibbs", documents, TERMS, given, null).run().alpha())
        .as("what is given goes before auto")
        .containsOnly(0.25);
  }

  /** With few tokens a round is two sweeps, but for prefixes and what is given. */
  @ParameterizedTest
  @CsvSource({"variational, 2", "random, 2", "prefix, 1"})
  void aRoundIsAsManySweepsAsAutoSays(String start, String sweeps) {
    String[] texts = {"burnIn=3", "samples=1", "startPasses=1", "start=" + start};
    PureLoop auto = planted(texts).run();
    for (String given : List.of("1", "2")) {
      String[] named = Arrays.copyOf(texts, texts.length + 1);
      named[texts.length] = "localSweeps=" + given;
      assertThat(Arrays.deepEquals(planted(named).run().lambda(), auto.lambda()))
          .isEqualTo(given.equals(sweeps));
    }
  }

  /**
   * The chain through the whole inference against all 128 assignments of a tiny corpus, one-token
   * documents and repeated tokens among them. Chi-square with 127 degrees of freedom: a sound
   * sampler fails with probability 1e-6 (threshold 216); the seed is fixed.
   */
  @Test
  void assignmentsAreVisitedAsOftenAsTheirPosteriorSays() {
    List<Document> documents =
        List.of(
            new Document("a", new int[] {0, 1}, new int[] {2, 1}),
            new Document("b", new int[] {2}, new int[] {1}),
            new Document("none", new int[0], new int[0]),
            new Document("c", new int[] {0, 1, 2}, new int[] {1, 1, 1}));
    Map<String, String> given =
        given(
            "k=2",
            "start=random",
            "burnIn=0",
            "samples=1000000",
            "thinning=1000",
            "localSweeps=2",
            "phiThreshold=0",
            "optimizeDocConcentration=false",
            "docConcentration=0.3,0.8",
            "topicConcentration=0.5");
    PureLoop loop = new PureLoop("gibbs", documents, 3, given, null);
    long[] seen = new long[128];
    List<Token> tokens = List.of();
    int draws = 20_000;
    for (int i = 0; i < draws; i++) {
      for (int thin = 0; thin < 8; thin++) {
        loop.step();
      }
      tokens = tokens(loop);
      int state = 0;
      for (int j = 0; j < tokens.size(); j++) {
        state |= tokens.get(j).topic << j;
      }
      seen[state]++;
    }
    double[] p = new double[128];
    for (int state = 0; state < p.length; state++) {
      List<Token> assigned = new ArrayList<>();
      for (int j = 0; j < tokens.size(); j++) {
        assigned.add(new Token(tokens.get(j).document, tokens.get(j).term, state >> j & 1));
      }
      p[state] = Math.exp(logJoint(assigned, new double[] {0.3, 0.8}, 0.5, 3));
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

  /** If this fails, every model trained by Gibbs sampling before has changed. */
  @Test
  void goldenRun() {
    PureLoop loop =
        planted(
                "burnIn=4",
                "samples=4",
                "startPasses=1",
                "localSweeps=1",
                "optimizeTopicConcentration=true")
            .run();
    assertThat(ModelDigest.of(loop.inference.parameters(loop.state), 4))
        .isEqualTo("5f9d8b6fcb34644063e2eaf343872267b016e1c1f81d544ff2907573d7a369f0");
  }

  @Test
  void prefixesGrowFromAFewTilesToAllAndNewTokensJoinThoseThatAreSeated() {
    Map<String, String> given =
        given("k=4", "start=prefix", "startPasses=3", "burnIn=8", "samples=2");
    PureLoop loop = new PureLoop("gibbs", PlantedCorpus.documents(1100), TERMS, given, null);
    assertThat(loop.tiles).hasSize(9);
    int[] visited = {1, 1, 1, 2, 2, 2, 4, 4, 4, 8, 8, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9};
    assertThat(loop.schedule.rounds()).isEqualTo(visited.length);
    for (int number = 0; number < visited.length; number++) {
      loop.step();
      long tokens = 0;
      for (int t = 0; t < 9; t++) {
        boolean seated = ((Assignments) loop.remembered[t]).isSeated();
        assertThat(seated).isEqualTo(t < visited[number]);
        tokens += seated ? loop.tiles.get(t).tokens() : 0;
      }
      assertThat(loop.batch.tokens()).isEqualTo(tokens);
      double[] totals = loop.state.globals().vector(TopicState.TOPIC_TOTALS);
      assertThat(Arrays.stream(totals).sum()).isEqualTo(tokens);
      // After three sweeps of the first tile its topics are those of the corpus.
      assertThat(loop.observed.get("changed")).isLessThan(number < 3 ? 1 : 0.5);
      assertThat(loop.observed.containsKey("logLikelihood"))
          .isEqualTo(number == 16 || number == 21);
    }
  }

  /** Numbers of topics take more than two bytes. */
  @Test
  void seventyThousandTopicsAreNotTooMany() {
    Map<String, String> given =
        given("k=70000", "start=random", "burnIn=2", "samples=1", "hyperparameterInterval=2");
    PureLoop loop = new PureLoop("gibbs", PlantedCorpus.documents(20), TERMS, given, null);
    while (loop.hasNext()) {
      loop.step();
      List<Token> tokens = tokens(loop);
      assertThat(tokens).hasSize((int) loop.facts.tokens()).anyMatch(t -> t.topic > 65_535);
      double[] counts = new double[70_000];
      tokens.forEach(token -> counts[token.topic]++);
      assertThat(loop.state.globals().vector(TopicState.TOPIC_TOTALS)).isEqualTo(counts);
      assertThat(loop.state.topics().row(tokens.get(0).term)[tokens.get(0).topic])
          .isGreaterThanOrEqualTo(1);
      for (int t = 0; t < loop.tiles.size(); t++) {
        byte[] bytes = loop.remembered[t].bytes();
        assertThat(loop.inference.memory().orElseThrow().reseat(loop.tiles.get(t), bytes).bytes())
            .isEqualTo(bytes);
      }
      Phi sent = new PhiBytes(loop.phi, null).phi();
      double[] weights = new double[70_000];
      double[] sentWeights = new double[70_000];
      for (int w = 0; w < TERMS; w += 9) {
        loop.phi.expand(w, weights, 0);
        sent.expand(w, sentWeights, 0);
        assertThat(sentWeights).isEqualTo(weights);
      }
    }
  }

  @Test
  void aStartFromAModelSeatsByItsTopicsAndKeepsTheirPlaces() {
    for (String earlierBy : new String[] {"svi", "gibbs"}) {
      PureLoop earlier =
          new PureLoop(earlierBy, PlantedCorpus.documents(300), TERMS, given("k=4", "seed=3"), null)
              .run();
      ModelState parameters = earlier.inference.parameters(earlier.state);
      Map<String, String> texts = given("burnIn=3", "samples=2");
      PureLoop warm =
          new PureLoop("gibbs", PlantedCorpus.documents(400), TERMS, texts, parameters).run();
      assertThat(warm.schedule.rounds()).as("no variational rounds").isEqualTo(5);
      double[] before = new double[4];
      double[] after = new double[4];
      double[] distance = new double[4];
      for (int w = 0; w < TERMS; w++) {
        new LdaPosterior(parameters).topics().expand(w, before, 0);
        new LdaPosterior(warm.inference.parameters(warm.state)).topics().expand(w, after, 0);
        for (int k = 0; k < 4; k++) {
          distance[k] += Math.abs(before[k] - after[k]) / 2;
        }
      }
      for (double d : distance) {
        assertThat(d).as("from %s", earlierBy).isLessThan(0.15);
      }
    }
  }

  @Test
  void aStartFromAModelThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> planted("start=model"))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot train with start model: there is no earlier model; allowed are variational, prefix"
                + " and random. Give --warm-start, or another start.");
  }
}
