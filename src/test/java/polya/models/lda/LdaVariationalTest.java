package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polya.Failure;
import polya.corpus.Document;
import polya.infer.BlockPass;
import polya.infer.PureLoop;
import polya.infer.Simulated;
import polya.infer.variational.TopicState;
import polya.math.Special;
import polya.topics.Sums;
import polya.topics.TermBlock;
import polya.topics.TermRows;
import polya.topics.TermStatistics;
import polya.topics.TermStatisticsBuilder;

class LdaVariationalTest {
  private static final int TERMS = 1100;

  private static Map<String, String> settings(String... pairs) {
    Map<String, String> settings = new HashMap<>();
    for (String pair : pairs) {
      settings.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return settings;
  }

  private static double[] symmetric(int topics, double alpha) {
    double[] prior = new double[topics];
    Arrays.fill(prior, alpha);
    return prior;
  }

  /** Documents of LDA with sparse topics; of 0 to mostTokens tokens, so that some are empty. */
  private static List<Document> corpus(int documents, int topics, int terms, int mostTokens) {
    Simulated simulated = new Simulated(documents + 7L * topics);
    return simulated.documents(
        documents, simulated.topics(topics, terms, 0.1), symmetric(topics, 0.3), mostTokens);
  }

  /** λ ← (1 − ρ) λ + ρ (η + D/|M| s), every cell of it, in float64. */
  private static void denseStep(double[][] lambda, PureLoop loop, double eta, double rho) {
    long documents = 0;
    for (int t = 0; t < loop.tiles.size(); t++) {
      documents += loop.round.contains(t) ? loop.tiles.get(t).documents() : 0;
    }
    double scale = loop.facts.documents() / (double) documents;
    for (double[] row : lambda) {
      for (int k = 0; k < row.length; k++) {
        row[k] = (1 - rho) * row[k] + rho * eta;
      }
    }
    for (int b = 0; b < TermBlock.blocks(lambda.length); b++) {
      TermRows rows = TermStatistics.rows(loop.statistics, b);
      while (rows.next()) {
        for (int j = 0; j < rows.size(); j++) {
          lambda[rows.term()][rows.topic(j)] += rho * scale * rows.count(j);
        }
      }
    }
  }

  private static void areClose(double[][] actual, double[][] expected, double relative) {
    for (int w = 0; w < expected.length; w++) {
      for (int k = 0; k < expected[w].length; k++) {
        assertThat(actual[w][k])
            .as("λ of term %d, topic %d", w, k)
            .isCloseTo(expected[w][k], within(relative * expected[w][k]));
      }
    }
  }

  /** Batches differ in size and hold empty documents: |M| must be what they are. */
  @ParameterizedTest
  @ValueSource(strings = {"cvb0", "vb", "hybrid"})
  void lazyDecayIsDenseDecay(String variational) {
    double eta = 0.05;
    PureLoop loop =
        new PureLoop(
            corpus(800, 5, TERMS, 20),
            TERMS,
            settings(
                "k=5",
                "variational=" + variational,
                "topicConcentration=" + eta,
                "subsamplingRate=0.01",
                "laneSteps=1",
                "stochasticPasses=43",
                "passes=43"));
    double[][] dense = loop.lambda();
    assertThat(loop.schedule.batches()).isEqualTo(7);
    List<Long> sizes = new ArrayList<>();
    while (loop.hasNext()) {
      loop.step();
      sizes.add(loop.batch.documents());
      denseStep(dense, loop, eta, Math.pow(10 + loop.round.number(), -0.7));
    }
    assertThat(loop.round.number()).isEqualTo(300);
    assertThat(sizes.stream().distinct().count()).isGreaterThan(3);
    assertThat(loop.state.globals().scalar(TopicState.DECAY)).isLessThan(1e-3);
    areClose(loop.lambda(), dense, 1e-5);
    publishes(loop, dense, eta, variational.equals("vb"));
  }

  /** What the next round sees of λ: λ/Λ, or exp(ψ(λ) − ψ(Λ)). */
  private static void publishes(PureLoop loop, double[][] lambda, double eta, boolean vb) {
    int topics = lambda[0].length;
    double[] totals = new double[topics];
    for (double[] row : lambda) {
      for (int k = 0; k < topics; k++) {
        totals[k] += row[k];
      }
    }
    double[] weights = new double[topics];
    for (int w = 0; w < lambda.length; w++) {
      loop.inference.publish(loop.state, loop.schedule.round(0)).expand(w, weights, 0);
      for (int k = 0; k < topics; k++) {
        double expected =
            vb
                ? Math.exp(Special.digamma(lambda[w][k]) - Special.digamma(totals[k]))
                : lambda[w][k] / totals[k];
        assertThat(weights[k] / expected).isCloseTo(1, within(2e-3));
        if (lambda[w][k] > 10 * eta) {
          assertThat(weights[k] / expected).isCloseTo(1, within(1e-4));
        }
      }
    }
  }

  /** Steps this long take the decay below 1e-20, where it is multiplied into the rows. */
  @ParameterizedTest
  @ValueSource(strings = {"cvb0", "vb", "hybrid"})
  void theDecayStartsAgainBeforeItUnderflows(String variational) {
    double eta = 0.05;
    PureLoop loop =
        new PureLoop(
            corpus(300, 3, 40, 12),
            40,
            settings(
                "k=3",
                "variational=" + variational,
                "topicConcentration=" + eta,
                "subsamplingRate=0.01",
                "laneSteps=1",
                "learningOffset=0.001",
                "learningDecay=0.51",
                "stochasticPasses=300",
                "passes=300"));
    double[][] dense = loop.lambda();
    double decay = 1;
    int restarts = 0;
    while (loop.hasNext()) {
      loop.step();
      double rho = Math.min(1, Math.pow(0.001 + loop.round.number(), -0.51));
      denseStep(dense, loop, eta, rho);
      double now = loop.state.globals().scalar(TopicState.DECAY);
      assertThat(now).isBetween(1e-20, 1.0);
      restarts += now > decay ? 1 : 0;
      decay = now;
    }
    assertThat(restarts).isPositive();
    areClose(loop.lambda(), dense, 1e-5);
  }

  /**
   * λ = η + Σ_p S_p, with what the stochastic passes left, less the share of documents visited
   * since.
   */
  @ParameterizedTest
  @ValueSource(strings = {"cvb0", "vb", "hybrid"})
  void incrementalRoundsReplaceWhatTheirPartSentBefore(String variational) {
    double eta = 0.05;
    PureLoop loop =
        new PureLoop(
            corpus(900, 4, TERMS, 20),
            TERMS,
            settings(
                "k=4",
                "topicConcentration=" + eta,
                "subsamplingRate=0.2",
                "variational=" + variational,
                "stochasticPasses=1",
                "parts=6",
                "passes=4"));
    double[][] stochastic = null;
    Map<Integer, double[][]> sent = new HashMap<>();
    double visited = 0;
    while (loop.hasNext()) {
      double[][] before = loop.lambda();
      loop.step();
      if (loop.round.incremental()) {
        stochastic = stochastic == null ? before : stochastic;
        visited += loop.round.firstVisit() ? loop.batch.documents() : 0;
        sent.put(loop.round.part(), dense(loop.statistics));
        double left = 1 - visited / loop.facts.documents();
        double[][] expected = new double[TERMS][4];
        for (int w = 0; w < TERMS; w++) {
          for (int k = 0; k < 4; k++) {
            expected[w][k] = eta + left * (stochastic[w][k] - eta);
            for (double[][] part : sent.values()) {
              expected[w][k] += part[w][k];
            }
          }
        }
        areClose(loop.lambda(), expected, 1e-5);
        publishes(loop, expected, eta, variational.equals("vb"));
      }
    }
    assertThat(sent).hasSize(6);
    assertThat(visited).isEqualTo(900);
    assertThat(loop.state.beside(TopicState.FADING_TOPICS)).isNull();
  }

  private static double[][] dense(List<TermStatistics> statistics) {
    double[][] dense = new double[TERMS][4];
    for (int b = 0; b < TermBlock.blocks(TERMS); b++) {
      TermRows rows = TermStatistics.rows(statistics, b);
      while (rows.next()) {
        for (int j = 0; j < rows.size(); j++) {
          dense[rows.term()][rows.topic(j)] = rows.count(j);
        }
      }
    }
    return dense;
  }

  @ParameterizedTest
  @ValueSource(strings = {"cvb0", "vb", "hybrid"})
  void totalsAreTheSumsOfTheRows(String variational) {
    PureLoop loop =
        new PureLoop(
            corpus(500, 4, TERMS, 30),
            TERMS,
            settings("k=4", "variational=" + variational, "subsamplingRate=0.2", "passes=20"));
    loop.run();
    double[] sums = loop.state.topics().columnSums(4);
    double[] totals = loop.state.globals().vector(TopicState.TOPIC_TOTALS);
    for (int k = 0; k < 4; k++) {
      assertThat(totals[k] / sums[k]).isCloseTo(1, within(1e-9));
    }
  }

  /** Rows of terms that a batch does not hold are shared with the model before. */
  @Test
  void aStepTouchesTheRowsOfItsBatchOnly() {
    PureLoop loop =
        new PureLoop(
            corpus(500, 4, TERMS, 5),
            TERMS,
            settings("k=4", "subsamplingRate=0.2", "laneSteps=1", "passes=1"));
    loop.step();
    List<TermBlock> before = loop.state.topics().here();
    loop.step();
    boolean[] seen = new boolean[TERMS];
    for (int t = 0; t < loop.tiles.size(); t++) {
      if (loop.round.contains(t)) {
        for (int w : loop.tiles.get(t).terms()) {
          seen[w] = true;
        }
      }
    }
    int shared = 0;
    for (int w = 0; w < TERMS; w++) {
      float[] old = before.get(TermBlock.blockOf(w)).row(w);
      float[] row = loop.state.topics().here().get(TermBlock.blockOf(w)).row(w);
      assertThat(row == old).isEqualTo(!seen[w]);
      shared += row == old ? 1 : 0;
    }
    assertThat(shared).isGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource({"false, 60", "true, 60"})
  void onTheWholeCorpusTheBoundNeverFalls(boolean learnsAlpha, int rounds) {
    for (int trial = 0; trial < 3; trial++) {
      PureLoop loop =
          new PureLoop(
              corpus(60 + trial, 4, 50, 25),
              50,
              settings(
                  "k=4",
                  "variational=vb",
                  "subsamplingRate=1",
                  "docConcentration=0.7",
                  "optimizeDocConcentration=" + learnsAlpha,
                  "localTolerance=1e-3",
                  "passes=" + rounds));
      double before = Double.NEGATIVE_INFINITY;
      double first = loop.step().bound();
      while (loop.hasNext()) {
        double bound = loop.step().bound();
        assertThat(bound)
            .as("round %d", loop.round.number())
            .isGreaterThanOrEqualTo(before - 1e-9 * Math.abs(before));
        before = bound;
      }
      assertThat(before).isGreaterThan(first + 1);
      assertThat(Arrays.equals(loop.alpha(), symmetric(4, 0.7))).isEqualTo(!learnsAlpha);
    }
  }

  /**
   * log p(w | α, η): the sum of the fully collapsed joint over every assignment of a topic to every
   * token.
   */
  private static double evidence(
      List<Document> documents, int topics, int terms, double[] alpha, double eta) {
    int[] word = documents.stream().flatMapToInt(LdaVariationalTest::tokens).toArray();
    int[] owner = new int[word.length];
    int n = 0;
    for (int d = 0; d < documents.size(); d++) {
      for (long i = documents.get(d).tokens(); i > 0; i--) {
        owner[n++] = d;
      }
    }
    double alphaSum = Arrays.stream(alpha).sum();
    double total = 0;
    long assignments = Math.round(Math.pow(topics, word.length));
    for (long z = 0; z < assignments; z++) {
      int[][] nDK = new int[documents.size()][topics];
      int[] nD = new int[documents.size()];
      int[][] nWK = new int[terms][topics];
      int[] nK = new int[topics];
      double p = 1;
      long rest = z;
      for (int i = 0; i < word.length; i++) {
        int k = (int) (rest % topics);
        rest /= topics;
        p *= (alpha[k] + nDK[owner[i]][k]++) / (alphaSum + nD[owner[i]]++);
        p *= (eta + nWK[word[i]][k]++) / (terms * eta + nK[k]++);
      }
      total += p;
    }
    return Math.log(total);
  }

  private static IntStream tokens(Document document) {
    return IntStream.range(0, document.terms().length)
        .flatMap(i -> IntStream.generate(() -> document.terms()[i]).limit(document.counts()[i]));
  }

  @Test
  void theBoundStaysBelowTheEnumeratedEvidence() {
    for (int trial = 0; trial < 20; trial++) {
      Simulated simulated = new Simulated(900 + trial);
      double[][] topics = simulated.topics(2, 3, 0.5);
      List<Document> documents = new ArrayList<>();
      for (int d = 0; d < 3; d++) {
        documents.add(
            simulated.document("d" + d, topics, new double[] {1, 1}, 1 + simulated.below(4)));
      }
      PureLoop loop =
          new PureLoop(
              documents,
              3,
              settings(
                  "k=2",
                  "variational=vb",
                  "subsamplingRate=1",
                  "docConcentration=0.8,1.3",
                  "optimizeDocConcentration=false",
                  "topicConcentration=0.6",
                  "localTolerance=1e-9",
                  "localIterations=2000",
                  "passes=60"));
      double evidence = evidence(documents, 2, 3, new double[] {0.8, 1.3}, 0.6);
      double bound = 0;
      while (loop.hasNext()) {
        bound = loop.step().bound();
        assertThat(bound).isLessThan(evidence);
      }
      assertThat(bound).isGreaterThan(1.6 * evidence);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cvb0", "vb", "hybrid"})
  void oneTopicInClosedForm(String variational) {
    List<Document> documents = corpus(200, 3, TERMS, 30);
    double eta = 0.25;
    PureLoop loop =
        new PureLoop(
            documents,
            TERMS,
            settings(
                "k=1",
                "variational=" + variational,
                "subsamplingRate=1",
                "topicConcentration=" + eta,
                "passes=2"));
    loop.step();
    double evidence =
        Special.lgamma(TERMS * eta) - Special.lgamma(TERMS * eta + loop.facts.tokens());
    double[][] lambda = loop.lambda();
    for (int w = 0; w < TERMS; w++) {
      double expected = eta + loop.facts.termFrequencies()[w];
      assertThat(lambda[w][0]).isCloseTo(expected, within(3e-7 * expected));
      evidence += Special.lgamma(expected) - Special.lgamma(eta);
    }
    loop.step();
    if (variational.equals("vb")) {
      assertThat(loop.bound() / evidence).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void tokensThatGetLostStopTheTraining() {
    PureLoop loop =
        new PureLoop(
                corpus(200, 3, 50, 30),
                50,
                settings("k=3", "laneSteps=1", "passes=1", "subsamplingRate=0.5"))
            .step();
    BlockPass step = loop.inference.global(loop.state, loop.batch, loop.round);
    long tokens = loop.batch.tokens();
    assertThatThrownBy(() -> step.fold(loop.state.topics(), totals(step, 1, tokens - 10)))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot go on training: the expected counts of a round add up to "
                + (tokens - 10.0)
                + " for "
                + tokens
                + " tokens. Lower pruning, or raise topicConcentration if it is below 1e-3.");
    TermBlock beyond =
        TermBlock.of(0, new float[][] {{1, Float.POSITIVE_INFINITY, 1, 0, 0, 0, 0, 0}});
    TermStatisticsBuilder more = loop.inference.statistics(loop.round).open();
    more.add(0, new int[] {1}, new long[] {0, 5}, 1);
    TermRows rows = TermStatistics.rows(List.of(more.build()), 0);
    assertThatThrownBy(() -> step.step(beyond, rows, new Sums(step.totals())))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Cannot go on training: topic 1 holds NaN counts after round 0");
  }

  private static Sums totals(BlockPass step, double added, double counted) {
    Sums totals = new Sums(step.totals());
    totals.add("added", new double[] {1, added, 1});
    totals.add("counted", counted);
    return totals;
  }

  /** Underflow of every weight of a word: a sentence, not a trace, and never a wrong model. */
  @Test
  void aPriorTooSmallForTextbookMeanFieldIsSaidInASentence() {
    List<Document> documents = new ArrayList<>(corpus(2500, 3, 50, 5));
    documents.add(new Document("no seed", new int[] {50}, new int[] {7}));
    PureLoop loop =
        new PureLoop(
            documents,
            51,
            settings(
                "k=1000",
                "variational=vb",
                "topicConcentration=1e-6",
                "seedDocuments=1",
                "subsamplingRate=1"));
    assertThatThrownBy(loop::step)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("raise topicConcentration if it is below 1e-3");
  }

  @ParameterizedTest
  @CsvSource({"1e-6, 1e-6", "1e-6, 1e3", "1e3, 1e-6", "1e3, 1e3"})
  void priorsFarApartKeepCountingTokens(String alpha, String eta) {
    PureLoop loop =
        new PureLoop(
            corpus(300, 3, 50, 30),
            50,
            settings(
                "k=12",
                "docConcentration=" + alpha,
                "topicConcentration=" + eta,
                "optimizeDocConcentration=true",
                "subsamplingRate=0.3",
                "passes=10"));
    loop.run();
    for (double[] row : loop.lambda()) {
      for (double x : row) {
        assertThat(x).isPositive().isFinite();
      }
    }
    assertThat(loop.alpha()).doesNotContain(Double.NaN);
  }

  @ParameterizedTest
  @CsvSource({
    "cvb0, false",
    "cvb0, true",
    "vb, false",
    "vb, true",
    "hybrid, false",
    "hybrid, true"
  })
  void plantedTopicsAreFoundAgain(String variational, boolean learnsAlpha) {
    int topics = 5;
    int terms = 100;
    Simulated simulated = new Simulated(4711);
    double[][] planted = simulated.topics(topics, terms, 0.08);
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < 1000; d++) {
      documents.add(simulated.document("d" + d, planted, symmetric(topics, 0.2), 100));
    }
    PureLoop loop =
        new PureLoop(
            documents,
            terms,
            settings(
                "k=" + topics,
                "variational=" + variational,
                "optimizeDocConcentration=" + learnsAlpha,
                "passes=20"));
    double[][] lambda = loop.run().lambda();
    for (int p = 0; p < topics; p++) {
      double nearest = 1;
      for (int k = 0; k < topics; k++) {
        double total = 0;
        for (double[] row : lambda) {
          total += row[k];
        }
        double distance = 0;
        for (int w = 0; w < terms; w++) {
          distance += Math.abs(lambda[w][k] / total - planted[p][w]) / 2;
        }
        nearest = Math.min(nearest, distance);
      }
      assertThat(nearest).as("total variation to planted topic %d", p).isLessThan(0.1);
    }
    if (learnsAlpha) {
      // Planted are 0.2. Counts that are expected, not sampled, make the estimate larger for cvb0.
      assertThat(Arrays.stream(loop.alpha()).average().orElseThrow()).isBetween(0.1, 0.4);
    }
  }

  private static String digest(PureLoop loop) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (double[] row : loop.lambda()) {
        for (double x : row) {
          sha.update(ByteBuffer.allocate(4).putFloat((float) x).array());
        }
      }
      for (double x : loop.alpha()) {
        sha.update(ByteBuffer.allocate(8).putDouble(x).array());
      }
      return HexFormat.of().formatHex(sha.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The bits of λ and α of a small run. A failure means that the same input, configuration and seed
   * no longer give the model they gave in earlier versions, or on another machine: if a change of
   * the algorithm is meant, say so in the release notes and put in the new digest; if not, it is a
   * bug.
   */
  @ParameterizedTest
  @CsvSource({
    "cvb0, 3, 0.2, 1, e9c2e456372df64b",
    "cvb0, 2, 0.2, 2, 85422ee39195ba8f",
    "hybrid, 3, 0.2, 1, cb9df8c83f2c692d",
    "hybrid, 2, 0.2, 2, 707fb9470ea7a259",
    "vb, 3, 0.2, 1, 8c0658ac630bfc7f",
    "vb, 2, 0.2, 1, 2895837d02ae05b1",
    "vb, 3, 1, 1, cfe34dae80e5f2b1"
  })
  void goldenModels(
      String variational,
      String stochasticPasses,
      String subsamplingRate,
      String laneSteps,
      String golden) {
    PureLoop loop =
        new PureLoop(
            corpus(600, 4, TERMS, 25),
            TERMS,
            settings(
                "k=20",
                "variational=" + variational,
                "stochasticPasses=" + stochasticPasses,
                "subsamplingRate=" + subsamplingRate,
                "laneSteps=" + laneSteps,
                "parts=16",
                "docConcentration=0.25",
                "optimizeDocConcentration=true",
                "topicConcentration=0.05",
                "learningOffset=10",
                "learningDecay=0.7",
                "denseSweeps=3",
                "pruning=0.03",
                "localTolerance=0.01",
                "localIterations=15",
                "seedDocuments=3",
                "passes=3"));
    assertThat(digest(loop.run())).isEqualTo(golden);
  }

  @Test
  void theSeedOfTheRunChoosesTheDocumentsThatStartTopics() {
    List<Document> documents = corpus(600, 4, 50, 25);
    String one = digest(new PureLoop(documents, 50, settings("k=4", "seed=1")));
    assertThat(digest(new PureLoop(documents, 50, settings("k=4", "seed=1")))).isEqualTo(one);
    assertThat(digest(new PureLoop(documents, 50, settings("k=4", "seed=2")))).isNotEqualTo(one);
  }
}
