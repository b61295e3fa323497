package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.spark.CrashingFileSystem;
import polya.spark.LocalSpark;

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
    CrashingFileSystem.heal();
    LocalSpark.session().sparkContext().setLogLevel("ERROR");
  }

  private static Command train(String output, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--inference", "gibbs", "--corpus", made.path("train")));
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
    String[] how = {"-p", "k=2", "-p", "checkpointInterval=2", "--checkpoint-seconds", "0"};
    assertThat(train(scratch.resolve("whole").toString(), how).code()).isZero();
    Path model = scratch.resolve("model");
    String output =
        CrashingFileSystem.under(LocalSpark.session().sparkContext().hadoopConfiguration(), model)
            .toString();
    LocalSpark.session().sparkContext().setLogLevel("OFF"); // It would print what the test breaks.
    List<String> resumed = new ArrayList<>(List.of(how));
    resumed.add("--resume");
    Random random = new Random(7);
    int deaths = 0;
    Command run;
    do {
      CrashingFileSystem.crashAfter(50 + random.nextInt(1500 * (1 + deaths)));
      run = train(output, resumed.toArray(String[]::new));
      deaths += CrashingFileSystem.heal() ? 1 : 0;
    } while (run.code() != 0 && deaths < 40);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(deaths).isGreaterThan(1);
    assertThat(digest(model)).isEqualTo(digest(scratch.resolve("whole")));
  }

  @Test
  void anotherSeedOrKCannotGoOnFromACheckpoint() {
    Path model = scratch.resolve("model");
    String output =
        CrashingFileSystem.under(LocalSpark.session().sparkContext().hadoopConfiguration(), model)
            .toString();
    LocalSpark.session().sparkContext().setLogLevel("OFF"); // It would print what the test breaks.
    String[] how = {"-p", "k=2", "-p", "checkpointInterval=2", "--checkpoint-seconds", "0"};
    CrashingFileSystem.crashAfter(2500);
    assertThat(train(output, how).code()).isNotZero();
    CrashingFileSystem.heal();
    assertThat(model.resolve(".checkpoint")).isNotEmptyDirectory();
    Command other = train(output, "-p", "k=3", "-p", "seed=2", "--resume");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("-p k was 2 and is 3, -p seed was 1 and is 2");
  }
}
