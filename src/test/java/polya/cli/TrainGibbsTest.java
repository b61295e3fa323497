package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.corpus.Document;
import polya.faults.FaultyFileSystem;
import polya.spark.LocalSpark;
import polya.spark.store.CorpusStore;

/** The commands with models trained by Gibbs sampling. */
class TrainGibbsTest {
  @TempDir static Path folder;
  private static TrainedModel made;

  @TempDir private Path scratch;

  @BeforeAll
  static void make() {
    LocalSpark.session();
    made = TrainedModel.in(folder);
  }

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
    LocalSpark.session().sparkContext().setLogLevel("ERROR");
  }

  private static Command train(String output, String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", "--inference", "gibbs"));
    if (!List.of(more).contains("--corpus")) {
      arguments.addAll(List.of("--corpus", made.path("train")));
    }
    arguments.addAll(List.of("--output", output, "-p", "burnIn=12", "-p", "samples=6"));
    arguments.addAll(List.of(more));
    return Command.run(arguments.toArray(String[]::new));
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(file));
  }

  private static String digest(Path model) throws IOException {
    return json(model.resolve("model.json")).path("digest").asText();
  }

  @Test
  void aModelIsTrainedScoredShownAndStartedFrom() throws IOException {
    Path model = scratch.resolve("model");
    Command run = train(model.toString(), "-p", "k=2", "--held-out", made.path("test"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("lda · gibbs  k 2");
    assertThat(json(model.resolve("model.json")).path("inference").asText()).isEqualTo("gibbs");
    List<String> metrics = Files.readAllLines(model.resolve("metrics.jsonl"));
    JsonNode last = new ObjectMapper().readTree(metrics.get(metrics.size() - 1));
    assertThat(last.path("changed").asDouble()).isBetween(0.0, 0.5);
    assertThat(last.path("heldOutPerplexity").asDouble()).isBetween(2.0, 12.0);
    assertThat(metrics.stream().filter(line -> line.contains("logLikelihood"))).hasSize(3);
    Command topics = Command.run("topics", "--model", model.toString(), "--terms", "4");
    assertThat(topics.out()).contains("sea").contains("hill");
    Command scored =
        Command.run(
            "perplexity",
            "--model",
            model.toString(),
            "--corpus",
            made.path("test"),
            "--output",
            scratch.resolve("perplexity").toString());
    assertThat(scored.code()).as(scored.err()).isZero();
    for (String method : new String[] {"gibbs", "svi"}) {
      Path warm = scratch.resolve("warm-" + method);
      Command started =
          Command.run(
              "train",
              "--inference",
              method,
              "--corpus",
              made.path("train"),
              "--output",
              warm.toString(),
              "--warm-start",
              model.toString());
      assertThat(started.code()).as(started.err()).isZero();
      assertThat(json(warm.resolve("model.json")).path("k").asInt()).isEqualTo(2);
    }
    Command fromSvi = train(scratch.resolve("s").toString(), "--warm-start", made.path("model"));
    assertThat(fromSvi.code()).as(fromSvi.err()).isZero();
    assertThat(Files.readAllLines(scratch.resolve("s/metrics.jsonl"))).hasSize(18);
  }

  @Test
  void aRunWhoseDiskDiesAgainAndAgainEndsAsIfNothingHadBeen() throws IOException {
    String[] how = {
      "-p",
      "k=2",
      "-p",
      "checkpointInterval=2",
      "-p",
      "keepSamples=3",
      "--checkpoint-seconds",
      "0",
      "--assignments"
    };
    assertThat(train(scratch.resolve("whole").toString(), how).code()).isZero();
    Path model = scratch.resolve("model");
    String output =
        FaultyFileSystem.under(LocalSpark.session().sparkContext().hadoopConfiguration(), model)
            .toString();
    LocalSpark.session().sparkContext().setLogLevel("OFF"); // It would print what the test breaks.
    List<String> resumed = new ArrayList<>(List.of(how));
    resumed.add("--resume");
    Random random = new Random(7);
    int deaths = 0;
    Command run;
    do {
      FaultyFileSystem.crashAfter(50 + random.nextInt(1500 * (1 + deaths)));
      run = train(output, resumed.toArray(String[]::new));
      deaths += FaultyFileSystem.heal() ? 1 : 0;
    } while (run.code() != 0 && deaths < 40);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(deaths).isGreaterThan(1);
    assertThat(digest(model)).isEqualTo(digest(scratch.resolve("whole")));
    assertThat(assignments(model)).isEqualTo(assignments(scratch.resolve("whole"))).hasSize(200);
    JsonNode samples = json(model.resolve("model.json")).path("samples");
    assertThat(samples)
        .hasSize(3)
        .isEqualTo(json(scratch.resolve("whole/model.json")).path("samples"));
    assertThat(model.resolve(".checkpoint")).doesNotExist();
  }

  @Test
  void samplesAreKeptWithTheModelAndAveragedOver() throws IOException {
    String model = scratch.resolve("model").toString();
    assertThat(train(model, "-p", "k=2", "-p", "keepSamples=2").code()).isZero();
    assertThat(train(scratch.resolve("none").toString(), "-p", "k=2").code()).isZero();
    JsonNode manifest = json(scratch.resolve("model/model.json"));
    assertThat(manifest.path("digest").asText()).isEqualTo(digest(scratch.resolve("none")));
    assertThat(manifest.path("samples")).hasSize(2);
    assertThat(json(scratch.resolve("none/model.json")).has("samples")).isFalse();

    JsonNode plugIn = scored(model, "plug-in", 0);
    JsonNode samples = scored(model, "samples", 2);
    JsonNode draws = scored(model, "draws", 2);
    assertThat(scored(model, "samples", 2)).isEqualTo(samples);
    for (int e = 0; e < 3; e++) {
      double p = plugIn.at("/estimates/" + e + "/perplexity").asDouble();
      String at = "/estimates/" + e;
      assertThat(samples.at(at + "/perplexity").asDouble()).isNotEqualTo(p).isBetween(p / 2, 2 * p);
      assertThat(draws.at(at + "/perplexity").asDouble())
          .isNotEqualTo(samples.at(at + "/perplexity").asDouble())
          .isBetween(p / 2, 2 * p);
      for (String count : List.of("tokens", "scoredDocuments", "unscorableDocuments")) {
        assertThat(samples.at(at).path(count)).isEqualTo(plugIn.at(at).path(count));
      }
      assertThat(samples.at(at + "/monteCarloStandardError").asDouble()).isPositive();
    }
    assertThat(scratch.resolve("perplexity").toFile().list())
        .allMatch(name -> !name.startsWith("polya-data-"));

    Command without = perplexity(scratch.resolve("none").toString(), "samples");
    assertThat(without.code()).isEqualTo(2);
    assertThat(without.err()).contains("has no samples", "-p keepSamples=10");
    assertThat(perplexity(model, "mean").code()).isEqualTo(2);
    Command many = train(scratch.resolve("m").toString(), "-p", "k=2", "-p", "keepSamples=7");
    assertThat(many.code()).isEqualTo(2);
    assertThat(many.err()).contains("there will be 6");

    // As an older version left it, whose manifest lists no files.
    Path store = scratch.resolve("model");
    Files.deleteIfExists(store.resolve(".model.json.crc"));
    Files.writeString(store.resolve("model.json"), ((ObjectNode) manifest).without("files") + "");
    Path data = store.resolve(manifest.path("data").asText());
    Files.move(data.resolve("samples/2"), data.resolve("samples/0"));
    Files.move(data.resolve("samples/1"), data.resolve("samples/2"));
    Files.move(data.resolve("samples/0"), data.resolve("samples/1"));
    Command swapped = perplexity(model, "samples");
    assertThat(swapped.code()).isEqualTo(5);
    assertThat(swapped.err()).contains("do not have the digest");
    assertThat(perplexity(model, "plug-in").code()).isZero();
  }

  @Test
  void theOnlySampleSaysWhatTheModelSays() throws IOException {
    String model = scratch.resolve("model").toString();
    assertThat(train(model, "-p", "k=2", "-p", "samples=1", "-p", "keepSamples=1").code()).isZero();
    JsonNode plugIn = scored(model, "plug-in", 0);
    JsonNode sample = scored(model, "samples", 1);
    for (int e = 0; e < 3; e++) { // A mean of one is as good as it but for float's rounding.
      for (String figure : List.of("perplexity", "standardError", "monteCarloStandardError")) {
        String at = "/estimates/" + e + "/" + figure;
        assertThat(sample.at(at).asDouble()).isCloseTo(plugIn.at(at).asDouble(), within(1e-4));
      }
    }
  }

  private Command perplexity(String model, String topics) {
    return Command.run(
        "perplexity",
        "--model",
        model,
        "--corpus",
        made.path("test"),
        "--topics",
        topics,
        "--particles",
        "5",
        "--estimator",
        "completion,left-to-right,bound",
        "--output",
        scratch.resolve("perplexity").toString(),
        "--overwrite");
  }

  private JsonNode scored(String model, String topics, int samples) throws IOException {
    Command run = perplexity(model, topics);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().contains(samples + " samples of the topics")).isEqualTo(samples > 0);
    JsonNode result = json(scratch.resolve("perplexity/perplexity.json"));
    assertThat(result.path("topics").asText()).isEqualTo(topics);
    assertThat(result.path("samples").asInt()).isEqualTo(samples);
    return result;
  }

  private static Dataset<Row> table(Path model, String name) throws IOException {
    String data = json(model.resolve("model.json")).path("data").asText();
    return LocalSpark.session().read().parquet(model.resolve(data).resolve(name).toString());
  }

  /** By id: the terms of a document's tokens, then their topics. */
  private static Map<String, List<List<Integer>>> assignments(Path model) throws IOException {
    Map<String, List<List<Integer>>> assignments = new TreeMap<>();
    for (Row row : table(model, "assignments").select("id", "terms", "topics").collectAsList()) {
      assignments.put(row.getString(0), List.of(row.getList(1), row.getList(2)));
    }
    return assignments;
  }

  @Test
  void assignmentsAreOfEveryTokenAndAddUpToTheSavedCounts() throws IOException {
    Path model = scratch.resolve("model");
    Command run =
        train(
            model.toString(),
            "-p",
            "k=3",
            "-p",
            "samples=0",
            "-p",
            "topicConcentration=0.01",
            "--assignments",
            "--partitions=3");
    assertThat(run.code()).as(run.err()).isZero();
    Map<String, List<List<Integer>>> assignments = assignments(model);
    CorpusStore corpus = CorpusStore.open(LocalSpark.session(), made.path("train"));
    List<Document> documents = corpus.documentRdd().collect();
    assertThat(assignments).hasSize(documents.size());
    double[][] counts = new double[12][3];
    long tokens = 0;
    for (Document document : documents) {
      List<Integer> terms = new ArrayList<>();
      for (int i = 0; i < document.terms().length; i++) {
        terms.addAll(Collections.nCopies(document.counts()[i], document.terms()[i]));
      }
      List<List<Integer>> own = assignments.get(document.id());
      assertThat(own.get(0)).isEqualTo(terms);
      assertThat(own.get(1)).hasSameSizeAs(terms);
      for (int i = 0; i < terms.size(); i++) {
        counts[terms.get(i)][own.get(1).get(i)]++;
        tokens++;
      }
    }
    assertThat(tokens).isEqualTo(corpus.info().tokens());
    for (Row row : table(model, "topics").collectAsList()) {
      List<Float> weights = row.getList(2);
      for (int k = 0; k < 3; k++) {
        // Without samples the saved weights are the counts of the last sweep, and β.
        assertThat(weights.get(k)).isEqualTo((float) (counts[row.getInt(0)][k] + 0.01));
      }
    }
  }

  @Test
  void assignmentsThatCannotBeHadAreRefused() throws IOException {
    Path model = scratch.resolve("model");
    Command svi =
        Command.run(
            "train",
            "--inference",
            "svi",
            "--corpus",
            made.path("train"),
            "--output",
            model.toString(),
            "--assignments");
    assertThat(svi.code()).isEqualTo(2);
    assertThat(svi.err()).contains("Cannot write the assignments of tokens: no round");
    Command noSweep = train(model.toString(), "-p", "maxIter=1", "--assignments");
    assertThat(noSweep.code()).isEqualTo(2);
    assertThat(train(model.toString(), "-p", "k=2").code()).isZero();
    String before = digest(model);
    Command late = train(model.toString(), "-p", "k=2", "--resume", "--assignments");
    assertThat(late.code()).isEqualTo(2);
    assertThat(late.err()).contains("it was finished without them");
    assertThat(digest(model)).isEqualTo(before);
    Command anew = train(model.toString(), "-p", "k=2", "--overwrite", "--assignments");
    assertThat(anew.code()).as(anew.err()).isZero();
    assertThat(digest(model)).isEqualTo(before);
    assertThat(assignments(model)).hasSize(200);
    Command again = train(model.toString(), "-p", "k=2", "--resume", "--assignments");
    assertThat(again.out()).contains("was finished before; nothing was changed");
    assertThat(assignments(model)).hasSize(200);
  }

  @Test
  void anotherCorpusSeedOrKCannotGoOnFromACheckpointAndATruncatedOneGivesWay() throws IOException {
    String[] how = {"-p", "k=2", "-p", "checkpointInterval=2", "--checkpoint-seconds", "0"};
    assertThat(train(scratch.resolve("whole").toString(), how).code()).isZero();
    Path model = scratch.resolve("model");
    String output =
        FaultyFileSystem.under(LocalSpark.session().sparkContext().hadoopConfiguration(), model)
            .toString();
    LocalSpark.session().sparkContext().setLogLevel("OFF"); // It would print what the test breaks.
    FaultyFileSystem.crashAfter(2500);
    assertThat(train(output, how).code()).isNotZero();
    FaultyFileSystem.heal();
    assertThat(model.resolve(".checkpoint")).isNotEmptyDirectory();
    Command other = train(output, "-p", "k=3", "-p", "seed=2", "--resume");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("-p k was 2 and is 3, -p seed was 1 and is 2");
    Command otherCorpus = train(output, "-p", "k=2", "--corpus", made.path("test"), "--resume");
    assertThat(otherCorpus.code()).isEqualTo(5);
    assertThat(otherCorpus.err()).contains("corpus data was polya-data-").contains("tokens was ");
    int newest = truncated(model.resolve(".checkpoint"));
    String[] resumed = Arrays.copyOf(how, how.length + 1);
    resumed[how.length] = "--resume";
    Command run = train(output, resumed);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("round-" + newest + " is damaged: ")
        .contains("going on after round " + (newest - 2));
    assertThat(digest(model)).isEqualTo(digest(scratch.resolve("whole")));
  }

  /** Cuts the tiles' states of the newest whole checkpoint in half; after how many rounds it is. */
  private static int truncated(Path checkpoints) throws IOException {
    int newest = 0;
    try (Stream<Path> rounds = Files.list(checkpoints)) {
      for (Path round : rounds.toList()) {
        boolean whole = Files.exists(round.resolve("checkpoint.json"));
        int number = whole ? Integer.parseInt(round.toString().replaceAll(".*round-", "")) : 0;
        newest = Math.max(newest, number);
      }
    }
    assertThat(newest).isGreaterThan(2);
    try (Stream<Path> files = Files.walk(checkpoints.resolve("round-" + newest + "/tiles"))) {
      for (Path table : files.filter(file -> file.toString().endsWith(".parquet")).toList()) {
        byte[] bytes = Files.readAllBytes(table);
        Files.write(table, Arrays.copyOf(bytes, bytes.length / 2));
      }
    }
    return newest;
  }
}
