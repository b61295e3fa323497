package polya.models.labeled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.corpus.Document;
import polya.infer.ModelFamily;
import polya.infer.PureLoop;
import polya.models.lda.LdaFamily;
import polya.spark.Labelled;
import polya.spark.PlantedCorpus;

/** What labeled topics come to where labels say all or nothing. */
class LabeledLimitsTest {
  private static final int DOCUMENTS = 300;

  private static PureLoop run(
      ModelFamily family, String method, Labelled corpus, Map<String, String> given) {
    return new PureLoop(
            family,
            method,
            corpus.documents,
            corpus.facts(PlantedCorpus.facts(corpus.documents)),
            given,
            null)
        .run();
  }

  private static Map<String, String> with(Map<String, String> given, String... more) {
    Map<String, String> all = new HashMap<>(given);
    for (String text : more) {
      all.put(text.split("=")[0], text.split("=")[1]);
    }
    return all;
  }

  private static Map<String, String> given(String method, String local) {
    return method.equals("svi")
        ? with(Map.of(), "variational=" + local, "passes=8")
        : with(Map.of(), "start=" + local, "burnIn=4", "samples=4", "hyperparameterInterval=2");
  }

  /** Every document has every label, or none and then all topics; both layouts of counts. */
  @ParameterizedTest
  @CsvSource({
    "svi, cvb0, 6",
    "svi, hybrid, 6",
    "svi, vb, 6",
    "gibbs, variational, 6",
    "gibbs, random, 300"
  })
  void withAllLabelsOnAllDocumentsItIsLda(String method, String local, int labels) {
    List<String> all = IntStream.range(0, labels).mapToObj(i -> "label " + i).toList();
    List<Document> plain = PlantedCorpus.documents(DOCUMENTS);
    Labelled corpus = Labelled.of(plain, d -> d % 3 == 0 ? List.of() : all);
    Map<String, String> given = given(method, local);
    PureLoop labeled = run(new LabeledFamily(), method, corpus, given);
    PureLoop lda =
        new PureLoop(
                new LdaFamily(),
                method,
                plain,
                PlantedCorpus.facts(plain),
                with(given, "k=" + labels),
                null)
            .run();
    assertThat(labeled.lambda()).isDeepEqualTo(lda.lambda());
    assertThat(labeled.alpha()).containsExactly(lda.alpha());
    assertThat(labeled.observed).isEqualTo(lda.observed);
  }

  /** Without labels the background topics are LDA's. */
  @Test
  void withoutLabelsItIsLda() {
    List<Document> plain = PlantedCorpus.documents(DOCUMENTS);
    PureLoop labeled =
        new PureLoop(
                new LabeledFamily(),
                "svi",
                plain,
                PlantedCorpus.facts(plain),
                Map.of("backgroundTopics", "5", "passes", "6"),
                null)
            .run();
    PureLoop lda = new PureLoop(plain, PlantedCorpus.TERMS, Map.of("k", "5", "passes", "6")).run();
    assertThat(labeled.lambda()).isDeepEqualTo(lda.lambda());
  }

  /** One label each: a topic is its documents' words, whatever the method and however long. */
  @ParameterizedTest
  @CsvSource({"svi, cvb0", "svi, vb", "gibbs, variational", "gibbs, random", "gibbs, prefix"})
  void withOneLabelEachTopicsAreTheirDocumentsWords(String method, String local) {
    List<Document> plain = PlantedCorpus.documents(DOCUMENTS);
    Labelled corpus = Labelled.of(plain, d -> List.of("label " + d % 3));
    double eta = 0.2;
    Map<String, String> given =
        with(given(method, local), "topicConcentration=" + eta, "optimizeTopicConcentration=false");
    double[][] lambda = run(new LabeledFamily(), method, corpus, given).lambda();
    double[][] expected = new double[PlantedCorpus.TERMS][3];
    for (double[] row : expected) {
      Arrays.fill(row, eta);
    }
    for (int d = 0; d < DOCUMENTS; d++) {
      for (int i = 0; i < plain.get(d).terms().length; i++) {
        expected[plain.get(d).terms()[i]][d % 3] += plain.get(d).counts()[i];
      }
    }
    for (int w = 0; w < expected.length; w++) {
      for (int k = 0; k < 3; k++) {
        assertThat(lambda[w][k]).isCloseTo(expected[w][k], within(2e-4 * expected[w][k]));
      }
    }
  }

  /** Other names in the same order change nothing; names in another order move the topics. */
  @ParameterizedTest
  @CsvSource({"svi, cvb0", "gibbs, random"})
  void labelsAreNamesAndNothingElse(String method, String local) {
    List<Document> plain = PlantedCorpus.documents(DOCUMENTS);
    Labelled first = Labelled.of(plain, PlantedCorpus::labels);
    Labelled renamed =
        Labelled.of(plain, d -> PlantedCorpus.labels(d).stream().map(l -> "other " + l).toList());
    Map<String, String> given = given(method, local);
    assertThat(run(new LabeledFamily(), method, first, given).lambda())
        .isDeepEqualTo(run(new LabeledFamily(), method, renamed, given).lambda());
  }

  /** The bound of incremental passes never falls, α learned or not. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void theBoundNeverFalls(boolean learns) {
    Labelled corpus = Labelled.planted(DOCUMENTS);
    PureLoop loop =
        new PureLoop(
            new LabeledFamily(),
            "svi",
            corpus.documents,
            corpus.facts(PlantedCorpus.facts(corpus.documents)),
            Map.of(
                "variational", "vb",
                "passes", "30",
                "backgroundTopics", "2",
                "topicsPerLabel", "2",
                "optimizeDocConcentration", Boolean.toString(learns)),
            null);
    double before = Double.NEGATIVE_INFINITY;
    int told = 0;
    while (loop.hasNext()) {
      loop.step();
      if (loop.observed.containsKey("bound")) {
        double bound = loop.observed.get("bound");
        assertThat(bound).isGreaterThanOrEqualTo(before - 1e-7 * Math.abs(bound));
        before = bound;
        told++;
      }
    }
    assertThat(told).isGreaterThan(20);
  }
}
