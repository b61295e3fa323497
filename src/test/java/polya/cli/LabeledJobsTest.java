package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.corpus.Encoding;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;

/**
 * What commands make of topics of labels; {@link LabelsJobsTest} has what all such models share.
 */
class LabeledJobsTest {
  @TempDir static Path folder;

  /** Words that each label's documents have, and words of all. */
  private static final String[] OF_A = {"apple", "arrow", "anchor", "atlas"};

  private static final String[] OF_B = {"bread", "bridge", "branch", "butter"};

  @BeforeAll
  static void make() throws IOException {
    LocalSpark.session();
    ingest("train", 160, 0, LabeledJobsTest::labels);
    ingest("test", 40, 1000, LabeledJobsTest::labels, "--vocabulary-of", path("train"));
    train("model", "-p", "passes=12");
  }

  /** Both, one of two, or none. */
  private static String labels(int d) {
    return d % 8 == 7 ? "" : d % 4 == 0 ? "a;b" : d % 2 == 0 ? "a" : "b";
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static String text(int d) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      String[] words = d % 4 == 0 ? i % 2 == 0 ? OF_A : OF_B : d % 2 == 0 ? OF_A : OF_B;
      text.append(words[(d / 4 + i * i) % 4]).append(' ');
    }
    return text.append("common").toString();
  }

  private static void ingest(
      String name, int documents, int from, IntFunction<String> labels, String... more)
      throws IOException {
    List<String> texts = new ArrayList<>();
    List<String> column = new ArrayList<>();
    for (int d = from; d < from + documents; d++) {
      texts.add(text(d));
      column.add(labels.apply(d));
    }
    Path input = folder.resolve(name + ".txt");
    Path values = folder.resolve(name + ".labels");
    Files.write(input, texts);
    Files.write(values, column);
    List<String> line =
        new ArrayList<>(List.of("ingest", "--input", input.toString(), "--format", "text"));
    line.addAll(List.of("--column", "label:labels=" + values, "--output", path(name)));
    line.addAll(List.of(more));
    Command run = Command.run(line.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static Command training(String output, String corpus, String... more) {
    List<String> line = new ArrayList<>(List.of("train", "--model", "labeled"));
    line.addAll(List.of("--corpus", path(corpus), "--output", path(output)));
    line.addAll(List.of(more));
    return Command.run(line.toArray(String[]::new));
  }

  private static void train(String output, String... more) {
    Command run = training(output, "train", more);
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static Command on(String command, String model, String output, String... more) {
    List<String> line = new ArrayList<>(List.of(command, "--model", path(model)));
    line.addAll(List.of("--corpus", path("test"), "--output", path(output)));
    line.addAll(List.of(more));
    Command run = Command.run(line.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static JsonNode json(String output, String file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(folder.resolve(output).resolve(file)));
  }

  @Test
  void topicsHaveTheNamesOfTheirLabels() {
    Command run = Command.run("topics", "--model", path("model"), "--terms", "4");
    assertThat(run.out().lines().filter(l -> l.matches(".*% +a .*")).toList())
        .singleElement()
        .satisfies(line -> assertThat(line).contains(OF_A[0], OF_A[1]));
    assertThat(run.out()).containsPattern("% +b .*b");
  }

  @Test
  void marginalEstimatorsKnowTheLabelsToo() throws IOException {
    String estimators = "--estimator=left-to-right,bound,importance";
    on("perplexity", "model", "by", estimators);
    on("perplexity", "model", "no", estimators, "--attributes=hidden");
    for (int e = 0; e < 3; e++) {
      JsonNode by = json("by", "perplexity.json").path("estimates").path(e);
      JsonNode no = json("no", "perplexity.json").path("estimates").path(e);
      assertThat(by.path("perplexity").asDouble()).isLessThan(no.path("perplexity").asDouble());
    }
  }

  @Test
  void samplingWithAnotherStartEndsWithTheSameNames() {
    train(
        "sampled",
        "--inference",
        "gibbs",
        "-p",
        "burnIn=5",
        "-p",
        "samples=5",
        "-p",
        "start=random",
        "-p",
        "topicsPerLabel=2",
        "-p",
        "backgroundTopics=1",
        "-p",
        "unlabeled=background");
    Command run = Command.run("topics", "--model", path("sampled"));
    assertThat(run.out()).contains(" a 1 ", " a 2 ", " b 1 ", " b 2 ", " background 1 ");
    assertThat(on("predict", "sampled", "by-samples").out()).contains("micro F1");
  }

  @Test
  void aRunGoesOnFromAsManyTopicsOfALabelAlone() {
    Command other =
        training("cold", "train", "--warm-start", path("model"), "-p", "topicsPerLabel=2");
    assertThat(other.code()).isEqualTo(5);
    assertThat(other.err()).contains("topicsPerLabel is 1, now it is 2");
  }

  /** Of the earlier model's a and b the new documents have a alone, and c besides. */
  @Test
  void aRunGoesOnWithOtherLabels() throws IOException {
    ingest("more", 80, 0, d -> d % 2 == 0 ? "a" : "c", "--vocabulary-of", path("train"));
    train("wide", "-p", "backgroundTopics=1", "-p", "passes=3");
    for (String method : List.of("svi", "gibbs")) {
      String name = "other-" + method;
      List<String> rounds =
          method.equals("svi") ? List.of("passes=4") : List.of("burnIn=5", "samples=3");
      List<String> line =
          new ArrayList<>(List.of("--inference", method, "--warm-start", path("wide")));
      rounds.forEach(setting -> line.addAll(List.of("-p", setting)));
      Command run = training(name, "more", line.toArray(String[]::new));
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.err())
          .contains(
              "labels: c is new and gets topics; b is on no document and keeps its topics"
                  + System.lineSeparator());
      ModelStore before = ModelStore.open(LocalSpark.session(), path("wide"));
      ModelStore after = ModelStore.open(LocalSpark.session(), path(name));
      assertThat(after.posterior().documents().topicNames(after.info().attributes()))
          .hasValue(List.of("a", "b", "c", "background 1"));
      for (int w = 0; w < before.vocabulary().size(); w++) {
        assertThat(after.parameters().topics().row(w)[1])
            .isEqualTo(before.parameters().topics().row(w)[1]);
      }
      Command topics = Command.run("topics", "--model", path(name), "--terms", "4");
      assertThat(topics.out().lines().filter(l -> l.matches(".*% +c .*")).toList())
          .singleElement()
          .satisfies(l -> assertThat(l).contains(OF_B[0], OF_B[1], OF_B[2]));
      assertThat(topics.out()).containsPattern("% +a .*" + OF_A[0]);
      on("predict", name, "predicted-" + method);
      on("perplexity", name, "given-" + method, "--estimator", "left-to-right,bound");
    }
    Command again =
        training("other-svi", "train", "--resume", "--warm-start", path("wide"), "-p", "passes=4");
    assertThat(again.code()).isEqualTo(5);
    assertThat(again.err()).contains("labels was");
  }

  /** Every topic is found at its own name, and no permutation is looked for. */
  @Test
  void labelsAreSimulatedAndTheirTopicsFoundAgain() throws IOException {
    Command drawn =
        Command.run(
            "simulate",
            "--model=labeled",
            "--documents=1200",
            "--terms=150",
            "--mean-length=120",
            "--output=" + path("drawn"),
            "--truth=" + path("truth"),
            "--labels=" + path("drawn.labels"));
    assertThat(drawn.code()).as(drawn.err()).isZero();
    List<String> lines = Files.readAllLines(folder.resolve("drawn.labels"));
    assertThat(lines).hasSize(1200);
    Row fourth =
        CorpusStore.open(LocalSpark.session(), path("drawn")).documents().where("id = '4'").first();
    assertThat(fourth.<String>getAs("label")).isEqualTo(lines.get(3)).contains("label");
    Command run = training("found", "drawn", "-p", "unlabeled=skip");
    assertThat(run.code()).as(run.err()).isZero();
    ModelStore truth = ModelStore.open(LocalSpark.session(), path("truth"));
    ModelStore found = ModelStore.open(LocalSpark.session(), path("found"));
    Encoding labels = found.info().attributes();
    assertThat(labels.hash()).isEqualTo(truth.info().attributes().hash());
    assertThat(labels.value(9)).isEqualTo("label10");
    for (int i = 0; i < labels.size(); i++) {
      assertThat((double) truth.info().attributes().documents(i))
          .isCloseTo(labels.documents(i), within(80.0));
    }
    double[] apart = new double[labels.size()];
    double[] one = new double[apart.length];
    double[] other = new double[apart.length];
    for (int w = 0; w < 150; w++) {
      truth.posterior().topics().expand(w, one, 0);
      found.posterior().topics().expand(w, other, 0);
      for (int k = 0; k < apart.length; k++) {
        apart[k] += Math.abs(one[k] - other[k]) / 2;
      }
    }
    assertThat(Arrays.stream(apart).max().orElseThrow()).as("total variation").isLessThan(0.1);
    Command again =
        Command.run(
            "simulate",
            "--topics-from=" + path("found"),
            "--documents=50",
            "--output=" + path("drawn-again"));
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(training("found-again", "drawn-again", "-p", "passes=1").code()).isZero();
  }

  @Test
  void theNumberOfTopicsFollowsFromTheLabels() {
    Command run = training("k", "train", "-p", "k=7");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Cannot set k", "topicsPerLabel");
  }

  @Test
  void whatLabelsCannotBeReadIsToldInASentence() throws IOException {
    Command absent = training("absent", "train", "-p", "labelCol=tags");
    assertThat(absent.code()).isEqualTo(2);
    assertThat(absent.err()).contains("tags", "there are label");
    ingest("empty", 20, 0, d -> "");
    Command empty = training("nothing", "empty");
    assertThat(empty.code()).isEqualTo(3);
    assertThat(empty.err()).contains("empty throughout");
    ingest("same", 20, 0, d -> "a");
    assertThat(training("one", "same", "-p", "passes=2").err()).contains("a");
    ingest("single", 20, 0, d -> d == 3 ? "a" : "");
    Command single = training("first", "single", "-pbackgroundTopics=2", "-ppasses=2");
    assertThat(single.code()).as(single.err()).isZero();
    Command background = training("second", "single", "-p", "unlabeled=background");
    assertThat(background.code()).isEqualTo(2);
    assertThat(background.err()).contains("19 documents have no label", "backgroundTopics");
  }

  /** Every training document has a label, and none of the test documents has one that is known. */
  @Test
  void documentsOfUnknownLabelsAreScoredUnderAllTopics() throws IOException {
    ingest("full", 40, 0, d -> d % 4 == 0 ? "a;b" : d % 2 == 0 ? "a" : "b");
    ingest("unknown", 20, 0, d -> d % 2 == 0 ? "z" : "", "--vocabulary-of", path("full"));
    Command run = training("strict", "full", "-p", "unlabeled=background", "-p", "passes=3");
    assertThat(run.code()).as(run.err()).isZero();
    Command score =
        Command.run(
            "perplexity",
            "--model",
            path("strict"),
            "--corpus",
            path("unknown"),
            "--estimator",
            "completion,left-to-right,bound",
            "--output",
            path("scored"));
    assertThat(score.code()).as(score.err()).isZero();
    for (int e = 0; e < 3; e++) {
      assertThat(json("scored", "perplexity.json").at("/estimates/" + e + "/perplexity").asDouble())
          .isPositive();
    }
  }
}
