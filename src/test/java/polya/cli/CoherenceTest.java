package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.describe.TermOrder;
import polya.spark.LocalSpark;
import polya.spark.store.ModelStore;

/** The command coherence: what it writes and prints, and what it refuses. */
class CoherenceTest {
  @TempDir static Path folder;
  private static TrainedModel made;

  @BeforeAll
  static void train() {
    made = TrainedModel.in(folder);
  }

  private static Command coherence(String corpus, String output, String... more) {
    List<String> all = new ArrayList<>(List.of("coherence", "--model", made.path("model")));
    all.addAll(List.of("--corpus", made.path(corpus), "--output", made.path(output)));
    all.addAll(Arrays.asList(more));
    return Command.run(all.toArray(String[]::new));
  }

  private static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(new File(made.path(file)));
  }

  @Test
  void everyMeasureIsWrittenForEveryTopicAndPrinted() throws IOException {
    Path labels = Files.writeString(folder.resolve("names.csv"), "1,The Hills\n");
    Command run = coherence("train", "all", "--top-n", "4", "--labels", labels.toString());
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode result = json("all/coherence.json");
    assertThat(result.at("/topics/1/name").asText()).isEqualTo("The Hills");
    assertThat(run.out()).contains("The Hills");
    assertThat(result.path("cooccurrence").asText()).isEqualTo("document");
    assertThat(result.path("documents").asLong()).isEqualTo(200);
    assertThat(result.path("missingTerms").asInt()).isZero();
    assertThat(result.path("coherence").findValuesAsText("measure"))
        .containsExactly("umass", "uci", "npmi", "cv");
    assertThat(result.path("diversity").asDouble()).isEqualTo(1);
    assertThat(result.path("topics")).hasSize(2);
    for (JsonNode measure : result.path("coherence")) {
      String name = measure.path("measure").asText();
      double first = result.path("topics").get(0).path(name).asDouble();
      double second = result.path("topics").get(1).path(name).asDouble();
      assertThat(measure.path("mean").asDouble()).isCloseTo((first + second) / 2, within(1e-12));
      // Two values: the standard error is half their distance.
      assertThat(measure.path("standardError").asDouble())
          .isCloseTo(Math.abs(first - second) / 2, within(1e-12));
    }
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(3 + 4 + 1);
    assertThat(lines.get(0)).startsWith("topic    umass      uci     npmi       cv");
    String order = TermOrder.standard().word();
    assertThat(result.path("order").asText()).isEqualTo(order);
    assertThat(json("all/run.json").at("/configuration/order").asText()).isEqualTo(order);
    assertThat(run.out())
        .contains("mean over 2 topics, 4 terms by " + order + "; documents as windows");
    assertThat(json("all/run.json").path("status").asText()).isEqualTo("done");
  }

  @Test
  void theRankingIsNamedBesideItsFigures() throws IOException {
    Command run = coherence("train", "ranked", "--top-n", "4", "--order", "relevance");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("  terms by relevance, λ 0.6\n", ", 4 terms by relevance, λ 0.6;", "(terms by ");
    JsonNode result = json("ranked/coherence.json");
    assertThat(result.path("order").asText()).isEqualTo("relevance");
    assertThat(result.path("lambda").asDouble()).isEqualTo(0.6);
    ModelStore model = ModelStore.open(LocalSpark.session(), made.path("model"));
    int[][] top = TopicsAtHand.terms(model, 0.6).top(TermOrder.RELEVANCE, 4);
    for (int k = 0; k < top.length; k++) {
      for (int i = 0; i < 4; i++) {
        assertThat(result.at("/topics/" + k + "/terms/" + i).asText())
            .isEqualTo(model.vocabulary().term(top[k][i]));
      }
    }
    assertThat(coherence("train", "no", "--order", "lift").code()).isEqualTo(2);
  }

  @Test
  void coherentTopicsScoreMoreThanMixedOnes() throws IOException {
    Command good = coherence("train", "good", "--top-n", "5", "--measures", "npmi", "--json");
    double coherent =
        new ObjectMapper().readTree(good.out()).path("coherence").get(0).path("mean").asDouble();
    made.corpus("mixed", mixed(), "vocabulary.txt");
    Command bad = coherence("mixed", "bad", "--top-n", "5", "--measures", "npmi", "--json");
    double mixed =
        new ObjectMapper().readTree(bad.out()).path("coherence").get(0).path("mean").asDouble();
    assertThat(coherent).isGreaterThan(mixed + 0.2);
    assertThat(good.out()).isEqualTo(Files.readString(Path.of(made.path("good/coherence.json"))));
  }

  @Test
  void whereTheOrderOfTokensIsKeptTermsMeetInWindows() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int d = 0; d < 40; d++) {
      String gap = "of ".repeat(d % 2 == 0 ? 1 : 15);
      lines.append("sea1 sea2 ").append(gap).append("sea3 hill1 ").append(gap).append("hill2\n");
    }
    Path text = folder.resolve("ordered.txt");
    Files.writeString(text, lines);
    for (String way : List.of("ordered", "unordered")) {
      List<String> ingest =
          new ArrayList<>(List.of("ingest", "--format", "text", "--input", text.toString()));
      ingest.addAll(
          List.of("--vocabulary", made.path("vocabulary.txt"), "--min-document-frequency"));
      ingest.addAll(List.of("1", "--output", made.path(way)));
      if (way.equals("ordered")) {
        ingest.add("--keep-order");
      }
      Command made = Command.run(ingest.toArray(String[]::new));
      assertThat(made.code()).as(made.err()).isZero();
    }
    Command windows = coherence("ordered", "windows", "--top-n", "6");
    assertThat(windows.code()).as(windows.err()).isZero();
    assertThat(windows.out())
        .contains("windows of 10 tokens", "windows of 110 tokens", "documents as windows");
    JsonNode sliding = json("windows/coherence.json");
    assertThat(sliding.path("cooccurrence").asText()).isEqualTo("window");
    assertThat(sliding.path("documents").asLong()).isEqualTo(40);
    assertThat(sliding.at("/coherence/0/window").isNull()).isTrue();
    assertThat(sliding.at("/coherence/1/window").asInt()).isEqualTo(10);
    assertThat(sliding.at("/coherence/3/window").asInt()).isEqualTo(110);

    String[] asDocuments = {"--top-n", "6", "--windows", "documents"};
    assertThat(coherence("ordered", "documents", asDocuments).code()).isZero();
    assertThat(coherence("unordered", "plain", "--top-n", "6").code()).isZero();
    JsonNode documents = json("documents/coherence.json");
    assertThat(documents.path("coherence"))
        .isEqualTo(json("plain/coherence.json").path("coherence"));
    assertThat(documents.path("cooccurrence").asText()).isEqualTo("document");
    assertThat(sliding.at("/coherence/0")).isEqualTo(documents.at("/coherence/0"));
    assertThat(sliding.at("/coherence/1/mean")).isNotEqualTo(documents.at("/coherence/1/mean"));

    Command none = coherence("unordered", "none", "--windows", "sliding");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("counts of terms and not their order", "--keep-order");
    assertThat(coherence("ordered", "none2", "--windows", "both").code()).isEqualTo(2);
  }

  /** Documents of one sea term and one hill term: terms of one group never meet. */
  private static String mixed() {
    StringBuilder triples = new StringBuilder();
    for (int d = 1; d <= 36; d++) {
      triples.append("%d %d 1\n%d %d 1\n".formatted(d, 1 + d % 6, d, 7 + d / 6 % 6));
    }
    return triples.toString();
  }

  @Test
  void aModelMatchedWithItselfIsStableAndWithAnotherSeedsTopicsFindTheirPartners()
      throws IOException {
    assertThat(coherence("train", "itself", "--with", made.path("model")).code()).isZero();
    JsonNode itself = json("itself/coherence.json").path("stability");
    assertThat(itself.path("overlap").asDouble()).isCloseTo(1, within(1e-6));
    assertThat(itself.path("topTermOverlap").asDouble()).isEqualTo(1);
    Command train =
        Command.run(
            "train",
            "--corpus",
            made.path("train"),
            "--output",
            made.path("seed5"),
            "-p",
            "k=3",
            "-p",
            "passes=3",
            "-p",
            "seed=5");
    assertThat(train.code()).as(train.err()).isZero();
    Command run = coherence("train", "other", "--with", made.path("seed5"), "--top-n", "3");
    assertThat(run.out()).contains("match  overlap").contains("2 matched topics");
    JsonNode other = json("other/coherence.json");
    assertThat(other.path("stability").path("matchedTopics").asInt()).isEqualTo(2);
    assertThat(other.path("topics").get(0).path("matchedTopic").asInt())
        .isNotEqualTo(other.path("topics").get(1).path("matchedTopic").asInt());
  }

  @Test
  void aReferenceCorpusMayHaveAnotherVocabularyAndMissingTermsAreCounted() throws IOException {
    Command run = coherence("foreign", "foreign-result", "--top-n", "6");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(json("foreign-result/coherence.json").path("missingTerms").asInt())
        .isGreaterThanOrEqualTo(1); // sea0 is called ocean there
    assertThat(run.out()).contains(" of 12 top terms missing");
  }

  @Test
  void badInputsAreSentences() throws IOException {
    assertThat(coherence("train", "no", "--top-n", "1").code()).isEqualTo(2);
    Command unknown = coherence("train", "no", "--measures", "npmi,c_p");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("allowed is umass, uci, npmi, cv");
    assertThat(coherence("nowhere", "no").code()).isEqualTo(3);
    assertThat(coherence("train", "no", "--with", made.path("nowhere")).code()).isEqualTo(5);

    Path lines = folder.resolve("lines.jsonl");
    Files.writeString(lines, "{\"id\":\"a\",\"text\":\"quite other words\"}\n");
    Command ingest =
        Command.run(
            "ingest",
            "--format",
            "jsonl",
            "--input",
            lines.toString(),
            "--output",
            made.path("strange"));
    assertThat(ingest.code()).as(ingest.err()).isZero();
    Command none = coherence("strange", "strange-result");
    assertThat(none.code()).isEqualTo(3);
    assertThat(none.err())
        .contains("none of the model's 12 top terms occurs in it; some must")
        .contains("Give a corpus of the same language");
    assertThat(json("strange-result/run.json").path("exitCode").asInt()).isEqualTo(3);
    assertThat(folder.resolve("strange-result/coherence.json")).doesNotExist();

    assertThat(coherence("train", "twice").code()).isZero();
    assertThat(coherence("train", "twice").code()).isEqualTo(4);
    assertThat(coherence("train", "twice", "--overwrite").code()).isZero();
  }
}
