package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polya.corpus.Document;
import polya.corpus.Sections;
import polya.infer.PureLoop;
import polya.infer.Simulated;
import polya.infer.variational.TopicConcentration;
import polya.infer.variational.TopicState;
import polya.math.Rows;
import polya.math.Special;
import polya.topics.TermBlock;

class TopicConcentrationTest {
  private static final int TOPICS = 3;
  private static final double SLOPE = 0.5;

  /** Fractional counts, many of them zero and some below one, in two blocks of terms. */
  private static float[][] counts(int terms, double share) {
    Random random = new Random(terms);
    float[][] rows = new float[terms][Rows.padded(TOPICS)];
    for (float[] row : rows) {
      for (int k = 0; k < TOPICS; k++) {
        boolean held = random.nextDouble() < share;
        row[k] = held ? (float) Math.exp(2 * random.nextGaussian() / SLOPE) : 0;
      }
    }
    return rows;
  }

  private static double[] totals(float[][] rows) {
    double[] totals = new double[TOPICS];
    for (float[] row : rows) {
      for (int k = 0; k < TOPICS; k++) {
        totals[k] += SLOPE * row[k];
      }
    }
    return totals;
  }

  private static double[] sums(float[][] rows, double eta) {
    double[] sums = new double[2];
    for (TermBlock block : TermBlock.all(rows)) {
      double[] part = TopicConcentration.sums(block, SLOPE, eta, TOPICS);
      sums[0] += part[0];
      sums[1] += part[1];
    }
    return sums;
  }

  /** The best of a fine grid, 1e-4 … 100. */
  private static double best(DoubleUnaryOperator objective) {
    double best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (double log = Math.log(1e-4); log <= Math.log(100); log += 1e-3) {
      double value = objective.applyAsDouble(Math.exp(log));
      if (value > most) {
        most = value;
        best = Math.exp(log);
      }
    }
    return best;
  }

  @ParameterizedTest
  @CsvSource({"60, 0.1, 0.01", "60, 0.1, 5", "60, 0.9, 0.001", "1200, 0.02, 0.3"})
  void stepsOfTheCollapsedLikelihoodLeadToItsMaximum(int terms, double share, double start) {
    float[][] rows = counts(terms, share);
    double[] totals = totals(rows);
    double eta = start;
    for (int i = 0; i < 30; i++) {
      eta = TopicConcentration.collapsed(eta, sums(rows, eta), totals, Sections.one(terms));
    }
    double best =
        best(
            x -> {
              double value = 0;
              for (int k = 0; k < TOPICS; k++) {
                value += Special.lgamma(terms * x) - Special.lgamma(terms * x + totals[k]);
                for (float[] row : rows) {
                  value += Special.lgamma(x + SLOPE * row[k]) - Special.lgamma(x);
                }
              }
              return value;
            });
    assertThat(eta / best).isCloseTo(1, within(2e-3));
  }

  @ParameterizedTest
  @CsvSource({"60, 0.1, 0.01", "60, 0.9, 5", "1200, 0.02, 0.3"})
  void theMeanFieldStepIsTheMaximumOfItsObjective(int terms, double share, double eta) {
    float[][] rows = counts(terms, share);
    double[] totals = totals(rows);
    double expectedLog = 0;
    for (float[] row : rows) {
      for (int k = 0; k < TOPICS; k++) {
        expectedLog += Special.digamma(eta + SLOPE * row[k]);
        expectedLog -= Special.digamma(terms * eta + totals[k]);
      }
    }
    double all = expectedLog;
    double best =
        best(x -> TOPICS * (Special.lgamma(terms * x) - terms * Special.lgamma(x)) + x * all);
    double next = TopicConcentration.meanField(eta, sums(rows, eta), totals, Sections.one(terms));
    assertThat(next / best).isCloseTo(1, within(2e-3));
  }

  @Test
  void withoutCountsOrWithOneTermItStays() {
    float[][] none = new float[5][Rows.padded(TOPICS)];
    float[][] one = counts(1, 1);
    for (float[][] rows : List.of(none, one)) {
      double[] sums = sums(rows, 0.3);
      int terms = rows.length;
      assertThat(TopicConcentration.collapsed(0.3, sums, totals(rows), Sections.one(terms)))
          .isCloseTo(0.3, within(1e-9));
      assertThat(TopicConcentration.meanField(0.3, sums, totals(rows), Sections.one(terms)))
          .isEqualTo(0.3);
    }
  }

  private static Map<String, String> settings(String... pairs) {
    Map<String, String> settings = new HashMap<>(Map.of("k", "4"));
    settings.put("optimizeTopicConcentration", "true");
    for (String pair : pairs) {
      settings.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return settings;
  }

  private static List<Document> corpus(double eta) {
    Simulated simulated = new Simulated(11);
    double[] alpha = new double[4];
    Arrays.fill(alpha, 0.1);
    return simulated.documents(1500, simulated.topics(4, 300, eta), alpha, 80);
  }

  /**
   * From wherever it starts. Where a token is shared between topics all of them count a part of it,
   * so expected counts have fewer zeros than true ones, and the prior comes out up to twice as
   * large where it is small.
   */
  @ParameterizedTest
  @CsvSource({
    "cvb0, 0.05, 1",
    "cvb0, 0.05, 0.05",
    "cvb0, 0.05, 0.001",
    "cvb0, 1, 0.01",
    "vb, 0.05, 1",
    "vb, 1, 0.05",
    "hybrid, 0.05, 1"
  })
  void thePriorOfSimulatedTopicsIsFoundAgain(String variational, double truth, double start) {
    PureLoop loop =
        new PureLoop(
            corpus(truth),
            300,
            settings("variational=" + variational, "topicConcentration=" + start, "passes=20"));
    loop.run();
    assertThat(TopicState.eta(loop.state) / truth).isBetween(0.55, 2.0);
    assertThat(loop.observed).containsKey("topicConcentration");
    double saved =
        loop.inference.parameters(loop.state).globals().scalar(TopicState.TOPIC_CONCENTRATION);
    assertThat(saved).isEqualTo(TopicState.eta(loop.state));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cvb0", "vb"})
  void itChangesAtTheEndsOfIncrementalPassesOnly(String variational) {
    PureLoop loop =
        new PureLoop(
            corpus(0.2), 300, settings("variational=" + variational, "subsamplingRate=0.2"));
    List<Integer> changes = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    while (loop.hasNext()) {
      double before = TopicState.eta(loop.state);
      loop.step();
      if (TopicState.eta(loop.state) != before) {
        changes.add(loop.round.number());
      }
      if (loop.round.incremental() && loop.round.endsPass()) {
        ends.add(loop.round.number());
      }
    }
    assertThat(changes).isNotEmpty().isEqualTo(ends);
  }

  @Test
  void aRunThatCannotLearnItIsRefused() {
    assertThatThrownBy(
            () ->
                new PureLoop(
                    corpus(0.2),
                    300,
                    settings("passes=2", "stochasticPasses=2", "subsamplingRate=0.2")))
        .hasMessageStartingWith("Cannot learn topicConcentration: all ")
        .hasMessageContaining("lower stochasticPasses");
  }

  @Test
  void aRunThatStartsFromAModelInheritsIt() {
    List<Document> documents = corpus(0.5);
    PureLoop first = new PureLoop(documents, 300, settings("passes=6"));
    first.run();
    PureLoop second =
        new PureLoop(documents, 300, Map.of(), first.inference.parameters(first.state));
    assertThat(TopicState.eta(second.state))
        .isEqualTo(TopicState.eta(first.state))
        .isNotEqualTo(0.01);
    PureLoop given =
        new PureLoop(
            documents,
            300,
            Map.of("topicConcentration", "0.02"),
            first.inference.parameters(first.state));
    assertThat(TopicState.eta(given.state)).isEqualTo(0.02);
  }
}
