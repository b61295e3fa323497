package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.spark.LocalSpark;
import polya.spark.store.ModelStore;
import polya.topics.Phi;

/** A corpus of texts in two languages, by commands: two themes that both have. */
class SectionsJobsTest {
  private static final int WORDS = 6;

  @TempDir static Path folder;

  @BeforeAll
  static void ingest() throws IOException {
    Files.write(
        at("vocabulary"),
        Stream.of("en", "de")
            .flatMap(s -> IntStream.range(0, WORDS).mapToObj(w -> s + ":w" + w))
            .toList());
    List<String> lines = new ArrayList<>();
    for (int d = 0; d < 80; d++) {
      RandomStream stream = Streams.of(5, Purpose.TEST, 7, d);
      int[] counts = new int[2 * WORDS];
      for (int i = 0; i < 20; i++) {
        counts[i % 2 * WORDS + d % 2 * WORDS / 2 + stream.nextInt(WORDS / 2)]++;
      }
      for (int w = 0; w < counts.length; w++) {
        if (counts[w] > 0) {
          lines.add((d + 1) + " " + (w + 1) + " " + counts[w]);
        }
      }
    }
    List<String> file = new ArrayList<>(List.of("80", "12", Integer.toString(lines.size())));
    file.addAll(lines);
    Files.write(at("docword"), file);
    done(ingest("corpus", "--sections=en,de"));
  }

  private static Path at(String name) {
    return folder.resolve(name);
  }

  private static Command ingest(String output, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "ingest",
                "--format=uci",
                "--input=" + at("docword"),
                "--vocabulary=" + at("vocabulary"),
                "--output=" + at(output)));
    all.addAll(List.of(more));
    return Command.run(all.toArray(String[]::new));
  }

  private static Command done(Command run) {
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static Command train(String corpus, String output, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("train", "--corpus=" + at(corpus), "--output=" + at(output), "-p", "k=2"));
    all.addAll(List.of(more));
    return Command.run(all.toArray(String[]::new));
  }

  private static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(at(file).toFile());
  }

  @Test
  void aManifestTellsOfThem() throws IOException {
    assertThat(json("corpus/corpus.json").path("format").asInt()).isEqualTo(2);
    JsonNode sections = json("corpus/corpus.json").path("sections");
    assertThat(sections).hasSize(2);
    assertThat(sections.path(0).path("name").asText()).isEqualTo("en");
    assertThat(sections.path(1).path("terms").asInt()).isEqualTo(WORDS);
    done(ingest("undivided"));
    assertThat(json("undivided/corpus.json").has("sections")).isFalse();
    assertThat(json("undivided/corpus.json").path("format").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"svi", "gibbs"})
  void aTopicIsATheme(String method) throws IOException {
    String rounds = method.equals("svi") ? "passes=8" : "samples=10";
    done(train("corpus", method, "--inference=" + method, "-p", rounds));
    assertThat(json(method + "/model.json").path("format").asInt()).isEqualTo(3);
    ModelStore store = ModelStore.open(LocalSpark.session(), at(method).toString());
    Phi phi = store.posterior().topics();
    double[][] shares = new double[2][4];
    for (int w = 0; w < 2 * WORDS; w++) {
      for (int k = 0; k < 2; k++) {
        shares[k][w / (WORDS / 2)] += phi.weight(w, k);
      }
    }
    for (double[] half : shares) {
      assertThat(half[0] + half[1]).isCloseTo(1, within(1e-5));
      assertThat(half[2] + half[3]).isCloseTo(1, within(1e-5));
      assertThat(half[0] > 0.5).isEqualTo(half[2] > 0.5);
      assertThat(Math.max(half[0], half[1])).isGreaterThan(0.9);
    }
    Command scored =
        Command.run(
            "perplexity",
            "--model=" + at(method),
            "--corpus=" + at("corpus"),
            "--output=" + at(method + "-scores"));
    assertThat(done(scored).out()).contains("perplexity");
    Command shown = done(Command.run("topics", "--model=" + at(method), "--terms=3"));
    List<String> lines = shown.out().lines().map(String::strip).toList();
    assertThat(lines).contains("section en", "section de").noneMatch(l -> l.contains("en:w"));
    Command one = done(Command.run("topics", "--model=" + at(method), "--section=de", "--json"));
    JsonNode topics = new ObjectMapper().readTree(one.out()).path("topics");
    List<String> first = new ArrayList<>();
    topics.path(0).path("terms").forEach(term -> first.add(term.path("term").asText()));
    assertThat(first.subList(0, WORDS / 2)).allMatch(t -> t.matches("w[0-9]"));
    assertThat(first).hasSize(WORDS);
    assertThat(new HashSet<>(first.subList(0, WORDS / 2)))
        .isIn(Set.of("w0", "w1", "w2"), Set.of("w3", "w4", "w5"));
    Command other = Command.run("topics", "--model=" + at(method), "--section=fr");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("--section", "fr", "en, de");
  }

  @Test
  void aCorpusOfItsVocabularyHasThem() throws IOException {
    done(train("corpus", "model", "-p", "passes=2"));
    for (String of : List.of("corpus", "model")) {
      done(ingest("of-" + of, "--vocabulary-of=" + at(of)));
      assertThat(json("of-" + of + "/corpus.json").path("sections"))
          .isEqualTo(json("corpus/corpus.json").path("sections"));
    }
  }

  @Test
  void aRunIsNotResumedWithoutThem() {
    done(ingest("same"));
    done(train("same", "resumed", "-p", "passes=2"));
    Command other = train("corpus", "resumed", "-p", "passes=2", "--resume");
    assertThat(other.code()).isNotZero();
  }

  @Test
  void whatCannotBeDividedIsTold() {
    Command order = ingest("order", "--sections=de,en");
    assertThat(order.code()).isEqualTo(3);
    assertThat(order.err())
        .contains("Cannot divide the vocabulary into sections de, en", "term 7", "de:w0");
    Command none = ingest("none", "--sections=en,fr");
    assertThat(none.err()).contains("begins with none of them", "--sections");
    Command keywords =
        Command.run("ingest", "--format=text", "--input=x", "--output=y", "--sections=a");
    assertThat(keywords.code()).isEqualTo(2);
    assertThat(keywords.err()).contains("--sections");
  }

  @Test
  void keywordsAreNotYetForThem() throws IOException {
    Files.writeString(at("seeds.json"), "{\"a\": [\"en:w0\"]}");
    Command run = train("corpus", "keyed", "-p", "seeds=" + at("seeds.json"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Cannot train with keywords on terms in 2 sections");
  }
}
