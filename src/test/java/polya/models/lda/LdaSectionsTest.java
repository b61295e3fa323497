package polya.models.lda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polya.corpus.Document;
import polya.corpus.Sections;
import polya.infer.CorpusFacts;
import polya.infer.ModelState;
import polya.infer.PureLoop;
import polya.infer.TopicSections;
import polya.infer.variational.TopicState;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.topics.Phi;

/** LDA of a vocabulary in sections: each topic is normalised within each of them. */
class LdaSectionsTest {
  private static final int TOPICS = 3;

  /** English, nothing, German, tags, and nothing again. */
  private static final Sections FIVE =
      Sections.of(List.of("en", "fr", "de", "tags", "it"), new int[] {40, 0, 30, 5, 0});

  /** Tokens of all sections in each document. */
  private static List<Document> documents(int from, int to, Sections sections, String... of) {
    List<Document> documents = new ArrayList<>();
    for (int d = from; d < to; d++) {
      RandomStream stream = Streams.of(3, Purpose.TEST, 0, d);
      TreeMap<Integer, Integer> counts = new TreeMap<>();
      for (String name : of) {
        int s = sections.indexOf(name);
        for (int i = 0; i < 30 && sections.size(s) > 0; i++) {
          int width = Math.max(1, sections.size(s) / TOPICS);
          int term = d % TOPICS * width + stream.nextInt(width);
          counts.merge(sections.from(s) + term, 1, Integer::sum);
        }
      }
      documents.add(
          new Document(
              "d" + d,
              counts.keySet().stream().mapToInt(i -> i).toArray(),
              counts.values().stream().mapToInt(i -> i).toArray()));
    }
    return documents;
  }

  private static Map<String, String> given(String method, String... more) {
    Map<String, String> given = new TreeMap<>();
    given.put("k", Integer.toString(TOPICS));
    if (method.equals("gibbs")) {
      given.put("burnIn", "4");
      given.put("samples", "4");
      given.put("startPasses", "2");
    } else {
      given.put("passes", "6");
      given.put("variational", method);
    }
    for (String text : more) {
      given.put(text.split("=")[0], text.split("=")[1]);
    }
    return given;
  }

  private static PureLoop loop(
      String method, List<Document> documents, Sections sections, Map<String, String> given) {
    CorpusFacts facts = PureLoop.facts(documents, sections.terms()).with(sections);
    String name = method.equals("gibbs") ? "gibbs" : "svi";
    return new PureLoop(new LdaFamily(), name, documents, facts, given, null);
  }

  private static PureLoop ended(PureLoop loop) {
    while (loop.hasNext()) {
      loop.step();
    }
    return loop;
  }

  private static float[][] rows(ModelState state) {
    float[][] rows = new float[state.terms()][];
    for (int w = 0; w < rows.length; w++) {
      rows[w] = state.topics().row(w);
    }
    return rows;
  }

  private static ModelState parameters(PureLoop loop) {
    return loop.inference.parameters(loop.state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cvb0", "hybrid", "vb", "gibbs"})
  void oneSectionIsNoSectionToTheBit(String method) {
    List<Document> documents = documents(0, 60, FIVE, "en", "de");
    ModelState named =
        parameters(
            ended(
                loop(
                    method,
                    documents,
                    Sections.of(List.of("all"), new int[] {FIVE.terms()}),
                    given(method))));
    ModelState plain =
        parameters(ended(loop(method, documents, Sections.one(FIVE.terms()), given(method))));
    assertThat(rows(named)).isDeepEqualTo(rows(plain));
    assertThat(named.globals().has(TopicSections.SIZES)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cvb0", "hybrid", "vb", "gibbs"})
  void topicsAddUpToOneInEverySectionThatHasTerms(String method) {
    List<Document> documents = documents(0, 60, FIVE, "en", "de", "tags", "fr");
    PureLoop loop =
        ended(loop(method, documents, FIVE, given(method, "optimizeTopicConcentration=true")));
    Phi phi = new LdaFamily().posterior(parameters(loop)).topics();
    double[] weights = new double[TOPICS];
    for (int s = 0; s < FIVE.count(); s++) {
      double[] sums = new double[TOPICS];
      for (int w = FIVE.from(s); w < FIVE.to(s); w++) {
        phi.expand(w, weights, 0);
        for (int k = 0; k < TOPICS; k++) {
          assertThat(weights[k]).isPositive().isFinite();
          sums[k] += weights[k];
        }
      }
      for (double sum : sums) {
        assertThat(sum).isCloseTo(FIVE.size(s) == 0 ? 0 : 1, within(1e-5));
      }
    }
  }

  /** What one section's documents say of topics is found in the other sections' topics. */
  @ParameterizedTest
  @ValueSource(strings = {"cvb0", "hybrid", "vb", "gibbs"})
  void aTopicIsOneThemeInAllSections(String method) {
    List<Document> documents = documents(0, 90, FIVE, "en", "de");
    PureLoop loop = ended(loop(method, documents, FIVE, given(method)));
    Phi phi = new LdaFamily().posterior(parameters(loop)).topics();
    double[] weights = new double[TOPICS];
    for (int k = 0; k < TOPICS; k++) {
      int[] most = new int[2];
      double[][] themes = new double[2][TOPICS];
      for (int s = 0; s < 2; s++) {
        int section = FIVE.indexOf(s == 0 ? "en" : "de");
        int width = FIVE.size(section) / TOPICS;
        for (int w = 0; w < TOPICS * width; w++) {
          phi.expand(FIVE.from(section) + w, weights, 0);
          themes[s][w / width] += weights[k];
        }
        for (int t = 1; t < TOPICS; t++) {
          most[s] = themes[s][t] > themes[s][most[s]] ? t : most[s];
        }
        assertThat(themes[s][most[s]]).isGreaterThan(0.9);
      }
      assertThat(most[0]).isEqualTo(most[1]);
    }
  }

  @ParameterizedTest
  @CsvSource({"cvb0, 1e-3", "vb, 1e-3", "gibbs, 1e-6"})
  void oneTopicIsTheUnigramOfEachSection(String method, double tolerance) {
    List<Document> documents = documents(0, 60, FIVE, "en", "de", "tags");
    CorpusFacts facts = PureLoop.facts(documents, FIVE.terms()).with(FIVE);
    PureLoop loop =
        ended(
            loop(
                method,
                documents,
                FIVE,
                given(
                    method, "k=1", "topicConcentration=0.1", "optimizeTopicConcentration=false")));
    Phi phi = new LdaFamily().posterior(parameters(loop)).topics();
    long[] tokens = facts.sectionTokens();
    for (int w = 0; w < FIVE.terms(); w++) {
      int s = FIVE.of(w);
      double expected = (facts.termFrequencies()[w] + 0.1) / (tokens[s] + FIVE.size(s) * 0.1);
      assertThat(phi.weight(w, 0)).isCloseTo(expected, within(tolerance * expected));
    }
  }

  @Test
  void everySweepHasTheTokensOfEverySection() {
    List<Document> documents = documents(0, 60, FIVE, "en", "de", "tags");
    PureLoop loop = loop("gibbs", documents, FIVE, given("gibbs", "start=random"));
    while (loop.hasNext()) {
      loop.step();
      double[] totals = loop.state.globals().vector(TopicState.TOPIC_TOTALS);
      for (int s = 0; s < FIVE.count(); s++) {
        double[] own = Arrays.copyOfRange(totals, s * TOPICS, (s + 1) * TOPICS);
        assertThat(Arrays.stream(own).sum()).isEqualTo(loop.facts.sectionTokens()[s]);
      }
    }
  }

  /** What is added round by round is what the rows come to. */
  @ParameterizedTest
  @ValueSource(strings = {"cvb0", "hybrid", "vb"})
  void totalsAreThoseOfTheRowsOfTheirSection(String method) {
    List<Document> documents = documents(0, 60, FIVE, "en", "de", "tags");
    PureLoop loop = loop(method, documents, FIVE, given(method));
    while (loop.hasNext()) {
      loop.step();
      double[] totals = loop.state.globals().vector(TopicState.TOPIC_TOTALS);
      double[] sums = loop.state.topics().columnSums(TOPICS, FIVE);
      for (int i = 0; i < totals.length; i++) {
        assertThat(totals[i]).isCloseTo(sums[i], within(1e-4 * sums[i] + 1e-6));
      }
    }
  }

  /**
   * Documents of one section each, under mean topics and priors that stay: the counts are those of
   * two models, one of each part of the corpus.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void sectionsWithoutCommonDocumentsAreTwoModels(int part) {
    Sections two = Sections.of(List.of("en", "de"), new int[] {40, 30});
    List<Document> all = new ArrayList<>(documents(0, 40, two, "en"));
    all.addAll(documents(40, 80, two, "de"));
    String[] fixed = {
      "start=random",
      "burnIn=6",
      "samples=1",
      "optimizeDocConcentration=false",
      "optimizeTopicConcentration=false",
      "docConcentration=0.3",
      "topicConcentration=0.1",
      "localSweeps=1"
    };
    Map<String, String> given = given("gibbs", fixed);
    given.remove("startPasses");
    PureLoop together = loop("gibbs", all, two, given);
    List<Document> own = new ArrayList<>();
    int from = part == 1 ? 0 : 40;
    for (Document d : all.subList(from, from + 40)) {
      int[] terms = d.terms().clone();
      for (int i = 0; i < terms.length; i++) {
        terms[i] -= from;
      }
      own.add(new Document(d.id(), terms, d.counts()));
    }
    int terms = part == 1 ? 40 : 30;
    PureLoop alone = loop("gibbs", own, Sections.one(terms), given);
    for (int sweep = 0; sweep < 6; sweep++) {
      together.step();
      alone.step();
      for (int w = 0; w < terms; w++) {
        assertThat(together.state.topics().row(from + w))
            .as("sweep %d, term %d", sweep, w)
            .isEqualTo(alone.state.topics().row(w));
      }
    }
  }
}
