package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.math.Rows;
import polya.spark.LocalSpark;

/** The command train: what it leaves, and what it refuses without leaving anything. */
class TrainTest {
  @TempDir static Path folder;
  private static TrainedModel made;

  @TempDir private Path scratch;

  @BeforeAll
  static void make() {
    LocalSpark.session();
    made = TrainedModel.in(folder);
  }

  private static Command train(String output, String... more) {
    return trainOn(made.path("train"), output, more);
  }

  private static Command trainOn(String corpus, String output, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--corpus", corpus, "--output", output));
    arguments.addAll(List.of("-p", "k=2", "-p", "passes=3"));
    arguments.addAll(List.of(more));
    return Command.run(arguments.toArray(String[]::new));
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(file));
  }

  @Test
  void aRunLeavesItsModelItsRecordAndALineARound() throws IOException {
    Path output = scratch.resolve("model");
    Command run = train(output.toString(), "--held-out", made.path("test"), "-p", "seed=9");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode record = json(output.resolve("run.json"));
    assertThat(record.path("status").asText()).isEqualTo("done");
    assertThat(record.path("seed").asLong()).isEqualTo(9);
    assertThat(record.path("kernels").asText()).isEqualTo(Rows.best().name());
    assertThat(record.path("versions").path("java").asText())
        .isEqualTo(System.getProperty("java.version"));
    assertThat(record.path("configuration").path("parameters").path("k").asText()).isEqualTo("2");
    JsonNode model = json(output.resolve("model.json"));
    assertThat(model.path("digest").asText()).hasSize(64);
    assertThat(model.path("vocabularyHash").asText()).hasSize(64);
    List<String> metrics = Files.readAllLines(output.resolve("metrics.jsonl"));
    assertThat(metrics).hasSize(record.path("counts").path("rounds").asInt());
    JsonNode last = new ObjectMapper().readTree(metrics.get(metrics.size() - 1));
    for (String name :
        List.of("round", "trainSeconds", "tokens", "tokensPerSecond", "bytesDown", "bytesUp")) {
      assertThat(last.has(name)).as(name).isTrue();
    }
    assertThat(last.path("heldOutPerplexity").asDouble()).isBetween(2.0, 12.0);
    assertThat(last.path("heldOutStandardError").asDouble()).isPositive();
    assertThat(run.err()).contains("round 1/").contains("held-out").contains("eta");
    assertThat(output.resolve(".checkpoint")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cvb0", "vb"})
  void aLearnedPriorOfTopicsIsTheSameForAnyPartitions(String variational) throws IOException {
    String[] learned = {
      "-p", "optimizeTopicConcentration=true", "-p", "variational=" + variational
    };
    assertThat(train(scratch.resolve("a").toString(), learned).code()).isZero();
    String[] more = java.util.Arrays.copyOf(learned, learned.length + 2);
    more[learned.length] = "--partitions";
    more[learned.length + 1] = "3";
    assertThat(train(scratch.resolve("b").toString(), more).code()).isZero();
    assertThat(json(scratch.resolve("a/model.json")).path("digest"))
        .isEqualTo(json(scratch.resolve("b/model.json")).path("digest"));
  }

  @Test
  void sameSeedSameBitsForAnyPartitionsAndTheConfigurationFileIsWeakerThanP() throws IOException {
    Path conf = scratch.resolve("svi.properties");
    Files.writeString(conf, "seed = 5\nvariational = vb\n");
    String[] given = {"--conf", conf.toString(), "-p", "variational=cvb0"};
    train(scratch.resolve("a").toString(), given);
    train(scratch.resolve("b").toString(), "-p", "seed=5", "--partitions", "5");
    JsonNode a = json(scratch.resolve("a/model.json"));
    assertThat(a.path("parameters").path("variational").asText()).isEqualTo("cvb0");
    assertThat(a.path("digest").asText())
        .isEqualTo(json(scratch.resolve("b/model.json")).path("digest").asText());
  }

  @Test
  void wholeCorpusMeanFieldPrintsABoundThatNeverFalls() {
    String[] given = {"-p", "variational=vb", "-p", "subsamplingRate=1", "-p", "passes=25"};
    Command run = train(scratch.resolve("vb").toString(), given);
    List<Double> bounds =
        run.err()
            .lines()
            .filter(line -> line.contains("bound"))
            .map(line -> Double.valueOf(line.replaceAll(".*bound (\\S+) .*", "$1")))
            .toList();
    assertThat(bounds).hasSize(25).isSorted();
  }

  private void refused(Command run, int code, Path output, String... parts) throws IOException {
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    String message = run.err().lines().filter(l -> l.startsWith("polya: ")).findFirst().orElse("");
    assertThat(message).contains(parts).doesNotContain("Exception");
    if (Files.exists(output)) {
      try (Stream<Path> left = Files.list(output)) {
        assertThat(left.map(p -> p.getFileName().toString()).filter(n -> !n.startsWith(".")))
            .isSubsetOf("run.json", "metrics.jsonl");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"k=0", "k=-3", "k=2.5", "k=many", "learningDecay=0.5", "pruning=NaN"})
  void parametersOutOfRangeAreUsage(String parameter) throws IOException {
    Path output = scratch.resolve("m");
    String[] nameValue = parameter.split("=");
    refused(
        train(output.toString(), "-p", parameter),
        2,
        output,
        "Cannot set " + nameValue[0] + " to " + nameValue[1] + ": allowed is ");
  }

  @Test
  void anUnknownParameterModelOrMethodNamesTheNearest() throws IOException {
    Path output = scratch.resolve("m");
    refused(
        train(output.toString(), "-p", "docConcentraton=1"),
        2,
        output,
        "Did you mean docConcentration?");
    refused(train(output.toString(), "--model", "ldaa"), 2, output, "Did you mean lda?");
    refused(train(output.toString(), "--inference", "gibs"), 2, output, "Did you mean gibbs?");
    refused(train(output.toString(), "--conf", "none.conf"), 2, output, "none.conf");
    refused(
        train(output.toString(), "-p", "docConcentration=1,2,3"), 2, output, "allowed are 1 or 2");
  }

  @Test
  void aMissingDamagedOrNewerCorpusIsRefused() throws IOException {
    Path output = scratch.resolve("m");
    refused(
        trainOn(scratch + "/none", output.toString()),
        3,
        output,
        "Cannot read corpus at ",
        "/none");
    Path newer = Files.createDirectories(scratch.resolve("newer"));
    String manifest = Files.readString(Path.of(made.path("train"), "corpus.json"));
    Files.writeString(
        newer.resolve("corpus.json"), manifest.replaceAll("\"format\" : 1", "\"format\" : 3"));
    refused(
        trainOn(newer.toString(), output.toString()),
        3,
        output,
        "format 3, this version reads up to 2");
  }

  @Test
  void aDocumentsTableWithOtherColumnTypesIsRefused() throws IOException {
    String path = scratch.resolve("other").toString();
    made.corpus("typed", "1 1 2\n2 3 1\n", "vocabulary.txt");
    Path typed = Path.of(made.path("typed"));
    try (Stream<Path> entries = Files.list(typed)) {
      Path data =
          entries
              .filter(p -> p.getFileName().toString().startsWith("polya-data-"))
              .findFirst()
              .get();
      LocalSpark.session()
          .read()
          .parquet(data.resolve("documents").toString())
          .withColumn("counts", functions.expr("transform(counts, c -> cast(c as double))"))
          .write()
          .parquet(path);
      LocalSpark.session()
          .read()
          .parquet(path)
          .write()
          .mode("overwrite")
          .parquet(data.resolve("documents").toString());
    }
    // As an older version left it, whose manifest lists no files.
    Path manifest = typed.resolve("corpus.json");
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(manifest.toFile());
    json.remove("files");
    Files.deleteIfExists(typed.resolve(".corpus.json.crc"));
    Files.writeString(manifest, json.toString());
    Path output = scratch.resolve("m");
    refused(trainOn(typed.toString(), output.toString()), 5, output, "counts", "array<double>");
  }

  @Test
  void aHeldOutCorpusOfAnotherVocabularyDoesNotMatch() throws IOException {
    Path output = scratch.resolve("m");
    refused(
        train(output.toString(), "--held-out", made.path("foreign")), 5, output, "--vocabulary-of");
  }

  @Test
  void aModelThatIsThereStaysUnlessOverwritten() throws IOException {
    Path output = scratch.resolve("m");
    train(output.toString());
    String before = Files.readString(output.resolve("model.json"));
    Command again = train(output.toString(), "-p", "seed=2");
    assertThat(again.code()).isEqualTo(4);
    assertThat(again.err()).contains("--overwrite");
    assertThat(output.resolve("model.json")).hasContent(before);
    Command bad = train(output.toString(), "--overwrite", "-p", "docConcentration=1,2,3");
    assertThat(bad.code()).isEqualTo(2);
    assertThat(output.resolve("model.json")).hasContent(before);
    assertThat(train(output.toString(), "--overwrite", "-p", "seed=2").code()).isZero();
    assertThat(Files.readString(output.resolve("model.json"))).isNotEqualTo(before);
    try (Stream<Path> entries = Files.list(output)) {
      assertThat(entries.filter(p -> p.getFileName().toString().startsWith("polya-data-")))
          .hasSize(1);
    }
  }

  @Test
  void aFolderWithSomethingElseInItIsNotTouched() throws IOException {
    Path output = Files.createDirectories(scratch.resolve("mine"));
    Files.writeString(output.resolve("thesis.tex"), "years of work");
    Command run = train(output.toString(), "--overwrite");
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err()).contains("thesis.tex");
    assertThat(train(output.toString(), "-p", "k=0").code()).as("not even run.json").isEqualTo(4);
    try (Stream<Path> entries = Files.list(output)) {
      assertThat(entries).hasSize(1);
    }
  }

  @Test
  void aDamagedModelIsRefused() throws IOException {
    Path output = scratch.resolve("m");
    train(output.toString());
    Path manifest = output.resolve("model.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.substring(1));
    refusedModel(output, "damaged");
    Files.writeString(manifest, text.replaceAll("\"digest\" : \"..", "\"digest\" : \"zz"));
    refusedModel(output, "digest");
    Files.writeString(manifest, text.replaceAll("\"format\" : 2", "\"format\" : 4"));
    refusedModel(output, "format 4, this version reads up to 3");
    Files.writeString(manifest, "{");
    refusedModel(output, "damaged");
    Files.writeString(
        manifest, text.replaceAll("\"data\" : \"polya-data-", "\"data\" : \"polya-data-x"));
    refusedModel(output, "missing or damaged");
  }

  private static void refusedModel(Path model, String part) {
    Command run = Command.run("topics", "--model", model.toString());
    assertThat(run.code()).as(run.err()).isEqualTo(5);
    assertThat(run.err()).contains("Cannot read model at ").contains(part);
  }
}
