package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.corpus.Encoding;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusGroups;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;

/** Commands on documents with labels, by a family that reads them. */
class LabelsJobsTest {
  private static final List<String> LABELS = List.of("hill", "lake", "sea");

  @TempDir static Path folder;

  @BeforeAll
  static void make() throws IOException {
    LocalSpark.session();
    corpus("train", 90, null, LabelsJobsTest::labels);
    // Every sixth document has a label that training documents did not have.
    corpus("test", 30, "train", d -> d % 6 == 0 ? "moon;" + labels(d) : labels(d));
    corpus("bare", 8, "train", null);
    done("train", "--corpus", at("train"), "--output", at("model"), LABELED, "-p", "passes=4");
  }

  /** Document d is of one label, of two, or of none. */
  private static String labels(int d) {
    return d % 10 == 9
        ? ""
        : d % 5 == 4 ? LABELS.get(d % 3) + "; " + LABELS.get((d + 1) % 3) : LABELS.get(d % 3);
  }

  private static final String LABELED = "--model=labeled";

  private static void corpus(String name, int documents, String like, IntFunction<String> labels)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    ObjectMapper json = new ObjectMapper();
    for (int d = 0; d < documents; d++) {
      StringBuilder words = new StringBuilder();
      for (int i = 0; i < 12 + d % 7; i++) {
        String of = i % 2 == 1 && d % 5 == 4 ? LABELS.get((d + 1) % 3) : LABELS.get(d % 3);
        words.append(of).append((char) ('a' + (d + i * i) % 6)).append(' ');
      }
      ObjectNode line = json.createObjectNode().put("id", name + d).put("text", words.toString());
      if (labels != null) {
        line.put("label", labels.apply(d)).put("kind", LABELS.get(d % 3));
        line.put("same", "x").put("empty", "").put("once", d == 3 ? "y" : "");
      }
      lines.append(line).append('\n');
    }
    Path file = Files.writeString(folder.resolve(name + ".jsonl"), lines.toString());
    List<String> arguments =
        new ArrayList<>(List.of("ingest", "--format", "jsonl", "--input", file.toString()));
    if (labels != null) {
      arguments.addAll(List.of("--keep", "label:labels,kind:class,same,empty,once"));
    }
    if (like == null) {
      arguments.addAll(List.of("--min-document-frequency", "1"));
    } else {
      arguments.addAll(List.of("--vocabulary-of", at(like)));
    }
    arguments.addAll(List.of("--output", at(name)));
    done(arguments.toArray(String[]::new));
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  private static Command done(String... arguments) {
    Command run = Command.run(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static Command refused(int code, String sentence, String... arguments) {
    Command run = Command.run(arguments);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err().lines().filter(line -> line.startsWith("polya: ")).toList())
        .singleElement()
        .asString()
        .contains(sentence);
    return run;
  }

  private static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(file).toFile());
  }

  private static String[] train(String output, String... more) {
    List<String> all = new ArrayList<>(List.of("train", LABELED, "--corpus", at("train")));
    all.addAll(List.of("--output", at(output), "-p", "passes=2"));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  private static List<Row> table(String output, String manifest, String name) throws IOException {
    String data = json(output + "/" + manifest).path("data").asText();
    return LocalSpark.session()
        .read()
        .parquet(at(output + "/" + data + "/" + name))
        .orderBy("id")
        .collectAsList();
  }

  @Test
  void aModelKeepsItsLabelsAndItsTopicsHaveTheirNames() throws IOException {
    Encoding labels = ModelStore.open(LocalSpark.session(), at("model")).info().attributes();
    assertThat(labels.rows())
        .isEqualTo(
            CorpusGroups.of(CorpusStore.open(LocalSpark.session(), at("train")), "label", ";")
                .encoding()
                .rows());
    Command topics = done("topics", "--model", at("model"), "--terms", "1");
    List<String> lines = topics.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("topic   share  name  terms by probability");
    for (int k = 0; k < 3; k++) {
      assertThat(lines.get(k + 1)).contains("%  " + LABELS.get(k));
    }
    JsonNode json =
        new ObjectMapper().readTree(done("topics", "--model", at("model"), "--json").out());
    assertThat(json.path("topics").path(2).path("name").asText()).isEqualTo("sea");
    Command coherence =
        done(
            "coherence",
            "--model",
            at("model"),
            "--corpus",
            at("train"),
            "--output",
            at("coherence"),
            "--top-n",
            "3",
            "--measures",
            "npmi");
    assertThat(coherence.out().lines().toList().get(0)).endsWith("  name  terms by probability");
    assertThat(json("coherence/coherence.json").path("topics").path(1).path("name").asText())
        .isEqualTo("lake");
  }

  @Test
  void columnsThatCannotServeAreTold() throws IOException {
    refused(
        2,
        "there is none; there are label, kind, same, empty, once",
        train("x", "-p", "labelCol=no"));
    refused(3, "it is empty throughout", train("x", "-p", "labelCol=empty"));
    Command same = done(train("same", "-p", "labelCol=same"));
    assertThat(same.err())
        .contains("have the same labels in column same, so they tell no document from another.");
    done(train("once", "-p", "labelCol=once", "-p", "backgroundTopics=2"));
    assertThat(json("once/model.json").path("k").asInt()).isEqualTo(3);
    refused(
        2,
        "Cannot use --attributes: given; allowed is only with --held-out",
        train("x", "--attributes", "given"));
  }

  @Test
  void filesOfLabelsThatDoNotFitAreRefused() throws IOException {
    Path texts = Files.write(folder.resolve("three.txt"), List.of("a b", "b c", "c a"));
    for (int lines : new int[] {2, 4}) {
      Path labels = Files.write(folder.resolve("lines"), Collections.nCopies(lines, "hill"));
      Command run =
          refused(
              3,
              labels.toString(),
              "ingest",
              "--format=text",
              "--input=" + texts,
              "--column=label:labels=" + labels,
              "--output=" + at("never"));
      assertThat(run.err()).contains(" 3 ", Integer.toString(lines));
      assertThat(folder.resolve("never/corpus.json")).doesNotExist();
    }
  }

  @Test
  void aFamilyOfAnotherNameIsRefusedAndTheMeantOneNamed() {
    Command run =
        Command.run(
            "train", "--model=labelled", "--corpus=" + at("train"), "--output=" + at("never"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("labelled", "labeled");
    assertThat(folder.resolve("never/model.json")).doesNotExist();
  }

  /** Documents without labels that are left out leave no trace: the bits are those without them. */
  @Test
  void documentsWithoutLabelsCanBeLeftOut() throws IOException {
    List<String> labelled =
        Files.readAllLines(folder.resolve("train.jsonl")).stream()
            .filter(line -> !line.contains("\"label\":\"\""))
            .toList();
    Path some = Files.write(folder.resolve("some.jsonl"), labelled);
    done(
        "ingest",
        "--format=jsonl",
        "--input=" + some,
        "--keep=label:labels",
        "--vocabulary-of=" + at("train"),
        "--output=" + at("some"));
    for (String method : List.of("--inference=svi", "--inference=gibbs")) {
      String[] rounds =
          method.endsWith("svi")
              ? new String[] {method, "-p", "passes=3"}
              : new String[] {method, "--assignments", "-p", "burnIn=3", "-p", "samples=2"};
      List<String> line = new ArrayList<>(List.of("train", LABELED, "--overwrite"));
      line.addAll(List.of(rounds));
      List<String> skipping = new ArrayList<>(line);
      skipping.addAll(List.of("--corpus=" + at("train"), "--output=" + at("skipped")));
      skipping.addAll(List.of("-p", "unlabeled=skip"));
      line.addAll(List.of("--corpus=" + at("some"), "--output=" + at("only")));
      Command run = done(skipping.toArray(String[]::new));
      assertThat(run.err())
          .contains("9 of 90 documents have no label in column label and are left");
      done(line.toArray(String[]::new));
      JsonNode model = json("skipped/model.json");
      assertThat(model.path("digest").asText())
          .isEqualTo(json("only/model.json").path("digest").asText());
      assertThat(model.path("provenance").path("leftOutDocuments").asText()).isEqualTo("9");
      assertThat(model.path("provenance").path("documents").asText()).isEqualTo("81");
    }
    assertThat(table("skipped", "model.json", "assignments")).hasSize(81);
  }

  @Test
  void whatIsHeldOutIsScoredWithLabelsGivenOrHidden() throws IOException {
    String[] scored = {"perplexity", "--model", at("model"), "--corpus", at("test"), "--output"};
    List<Double> perplexities = new ArrayList<>();
    for (String how : List.of("", "given", "hidden")) {
      List<String> all = new ArrayList<>(List.of(scored));
      all.add(at("perplexity" + how));
      if (!how.isEmpty()) {
        all.addAll(List.of("--attributes", how));
      }
      Command run = done(all.toArray(String[]::new));
      JsonNode json = json("perplexity" + how + "/perplexity.json");
      boolean hidden = how.equals("hidden");
      assertThat(json.path("attributes").asText()).isEqualTo(hidden ? "hidden" : "given");
      assertThat(json.path("unseenValues").asInt(-1)).isEqualTo(hidden ? -1 : 5);
      assertThat(run.out()).contains(hidden ? ", labels hidden)" : ", labels given, 5 unseen)");
      perplexities.add(json.path("estimates").path(0).path("perplexity").asDouble());
    }
    assertThat(perplexities.get(0)).isEqualTo(perplexities.get(1));
    Command bare =
        refused(
            2,
            "Cannot read labels from column label of corpus " + at("bare") + ": there is none",
            "perplexity",
            "--model",
            at("model"),
            "--corpus",
            at("bare"),
            "--output",
            at("x1"));
    assertThat(bare.err()).contains("--attributes hidden.");
    done(
        "perplexity",
        "--model",
        at("model"),
        "--corpus",
        at("bare"),
        "--output",
        at("bare-hidden"),
        "--attributes",
        "hidden");
    refused(
        2,
        "Cannot use --attributes: maybe; allowed is given or hidden",
        "perplexity",
        "--model",
        at("model"),
        "--corpus",
        at("bare"),
        "--output",
        at("x2"),
        "--attributes",
        "maybe");
  }

  @Test
  void modelsOfOtherLabelsAndOfNoneAreComparedOnTheSameDocuments() throws IOException {
    done("train", "--corpus", at("train"), "--output", at("lda"), "-p", "k=3", "-p", "passes=2");
    done(train("classes", "-p", "labelCol=kind"));
    Command both =
        done(
            "compare",
            "--models",
            at("model") + "," + at("classes"),
            "--corpus",
            at("test"),
            "--output",
            at("compare"));
    assertThat(both.out()).contains("  (labels given, 5 unseen)").contains("  (labels given)");
    for (String[] pair : new String[][] {{"model", "A"}, {"classes", "B"}}) {
      done(
          "perplexity",
          "--model",
          at(pair[0]),
          "--corpus",
          at("test"),
          "--output",
          at("alone-" + pair[0]));
      JsonNode alone = json("alone-" + pair[0] + "/perplexity.json").path("estimates").path(0);
      assertThat(json("compare/compare.json").path("perplexity" + pair[1]))
          .isEqualTo(alone.path("perplexity"));
    }
    done(
        "compare",
        "--models",
        at("lda") + "," + at("model"),
        "--corpus",
        at("test"),
        "--output",
        at("compare-lda"));
    JsonNode json = json("compare-lda/compare.json");
    assertThat(json.has("attributesA")).isFalse();
    assertThat(json.path("attributesB").asText()).isEqualTo("given");
    assertThat(json.path("perplexityB"))
        .isEqualTo(json("compare/compare.json").path("perplexityA"));
    refused(
        2,
        "its documents have no labels; allowed is a model that was trained with some",
        "perplexity",
        "--model",
        at("lda"),
        "--corpus",
        at("test"),
        "--output",
        at("x3"),
        "--attributes",
        "given");
    refused(
        2,
        "Cannot predict with model at " + at("lda"),
        "predict",
        "--model",
        at("lda"),
        "--corpus",
        at("test"),
        "--output",
        at("x4"));
  }

  @Test
  void trainingTellsHowItsHeldOutDocumentsWereScored() throws IOException {
    done(train("watched", "--held-out", at("test")));
    assertThat(json("watched/run.json").path("attributes").asText()).isEqualTo("given");
    assertThat(json("watched/run.json").path("unseenValues").asInt()).isEqualTo(5);
    done(train("watched-hidden", "--held-out", at("bare"), "--attributes", "hidden"));
    assertThat(json("watched-hidden/run.json").path("attributes").asText()).isEqualTo("hidden");
    refused(2, "--attributes hidden", train("x5", "--held-out", at("bare")));
  }

  @Test
  void aGridTellsSoToo() throws IOException {
    Command run =
        done(
            "grid",
            LABELED,
            "--corpus",
            at("train"),
            "--held-out",
            at("test"),
            "--output",
            at("grid"),
            "-p",
            "passes=1",
            "-p",
            "backgroundTopics=0,1",
            "--top-n",
            "2");
    assertThat(run.out())
        .endsWith(
            "labels of held-out documents: given, 5 unseen\nnpmi: of 2 terms by probability\n");
    JsonNode cell = json("grid/grid.json").path("cells").path(1);
    assertThat(cell.path("attributes").asText()).isEqualTo("given");
    assertThat(cell.path("unseenValues").asInt()).isEqualTo(5);
  }

  @Test
  void aWarmStartMayBeOfOtherLabels() throws IOException {
    assertThat(done(train("warm", "--warm-start", at("model"))).err()).doesNotContain("labels: ");
    Command other = done(train("x6", "--warm-start", at("model"), "-p", "labelCol=once"));
    assertThat(other.err())
        .contains("labels: y is new and gets topics; hill, lake, sea are on no document and keep");
  }

  @Test
  void aRunOfOtherLabelsDoesNotResume() throws IOException {
    done(train("resumed"));
    assertThat(done(train("resumed", "--resume")).out()).contains("was finished before");
    Path manifest = folder.resolve("train/corpus.json");
    String text = Files.readString(manifest);
    try {
      // The same data, read another way: "hill; lake" is a label now.
      Files.deleteIfExists(folder.resolve("train/.corpus.json.crc"));
      Files.writeString(manifest, text.replace("\"labels\"", "\"class\""));
      refused(5, "labels was ", train("resumed", "--resume"));
    } finally {
      Files.writeString(manifest, text);
    }
  }

  @Test
  void labelsArePredictedFromWordsAlone() throws IOException {
    String[] predict = {"predict", "--model", at("model"), "--corpus"};
    Command run = done(join(predict, at("test"), "--output", at("predicted")));
    List<Row> rows = table("predicted", "predict.json", "predictions");
    assertThat(rows).hasSize(30);
    for (Row row : rows) {
      int d = Integer.parseInt(row.getString(0).substring("test".length()));
      List<Row> labels = row.getList(3);
      assertThat(labels).hasSize(3);
      assertThat(labels.stream().mapToDouble(l -> l.getFloat(1)).sum()).isBetween(.999, 1.001);
      if (d % 5 != 4) {
        assertThat(labels.get(0).getString(0)).isEqualTo(LABELS.get(d % 3));
      }
    }
    JsonNode json = json("predicted/predict.json");
    assertThat(json.path("predicts").asText()).isEqualTo("labels");
    assertThat(json.path("attributes").asText()).isEqualTo("hidden");
    assertThat(json.path("truth").asText()).isEqualTo("label");
    assertThat(json.path("documents").asInt()).isEqualTo(30);
    assertThat(json.path("documentsWithoutLabels").asInt()).isEqualTo(3);
    assertThat(json.path("unseenValues").asInt()).isEqualTo(5);
    assertThat(json.path("thresholdChosenOn").asText()).isEqualTo(at("train"));
    JsonNode measures = json.path("measures");
    for (String name : List.of("microF1", "macroF1", "precisionAtOne", "rankingPrecision")) {
      JsonNode measure = measures.path(name);
      assertThat(measure.path("value").asDouble()).isGreaterThan(.8);
      assertThat(measure.path("value").asDouble())
          .isGreaterThan(measure.path("baseline").asDouble());
    }
    assertThat(measures.path("areaUnderCurve").path("baseline").asDouble()).isEqualTo(.5);
    assertThat(measures.has("microF1AtThreshold")).isTrue();
    assertThat(run.out())
        .startsWith("predictions " + at("predicted") + "  30 documents (0 empty)")
        .contains("micro F1 at threshold")
        .contains("(27 documents, 3 without a value in label, 5 unseen, threshold ");
    assertThat(json("predicted/run.json").path("status").asText()).isEqualTo("done");

    // Labels in the corpus move nothing: what has none is told the same.
    Command none = done(join(predict, at("bare"), "--output", at("unjudged"), "--top", "1"));
    assertThat(none.err()).contains("note: not measured: the corpus has no column label;");
    assertThat(json("unjudged/predict.json").has("measures")).isFalse();
    List<Row> first = table("unjudged", "predict.json", "predictions");
    assertThat(first).allMatch(row -> row.getList(3).size() == 1);
    refused(
        2,
        "Cannot hold predictions against column no of corpus",
        join(predict, at("test"), "--output", at("x7"), "--truth", "no"));
    refused(4, "", join(predict, at("test"), "--output", at("predicted")));
    done(join(predict, at("test"), "--output", at("predicted"), "--overwrite"));
    assertThat(table("predicted", "predict.json", "predictions")).isEqualTo(rows);
  }

  private static String[] join(String[] first, String... then) {
    List<String> all = new ArrayList<>(Arrays.asList(first));
    all.addAll(Arrays.asList(then));
    return all.toArray(String[]::new);
  }

  @Test
  void classesArePredictedWithAccuracyAndLogLoss() throws IOException {
    done(train("of-classes", "-p", "labelCol=kind"));
    Command run =
        done(
            "predict",
            "--model",
            at("of-classes"),
            "--corpus",
            at("test"),
            "--output",
            at("classified"));
    JsonNode json = json("classified/predict.json");
    assertThat(json.path("predicts").asText()).isEqualTo("classes");
    assertThat(json.path("measures").path("accuracy").path("value").asDouble()).isEqualTo(1);
    assertThat(json.path("measures").path("accuracy").path("baseline").asDouble())
        .isEqualTo(1 / 3.0);
    assertThat(json.path("measures").path("logLoss").path("baseline").asDouble())
        .isBetween(Math.log(3) - 1e-6, Math.log(3) + 1e-6);
    assertThat(run.out().lines().map(String::strip).collect(Collectors.toList()))
        .anyMatch(line -> line.startsWith("accuracy") && line.contains("1.000 ± 0.000"));
  }

  @Test
  void aThresholdNeedsTrainingDocuments() throws IOException {
    Path moved = folder.resolve("train-moved");
    Files.move(folder.resolve("train"), moved);
    String[] predict = {"predict", "--model", at("model"), "--corpus", at("test"), "--output"};
    try {
      Command run = done(join(predict, at("without")));
      assertThat(run.err())
          .contains("note: no threshold was chosen: its training corpus at " + at("train"))
          .contains("cannot be read; --trained-on names one.");
      assertThat(json("without/predict.json").path("threshold").isNull()).isTrue();
      assertThat(json("without/predict.json").path("measures").has("microF1AtThreshold")).isFalse();
      done(join(predict, at("with"), "--trained-on", moved.toString()));
      assertThat(json("with/predict.json").path("thresholdChosenOn").asText())
          .isEqualTo(moved.toString());
    } finally {
      Files.move(moved, folder.resolve("train"));
    }
  }
}
