package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.spark.LocalSpark;

/** What commands make of a mixture of multinomials alone. */
class MixtureJobsTest {
  @TempDir static Path folder;

  private static final String[][] WORDS = {
    {"apple", "arrow", "anchor", "atlas"},
    {"bread", "bridge", "branch", "butter"},
    {"candle", "copper", "cotton", "cradle"}
  };

  @BeforeAll
  static void make() throws IOException {
    LocalSpark.session();
    ingest("train", 240, 0);
    ingest("test", 30, 1000, "--vocabulary-of", path("train"));
    train("model", "-p", "k=3", "-p", "passes=12");
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  /** Of one kind of words each, and a common one; every 40th has none. */
  private static String text(int d) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5 && d % 40 != 39; i++) {
      text.append(WORDS[d % 3][(d / 3 + i * i) % 4]).append(' ');
    }
    return d % 40 == 39 ? "" : text.append("common").toString();
  }

  private static void ingest(String name, int documents, int from, String... more)
      throws IOException {
    List<String> texts = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    for (int d = from; d < from + documents; d++) {
      texts.add(text(d));
      kinds.add("kind " + d % 3);
    }
    Path input = Files.write(folder.resolve(name + ".txt"), texts);
    Path values = Files.write(folder.resolve(name + ".kinds"), kinds);
    List<String> line =
        new ArrayList<>(List.of("ingest", "--input", input.toString(), "--format", "text"));
    line.addAll(List.of("--column", "kind:class=" + values, "--output", path(name)));
    line.addAll(List.of(more));
    Command run = Command.run(line.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static Command train(String output, String... more) {
    List<String> line = new ArrayList<>(List.of("train", "--model", "mixture"));
    line.addAll(List.of("--corpus", path("train"), "--output", path(output)));
    line.addAll(List.of(more));
    Command run = Command.run(line.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static Command on(String command, String model, String output, String... more) {
    List<String> line = new ArrayList<>(List.of(command, "--model", path(model)));
    line.addAll(List.of("--corpus", path("test"), "--output", path(output)));
    line.addAll(List.of(more));
    return Command.run(line.toArray(String[]::new));
  }

  private static Command done(Command run) {
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static double perplexity(String output) throws IOException {
    JsonNode json =
        new ObjectMapper()
            .readTree(Files.readString(folder.resolve(output).resolve("perplexity.json")));
    return json.findValue("perplexity").asDouble();
  }

  @Test
  void topicsAreTheKindsOfWords() {
    String topics = Command.run("topics", "--model", path("model"), "--terms", "5").out();
    for (String[] words : WORDS) {
      assertThat(topics.lines().filter(line -> line.contains(words[0])))
          .singleElement()
          .satisfies(line -> assertThat(line).contains(words));
    }
  }

  @Test
  void clustersMeetTheKinds() throws IOException {
    Path labels = Files.writeString(folder.resolve("names.csv"), "0,Zero\n1,One\n2,Two\n");
    Command run =
        done(on("predict", "model", "predicted", "--truth", "kind", "--labels", labels.toString()));
    String data =
        new ObjectMapper()
            .readTree(folder.resolve("predicted/predict.json").toFile())
            .path("data")
            .asText();
    assertThat(
            LocalSpark.session()
                .read()
                .parquet(folder.resolve("predicted").resolve(data) + "/predictions")
                .where("label != array('Zero', 'One', 'Two')[topic] OR label IS NULL")
                .isEmpty())
        .isTrue();
    assertThat(run.out()).containsPattern("(?m)purity +1\\.000");
  }

  @Test
  void theLikelihoodIsExact() throws IOException {
    done(on("perplexity", "model", "exact", "--estimator", "exact"));
    Command again = done(on("perplexity", "model", "all", "--estimator", "completion,insample"));
    assertThat(again.out()).contains("completion", "insample");
    assertThat(perplexity("exact")).isBetween(2.0, 12.0);
    done(
        Command.run(
            "compare",
            "--models",
            path("model") + "," + path("model"),
            "--corpus",
            path("test"),
            "--estimator",
            "exact",
            "--output",
            path("compared")));
  }

  @Test
  void aGridChoosesTopicsAndTheirPrior() throws IOException {
    Command run =
        done(
            Command.run(
                "grid",
                "--model=mixture",
                "--corpus=" + path("train"),
                "--held-out=" + path("test"),
                "--output=" + path("grid"),
                "--k=1,3",
                "--top-n=3",
                "-p",
                "topicConcentration=0.05,0.5",
                "-p",
                "passes=4"));
    assertThat(run.out().lines()).hasSize(6).endsWith("npmi: of 3 terms by probability");
    JsonNode cells =
        new ObjectMapper()
            .readTree(Files.readString(folder.resolve("grid/grid.json")))
            .path("cells");
    assertThat(cells.findValuesAsText("digest")).hasSize(4).doesNotHaveDuplicates();
    for (int i = 0; i < 4; i += 2) {
      assertThat(cells.get(i + 1).path("k").asInt()).isEqualTo(3);
      assertThat(cells.get(i + 1).path("heldOutPerplexity").asDouble())
          .isLessThan(cells.get(i).path("heldOutPerplexity").asDouble());
    }
  }

  @Test
  void itIsComparedWithLda() throws IOException {
    done(
        Command.run(
            "train",
            "--corpus=" + path("train"),
            "-pk=3",
            "-ppasses=2",
            "--output=" + path("other")));
    String[] both = {
      "compare",
      "--models=" + path("model") + "," + path("other"),
      "--corpus=" + path("test"),
      "--output=" + path("both")
    };
    assertThat(done(Command.run(both)).out()).contains("completion");
    List<String> exact = new ArrayList<>(List.of(both));
    exact.addAll(List.of("--estimator=exact", "--overwrite"));
    Command refused = Command.run(exact.toArray(String[]::new));
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("Cannot use estimator exact", "other", "closed form");
  }

  @Test
  void whatNeedsAnUrnIsRefusedInASentence() {
    for (String estimator : List.of("left-to-right", "importance", "ais", "chib", "bound")) {
      Command run = on("perplexity", "model", "none-" + estimator, "--estimator", estimator);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err())
          .contains(
              "Cannot use estimator " + estimator,
              "one topic",
              "there are completion, exact, insample. Choose one of them.");
    }
    Command counts =
        on("perplexity", "model", "counts", "--estimator", "exact", "--likelihood", "counts");
    assertThat(counts.code()).isEqualTo(2);
    assertThat(counts.err()).contains("the lengths of its documents are given");
  }

  @Test
  void otherModelsHaveNoExactLikelihood() {
    Command lda =
        Command.run(
            "train", "--corpus=" + path("train"), "-pk=3", "-ppasses=2", "--output=" + path("lda"));
    done(lda);
    Command run = on("perplexity", "lda", "lda-exact", "--estimator", "exact");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Cannot use estimator exact", "lda", "closed form", "ais");
  }

  @Test
  void itsTopicsAreNotRounded() {
    Command zero =
        Command.run(
            "train",
            "--model=mixture",
            "--inference=gibbs",
            "--corpus=" + path("train"),
            "--output=" + path("zero"),
            "-p",
            "phiThreshold=0.1");
    assertThat(zero.code()).isEqualTo(2);
    assertThat(zero.err()).contains("Cannot set phiThreshold");
  }

  @Test
  void whatIsSimulatedIsOfOneTopicADocument() {
    done(
        Command.run(
            "simulate",
            "--model=mixture",
            "--documents=50",
            "--terms=30",
            "-p",
            "k=3",
            "--output=" + path("simulated"),
            "--truth=" + path("truth")));
    assertThat(
            LocalSpark.session()
                .read()
                .parquet(documents("truth"))
                .where("array_max(mixture) < 1")
                .count())
        .isZero();
  }

  private static String documents(String name) {
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      return files
          .filter(p -> p.getFileName().toString().equals("mixtures"))
          .findFirst()
          .orElseThrow()
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
