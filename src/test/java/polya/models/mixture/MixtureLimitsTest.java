package polya.models.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polya.corpus.Document;
import polya.heldout.Tiny;
import polya.infer.CorpusFacts;
import polya.infer.PureLoop;
import polya.math.Special;
import polya.spark.PlantedCorpus;
import polya.topics.Blocks;

/** The mixture trained: against enumeration, and where it has nothing to choose. */
class MixtureLimitsTest {
  private static PureLoop run(String method, List<Document> documents, Map<String, String> given) {
    CorpusFacts facts = PureLoop.facts(documents, TERMS);
    return new PureLoop(new MixtureFamily(), method, documents, facts, given, null);
  }

  private static final int TERMS = 80;

  private static Map<String, String> with(Map<String, String> given, String... more) {
    Map<String, String> all = new HashMap<>(given);
    for (String text : more) {
      all.put(text.split("=")[0], text.split("=")[1]);
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({"svi, cvb0", "svi, vb", "gibbs, "})
  void withOneTopicItIsTheCorpusesWords(String method, String local) {
    List<Document> documents = PlantedCorpus.documents(100);
    Map<String, String> given =
        method.equals("svi")
            ? with(Map.of(), "k=1", "topicConcentration=0.2", "passes=4", "variational=" + local)
            : with(Map.of(), "k=1", "topicConcentration=0.2", "burnIn=2", "samples=2");
    PureLoop run = run(method, documents, given).run();
    Blocks rows = run.inference.parameters(run.state).topics();
    long[] frequencies = PlantedCorpus.facts(documents).termFrequencies();
    for (int w = 0; w < TERMS; w++) {
      assertThat(rows.row(w)[0] - 0.2)
          .isCloseTo(frequencies[w], within(1e-3 * (1 + frequencies[w])));
    }
    assertThat(run.state.globals().vector(MixtureState.TOPIC_DOCUMENTS)[0])
        .isCloseTo(98, within(1e-6)); // Two of them are empty.
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theBoundOfIncrementalPassesNeverFalls(boolean learns) {
    Map<String, String> given =
        with(
            Map.of(),
            "k=6",
            "variational=vb",
            "passes=30",
            "stochasticPasses=1",
            "optimizeDocConcentration=" + learns,
            "optimizeTopicConcentration=" + learns);
    PureLoop run = run("svi", PlantedCorpus.documents(300), given);
    double last = Double.NEGATIVE_INFINITY;
    int told = 0;
    while (run.hasNext()) {
      run.step();
      Double bound = run.observed.get("bound");
      if (bound != null) {
        assertThat(bound).isGreaterThanOrEqualTo(last - 1e-7);
        last = bound;
        told++;
      }
    }
    assertThat(told).isGreaterThan(20);
  }

  /** Five documents over three terms: all 2^5 assignments, π and φ integrated out. */
  private static final List<Document> FIVE =
      List.of(
          Tiny.document("a", 0, 0, 1),
          Tiny.document("b", 0, 0),
          Tiny.document("c", 2, 2, 2, 1),
          Tiny.document("d", 2, 1),
          Tiny.document("e", 1));

  private static final double ALPHA = 0.6;
  private static final double ETA = 0.3;

  /** log p(w, z), words in one order. */
  private static double logJoint(int code) {
    double[] m = new double[2];
    double[][] n = new double[2][TERMS];
    for (int d = 0; d < FIVE.size(); d++) {
      int k = code >> d & 1;
      m[k]++;
      for (int i = 0; i < FIVE.get(d).terms().length; i++) {
        n[k][FIVE.get(d).terms()[i]] += FIVE.get(d).counts()[i];
      }
    }
    double log = Special.lgamma(2 * ALPHA) - Special.lgamma(2 * ALPHA + FIVE.size());
    for (int k = 0; k < 2; k++) {
      log += Special.lgamma(ALPHA + m[k]) - Special.lgamma(ALPHA);
      log += Special.lgamma(TERMS * ETA);
      log -= Special.lgamma(TERMS * ETA + Arrays.stream(n[k]).sum());
      for (double counted : n[k]) {
        log += Special.lgamma(ETA + counted) - Special.lgamma(ETA);
      }
    }
    return log;
  }

  @Test
  void theBoundIsBelowTheEnumeratedEvidence() {
    double evidence = 0;
    for (int code = 0; code < 32; code++) {
      evidence += Math.exp(logJoint(code));
    }
    double best = Double.NEGATIVE_INFINITY;
    for (int seed = 1; seed <= 5; seed++) {
      Map<String, String> given =
          with(
              Map.of(),
              "k=2",
              "seed=" + seed,
              "variational=vb",
              "subsamplingRate=1",
              "passes=60",
              "optimizeDocConcentration=false",
              "docConcentration=" + ALPHA,
              "topicConcentration=" + ETA);
      double bound = run("svi", FIVE, given).run().bound();
      assertThat(bound).isLessThan(Math.log(evidence));
      best = Math.max(best, bound);
    }
    assertThat(best).isGreaterThan(Math.log(evidence) - 5);
  }

  /** Which documents share a topic, by enumeration and by 60,000 sweeps. */
  @Test
  void sweepsMeetTheEnumeratedPosterior() {
    double[][] together = new double[5][5];
    double evidence = 0;
    for (int code = 0; code < 32; code++) {
      double p = Math.exp(logJoint(code));
      evidence += p;
      count(together, code, p);
    }
    Map<String, String> given =
        with(
            Map.of(),
            "k=2",
            "start=random",
            "burnIn=0",
            "samples=60000",
            "optimizeDocConcentration=false",
            "docConcentration=" + ALPHA,
            "topicConcentration=" + ETA);
    PureLoop run = run("gibbs", FIVE, given);
    double[][] seen = new double[5][5];
    int sweeps = 0;
    for (; run.hasNext(); sweeps++) {
      run.step();
      count(seen, MixtureStates.code(run, FIVE), 1);
    }
    for (int a = 0; a < 5; a++) {
      for (int b = 0; b < 5; b++) {
        assertThat(seen[a][b] / sweeps)
            .as("%d with %d", a, b)
            .isCloseTo(together[a][b] / evidence, within(0.015));
      }
    }
  }

  private static void count(double[][] together, int code, double weight) {
    for (int a = 0; a < 5; a++) {
      for (int b = 0; b < 5; b++) {
        together[a][b] += (code >> a & 1) == (code >> b & 1) ? weight : 0;
      }
    }
  }
}
