package polya.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import polya.corpus.Document;
import polya.corpus.Sections;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.topics.Phi;

/** Terms in sections by every method of the families that need nothing but counts. */
class SectionsOfFamiliesTest {
  private static final int TOPICS = 4;
  private static final Sections SECTIONS =
      Sections.of(List.of("en", "none", "de"), new int[] {30, 0, 20});

  private static List<Document> documents() {
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < 60; d++) {
      RandomStream stream = Streams.of(9, Purpose.TEST, 1, d);
      TreeMap<Integer, Integer> counts = new TreeMap<>();
      for (int i = 0; i < 40; i++) {
        int half = d % 2;
        int term =
            i % 2 == 0 ? half * 15 + stream.nextInt(15) : 30 + half * 10 + stream.nextInt(10);
        counts.merge(term, 1, Integer::sum);
      }
      documents.add(
          new Document(
              "d" + d,
              counts.keySet().stream().mapToInt(i -> i).toArray(),
              counts.values().stream().mapToInt(i -> i).toArray()));
    }
    return documents;
  }

  static Stream<Arguments> methods() {
    return ModelFamily.all().stream()
        .filter(f -> List.of("lda", "hdp", "mixture", "gammapoisson", "hpf").contains(f.name()))
        .flatMap(f -> f.methods().stream().map(m -> Arguments.of(f.name(), m.name())));
  }

  private static ModelFamily family(String name) {
    return ModelFamily.all().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  private static ModelState trained(ModelFamily family, String method, Sections sections) {
    Map<String, String> given = new TreeMap<>(Map.of("k", Integer.toString(TOPICS)));
    given.putAll(
        method.equals("gibbs")
            ? Map.of("burnIn", "3", "samples", "3", "startPasses", "2")
            : Map.of("passes", "4"));
    List<Document> documents = documents();
    CorpusFacts facts = PureLoop.facts(documents, SECTIONS.terms()).with(sections);
    PureLoop loop = new PureLoop(family, method, documents, facts, given, null);
    while (loop.hasNext()) {
      loop.step();
    }
    return loop.inference.parameters(loop.state);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void topicsAreNormalisedWithinEachWhereTheyAreNormalised(String name, String method) {
    ModelFamily family = family(name);
    ModelState parameters = trained(family, method, SECTIONS);
    if (name.equals("gammapoisson") || name.equals("hpf")) {
      ModelState plain = trained(family, method, Sections.one(SECTIONS.terms()));
      for (int w = 0; w < SECTIONS.terms(); w++) {
        assertThat(parameters.topics().row(w)).isEqualTo(plain.topics().row(w));
      }
      return;
    }
    Phi phi = family.posterior(parameters).topics();
    assertThat(phi.sections().count()).isEqualTo(3);
    for (int s : new int[] {0, 2}) {
      double[] sums = new double[TOPICS];
      double[] row = new double[TOPICS];
      for (int w = SECTIONS.from(s); w < SECTIONS.to(s); w++) {
        phi.expand(w, row, 0);
        for (int k = 0; k < TOPICS; k++) {
          sums[k] += row[k];
        }
      }
      for (double sum : sums) {
        assertThat(sum).isCloseTo(1, within(1e-5));
      }
    }
  }
}
