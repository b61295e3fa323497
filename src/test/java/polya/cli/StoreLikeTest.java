package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.spark.LocalSpark;
import polya.spark.StoreLikeFileSystem;
import polya.spark.store.OutputKind;
import polya.spark.store.StoreFolder;

/**
 * Commands on what behaves like an object store: late listings, no rename, files whole at close.
 */
class StoreLikeTest {
  private static final int LATE = 60;

  @TempDir static Path folder;
  private static TrainedModel made;
  private static Configuration hadoop;

  private String place;

  @BeforeAll
  static void make() {
    hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
    made = TrainedModel.corpora(folder);
  }

  @BeforeEach
  void empty() {
    StoreLikeFileSystem.reset(LATE, true);
    place = StoreLikeFileSystem.under(hadoop, "bucket").toString();
  }

  @AfterEach
  void heal() {
    StoreLikeFileSystem.heal();
    LocalSpark.session().sparkContext().setLogLevel("ERROR");
  }

  @AfterAll
  static void forget() {
    StoreLikeFileSystem.forget(hadoop);
  }

  private static Command run(String... arguments) {
    return Command.run(arguments);
  }

  private static void done(String... arguments) {
    Command command = run(arguments);
    assertThat(command.code()).as(command.err()).isZero();
  }

  private void ingest(String corpus) {
    List<String> ingest = new ArrayList<>(List.of("ingest", "--format", "uci"));
    ingest.addAll(List.of("--input", made.path("train.uci"), "--overwrite"));
    ingest.addAll(List.of("--vocabulary", made.path("vocabulary.txt"), "--output", corpus));
    done(ingest.toArray(String[]::new));
  }

  /** Trains four passes of vb, whose tiles remember, with a checkpoint after each. */
  private static Command train(String corpus, String model, String... more) {
    List<String> train = new ArrayList<>(List.of("train", "--corpus", corpus, "--output", model));
    for (String p : List.of("k=2", "passes=4", "variational=vb", "subsamplingRate=1")) {
      train.addAll(List.of("-p", p));
    }
    train.addAll(List.of("-p", "checkpointInterval=1", "--checkpoint-seconds", "0"));
    train.addAll(List.of(more));
    return run(train.toArray(String[]::new));
  }

  private static JsonNode json(String path) {
    String text = StoreLikeFileSystem.text(new org.apache.hadoop.fs.Path(path));
    try {
      return text == null ? null : new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError(path + " is no JSON: " + text, e);
    }
  }

  private static String digest(String model) {
    return json(model + "/model.json").path("digest").asText();
  }

  /** What a manifest lists is there, and of each table nothing else. */
  private static void isAsListed(String store, String manifest) {
    JsonNode json = json(store + "/" + manifest);
    String data = store + "/" + json.path("data").asText() + "/";
    Set<String> listed = new TreeSet<>();
    json.path("files").forEach(file -> listed.add(file.path("path").asText()));
    assertThat(listed).isNotEmpty();
    Set<String> there = new TreeSet<>();
    String root = new org.apache.hadoop.fs.Path(data).toUri().getPath() + "/";
    for (String key : StoreLikeFileSystem.keys(new org.apache.hadoop.fs.Path(data))) {
      if (key.contains("part-")) {
        there.add(key.substring(root.length()));
      }
    }
    listed.removeIf(path -> !path.contains("part-"));
    assertThat(there).isEqualTo(listed);
  }

  @Test
  void aModelIsMadeAndUsedOnAStoreAsOnADisk() throws IOException {
    String local = folder.resolve("model").toString();
    assertThat(train(made.path("train"), local).code()).isZero();
    String digest =
        new ObjectMapper()
            .readTree(folder.resolve("model/model.json").toFile())
            .path("digest")
            .asText();
    String corpus = place + "/corpus";
    String model = place + "/model";
    ingest(corpus);
    isAsListed(corpus, "corpus.json");

    Command held = train(corpus, model, "--min-tokens", "1000000");
    assertThat(held.code()).as(held.err()).isEqualTo(7);
    assertThat(json(model + "/model.json")).isNull();
    done("publish", "--model", model);
    assertThat(digest(model)).isEqualTo(digest);
    isAsListed(model, "model.json");
    assertThat(StoreLikeFileSystem.text(new org.apache.hadoop.fs.Path(model, "metrics.jsonl")))
        .hasLineCount(4);

    String[] on = {"--model", model, "--corpus", corpus, "--output"};
    String rows = place + "/rows";
    String scores = place + "/scores";
    done("transform", on[0], on[1], on[2], on[3], on[4], rows);
    isAsListed(rows, "transform.json");
    done("perplexity", on[0], on[1], on[2], on[3], on[4], scores, "--document-rows");
    isAsListed(scores, "perplexity.json");
    assertThat(run("topics", "--model", model).out()).contains("sea").contains("hill");
    assertThat(StoreLikeFileSystem.renamed()).isEmpty();
    assertThat(StoreLikeFileSystem.keys(new org.apache.hadoop.fs.Path(place)))
        .noneMatch(key -> key.endsWith(".new"));
  }

  @Test
  void ofTwoWhoWriteOneWinsAndTheOtherIsTold() {
    String corpus = place + "/corpus";
    try (StoreFolder first = StoreFolder.claim(hadoop, corpus, OutputKind.CORPUS, false, false)) {
      Command second =
          run(
              "ingest",
              "--format",
              "uci",
              "--input",
              made.path("train.uci"),
              "--vocabulary",
              made.path("vocabulary.txt"),
              "--output",
              corpus);
      assertThat(second.code()).isEqualTo(4);
      assertThat(second.err()).contains("another run writes there, process ");
      try (StoreFolder third = StoreFolder.claim(hadoop, corpus, OutputKind.CORPUS, false, true)) {
        third.commit("{\"format\": 1, \"data\": \"" + third.dataName() + "\"}");
        String published = json(corpus + "/corpus.json").path("data").asText();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> first.commit("{\"format\": 1}"))
            .isInstanceOf(polya.Failure.class)
            .hasMessageContaining("its lease was broken, by process");
        assertThat(json(corpus + "/corpus.json").path("data").asText()).isEqualTo(published);
      }
    }
  }

  /** Every death is followed by a look of a reader's: the old model, or the new one. */
  @Test
  @Tag("long")
  void aRunThatDiesAnywhereLeavesTheOldModelOrTheNew() throws IOException {
    LocalSpark.session().sparkContext().setLogLevel("OFF"); // It would print what dies.
    String corpus = place + "/corpus";
    String model = place + "/model";
    ingest(corpus);
    assertThat(train(corpus, place + "/undisturbed", "-p", "seed=8").code()).isZero();
    String newer = digest(place + "/undisturbed");
    assertThat(train(corpus, model).code()).isZero();
    String old = digest(model);
    assertThat(old).isNotEqualTo(newer);
    Random random = new Random(5);
    int deaths = 0;
    Command run;
    do {
      StoreLikeFileSystem.crashAfter(20 + random.nextInt(200 * (2 + deaths)));
      run = train(corpus, model, "-p", "seed=8", "--overwrite", "--resume");
      deaths += StoreLikeFileSystem.heal() ? 1 : 0;
      assertThat(digest(model)).isIn(old, newer);
      isAsListed(model, "model.json");
    } while (run.code() != 0 && deaths < 60);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(deaths).isGreaterThan(3);
    assertThat(digest(model)).isEqualTo(newer);
    done("topics", "--model", model);
    done("clean", model);
    assertThat(StoreLikeFileSystem.renamed()).isEmpty();
  }

  @Test
  @Tag("long")
  void anIngestionThatDiesAnywhereLeavesTheOldCorpusOrTheNew() {
    LocalSpark.session().sparkContext().setLogLevel("OFF"); // It would print what dies.
    String corpus = place + "/corpus";
    ingest(corpus);
    Random random = new Random(6);
    int deaths = 0;
    Command run;
    do {
      StoreLikeFileSystem.crashAfter(random.nextInt(40 * (2 + deaths)));
      run =
          run(
              "ingest",
              "--format",
              "uci",
              "--input",
              made.path("train.uci"),
              "--overwrite",
              "--vocabulary",
              made.path("vocabulary.txt"),
              "--output",
              corpus);
      deaths += StoreLikeFileSystem.heal() ? 1 : 0;
      isAsListed(corpus, "corpus.json");
      assertThat(json(corpus + "/corpus.json").path("documents").asInt()).isEqualTo(200);
    } while (run.code() != 0 && deaths < 40);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(deaths).isGreaterThan(3);
  }

  /** A store that compares nothing holds nobody off, but whoever publishes, does so whole. */
  @Test
  @Tag("long")
  void aStoreWithoutConditionsHasModelsToo() {
    StoreLikeFileSystem.reset(LATE, false);
    String corpus = place + "/corpus";
    ingest(corpus);
    String model = place + "/model";
    assertThat(train(corpus, model, "-p", "modelPlacement=sharded").code()).isZero();
    isAsListed(model, "model.json");
    assertThat(train(corpus, model, "--overwrite").code()).isZero();
    isAsListed(model, "model.json");
    assertThat(StoreLikeFileSystem.renamed()).isEmpty();
  }
}
