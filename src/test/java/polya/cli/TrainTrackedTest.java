package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.faults.FaultyFileSystem;
import polya.mlflow.FakeMlflow;
import polya.spark.LocalSpark;

/** The command train with --mlflow: the model is the same, and the server hears all of it. */
class TrainTrackedTest {
  @TempDir static Path folder;
  private static TrainedModel made;

  @TempDir private Path scratch;
  private Path model;
  private String output;
  private FakeMlflow fake;

  @BeforeAll
  static void make() {
    LocalSpark.session();
    made = TrainedModel.corpora(folder);
  }

  @BeforeEach
  void place() throws IOException {
    fake = new FakeMlflow();
    model = scratch.resolve("model");
    output =
        FaultyFileSystem.under(LocalSpark.session().sparkContext().hadoopConfiguration(), model)
            .toString();
  }

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
    LocalSpark.session().sparkContext().setLogLevel("ERROR");
    fake.close();
  }

  private Command train(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--corpus", made.path("train"), "--output", output));
    arguments.addAll(List.of("-p", "k=2", "-p", "passes=12", "-p", "checkpointInterval=2"));
    arguments.addAll(List.of("--checkpoint-seconds", "0"));
    arguments.addAll(List.of(more));
    return Command.run(arguments.toArray(String[]::new));
  }

  private Command tracked(String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--mlflow", fake.uri().replace("//", "//ann:secret@")));
    return train(arguments.toArray(String[]::new));
  }

  private JsonNode record() throws IOException {
    return new ObjectMapper().readTree(Files.readString(model.resolve("run.json")));
  }

  /** The steps that a figure was told at. */
  private static List<Integer> steps(FakeMlflow.Run run, String figure) {
    return run.figures.stream()
        .filter(told -> told.startsWith(figure + "@"))
        .map(told -> Integer.valueOf(told.substring(figure.length() + 1)))
        .toList();
  }

  /** It is also interrupted, goes on in the same run, and is told of when it is over. */
  @Test
  void theModelIsTheSameAndTheServerHearsEveryRoundOnce() throws IOException {
    assertThat(train().code()).isZero();
    String digest = record().path("digest").asText();
    int rounds = record().path("counts").path("rounds").asInt();
    Command over = tracked("--resume", "--mlflow-experiment", "afterwards");
    assertThat(over.code()).as(over.err()).isZero();
    told(fake.runs.remove("run0"), rounds, digest);
    Files.move(model, scratch.resolve("plain"));

    LocalSpark.session().sparkContext().setLogLevel("OFF"); // It would print what the test breaks.
    FaultyFileSystem.crashAfter(900);
    assertThat(tracked("--held-out", made.path("test")).code()).isNotZero();
    assertThat(FaultyFileSystem.heal()).isTrue();
    FakeMlflow.Run run = fake.runs.get("run0");
    assertThat(run.status).isEqualTo("FAILED");

    Command resumed = tracked("--resume", "--held-out", made.path("test"));
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("mlflow: " + fake.uri() + "/#/experiments/1/runs/run0");
    assertThat(resumed.err()).doesNotContain("secret");
    assertThat(record().path("digest").asText()).isEqualTo(digest);
    assertThat(record().path("mlflow").path("runId").asText()).isEqualTo("run0");
    assertThat(record().toString()).doesNotContain("secret");

    assertThat(fake.runs).hasSize(1);
    told(run, rounds, digest);
    assertThat(steps(run, "heldOutPerplexity")).isNotEmpty();
    assertThat(run.parameters).containsEntry("k", "2").containsEntry("model", "lda");
    assertThat(run.tags).containsKeys("polya.version", "polya.vocabularyHash");
    assertThat(run.files.get("run.json")).isEqualTo(Files.readString(model.resolve("run.json")));
  }

  private static void told(FakeMlflow.Run run, int rounds, String digest) {
    assertThat(run.status).isEqualTo("FINISHED");
    assertThat(steps(run, "trainSeconds"))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, rounds).boxed().toList());
    assertThat(steps(run, "counts.tokens")).contains(rounds);
    assertThat(run.tags).containsEntry("polya.digest", digest);
    assertThat(run.files).containsOnlyKeys("metrics.jsonl", "model.json", "run.json");
  }

  @Test
  void aServerThatIsAwayAtTheStartIsToldBeforeAnythingIsTrained() throws IOException {
    fake.manner = FakeMlflow.Manner.FAILING;
    Command refused = tracked();
    assertThat(refused.code()).isEqualTo(75);
    assertThat(refused.err())
        .contains("polya: Cannot log to MLflow at " + fake.uri() + ": it answered 503; ")
        .hasLineCount(2); // The first says why it is svi.
    assertThat(model.resolve("model.json")).doesNotExist();
    assertThat(record().path("exitCode").asInt()).isEqualTo(75);
  }

  /** One that goes away while it trains costs a warning; the model is there. */
  @Test
  void aServerThatGoesAwayCostsAWarning() throws IOException {
    Thread away =
        new Thread(
            () -> {
              while (fake.runs.values().stream().noneMatch(r -> !r.figures.isEmpty())) {
                Thread.onSpinWait();
              }
              fake.manner = FakeMlflow.Manner.HANGING_UP;
            });
    away.start();
    Command trained = tracked();
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.err())
        .contains("warning: MLflow has not all of this run, the connection broke");
    assertThat(record().path("status").asText()).isEqualTo("done");
  }

  @Test
  void mistakesAreToldBeforeAnythingIsRead() {
    Map<String, String> mistakes =
        Map.of(
            "--mlflow databricks", "Cannot use --mlflow databricks: ",
            "--mlflow-experiment x", "Cannot use --mlflow-experiment: x; allowed is only with");
    mistakes.forEach(
        (options, sentence) -> {
          Command refused = train(options.split(" "));
          assertThat(refused.code()).isEqualTo(2);
          assertThat(refused.err()).startsWith("polya: " + sentence);
        });
    assertThat(model).doesNotExist();
  }
}
