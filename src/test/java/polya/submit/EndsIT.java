package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that are told to end, and commands whose memory runs out. */
class EndsIT {
  private static final String GIANT = "100000000";

  @TempDir private static Path folder;
  private static Path corpus;

  private record Running(Process process, Path err) {
    /** Waits for what is to be, but no longer than the process lives. */
    void until(BooleanSupplier met) throws InterruptedException {
      while (process.isAlive() && !met.getAsBoolean()) {
        Thread.sleep(10);
      }
    }

    void untilSaid(String text) throws InterruptedException {
      until(() -> said().contains(text));
    }

    String said() {
      try {
        return Files.readString(err);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    /** Ends it by SIGTERM, which {@code kill} alone would do slower. */
    void terminate() {
      process.destroy();
    }

    /** How it ended, and within how many seconds. */
    int code(int seconds) throws IOException, InterruptedException {
      boolean over = process.waitFor(seconds, TimeUnit.SECONDS);
      process.destroyForcibly();
      Launch.settle(err);
      assertThat(over).as("within %d s\n%s", seconds, said()).isTrue();
      return process.exitValue();
    }
  }

  @BeforeAll
  static void ingest() {
    corpus = folder.resolve("corpus");
    Launch.ingested("synthetic", corpus);
  }

  private static void done(String... arguments) {
    Launch launch = Launch.here(arguments);
    assertThat(launch.exitCode()).as(launch.err()).isZero();
  }

  private static Running start(Path err, List<String> options, String... command)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(Launch.root() + "/submit/polya"));
    words.addAll(options);
    words.addAll(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile());
    builder.environment().put("POLYA_SPARK", "embedded");
    return new Running(builder.start(), err);
  }

  private static String[] gibbs(Path output, Path corpus, int topics, String... more) {
    List<String> words = new ArrayList<>(List.of("train", "--inference", "gibbs"));
    words.addAll(List.of("-p", "k=" + topics, "-p", "burnIn=20", "-p", "samples=1"));
    words.addAll(List.of("-p", "checkpointInterval=1000"));
    words.addAll(List.of("--corpus", corpus.toString(), "--output", output.toString()));
    words.addAll(List.of("--checkpoint-seconds", "1000000"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(file));
  }

  @Test
  void aTrainingThatIsToldToEndKeepsItsRound() throws Exception {
    Path model = folder.resolve("told");
    Running told = start(folder.resolve("told.err"), List.of(), gibbs(model, corpus, 8));
    told.untilSaid("\nround 4/");
    told.terminate();

    assertThat(told.code(25)).as(told.said()).isEqualTo(143);
    JsonNode record = json(model.resolve("run.json"));
    int round = record.path("counts").path("rounds").asInt();
    assertThat(round).isGreaterThanOrEqualTo(4);
    assertThat(record.path("checkpointAfterRound").asInt()).isEqualTo(round);
    assertThat(record.path("status").asText()).isEqualTo("interrupted");
    assertThat(record.path("exitCode").asInt()).isEqualTo(143);
    assertThat(told.said())
        .contains(
            "polya: Cannot finish train: it was ended by SIGTERM; round " + round + " of ",
            " is over, and its checkpoint is kept. Run it again, with --resume.")
        .doesNotContain("\tat ");

    Launch resumed = Launch.polya(gibbs(model, corpus, 8, "--resume"));
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("going on after round " + round + ",");
    Path undisturbed = folder.resolve("undisturbed");
    done(gibbs(undisturbed, corpus, 8));
    assertThat(json(model.resolve("model.json")).path("digest"))
        .isEqualTo(json(undisturbed.resolve("model.json")).path("digest"));
  }

  /** One document of so many tokens that a task cannot hold them. */
  @Test
  @Tag("long")
  void aTaskWithoutMemoryEndsWithResources() throws Exception {
    withoutMemory("local[2]", 5, "the memory of this process", "--driver-memory");
  }

  @Test
  @Tag("long")
  void anExecutorWithoutMemoryEndsWithResources() throws Exception {
    withoutMemory("local-cluster[1,1,1024]", 10, "the memory of executor", "--executor-memory");
  }

  /** A corpus of one document that has one word so many times. */
  private static Path giant(String name, String times) throws IOException {
    Path giant = folder.resolve(name);
    if (!Files.exists(giant)) {
      Path words = Files.writeString(folder.resolve("one.txt"), "1\n1\n1\n1 1 " + times + "\n");
      Path terms = Files.writeString(folder.resolve("one.terms"), "word\n");
      done(
          "ingest",
          "--format",
          "uci",
          "--input",
          words.toString(),
          "--vocabulary",
          terms.toString(),
          "--max-document-tokens",
          times,
          "--output",
          giant.toString());
    }
    return giant;
  }

  private static void withoutMemory(String master, int minutes, String... said) throws Exception {
    Path giant = giant("giant" + master.length(), GIANT);
    Path model = folder.resolve("model-" + master.length());
    Running starved =
        start(
            folder.resolve("err-" + master.length()),
            List.of(
                "--master",
                master,
                "--driver-memory",
                "1g",
                "--executor-memory",
                "1g",
                "--conf",
                "spark.task.maxFailures=2"),
            "train",
            "--inference",
            "gibbs",
            "-p",
            "k=4",
            "-p",
            "start=prefix",
            "--corpus",
            giant.toString(),
            "--output",
            model.toString());

    assertThat(starved.code(60 * minutes)).as(starved.said()).isEqualTo(6);
    assertThat(starved.said()).contains(said).contains("Java heap space");
    assertThat(json(model.resolve("run.json")).path("exitCode").asInt()).isEqualTo(6);
    assertThat(model.resolve("model.json")).doesNotExist();
  }

  @Test
  @Tag("long")
  void aDriverWithoutMemoryEndsWithResources() throws Exception {
    Path model = folder.resolve("starved");
    Running starved =
        start(
            folder.resolve("starved.err"),
            List.of("--driver-memory", "512m"),
            "train",
            "-p",
            "k=1000000",
            "--corpus",
            corpus.toString(),
            "--output",
            model.toString());
    assertThat(starved.code(300)).as(starved.said()).isEqualTo(6);
    assertThat(json(model.resolve("run.json")).path("exitCode").asInt()).isEqualTo(6);
  }

  /** Every round takes seconds. */
  private static Path slow() throws IOException {
    return giant("slow", "20000000");
  }

  @Test
  @Tag("long")
  void aSecondSignalEndsAtOnce() throws Exception {
    Path model = folder.resolve("twice");
    Running twice =
        start(
            folder.resolve("twice.err"),
            List.of(),
            gibbs(model, slow(), 4, "-p", "start=prefix", "--grace", "3600"));
    twice.untilSaid("round 1/");
    twice.terminate();
    Thread.sleep(500);
    assertThat(twice.process().isAlive()).as("its round is not over").isTrue();
    twice.terminate();

    assertThat(twice.code(20)).as(twice.said()).isEqualTo(143);
    assertThat(List.of(model.toFile().list())).doesNotContain("run.json", "model.json");
  }

  @Test
  @Tag("long")
  void aRoundThatTakesLongerThanTheGraceIsGivenUp() throws Exception {
    Path model = folder.resolve("late");
    Running late =
        start(
            folder.resolve("late.err"),
            List.of(),
            gibbs(model, slow(), 4, "-p", "start=prefix", "--grace", "3"));
    late.untilSaid("round 1/");
    late.terminate();

    assertThat(late.code(20)).as(late.said()).isEqualTo(143);
    assertThat(late.said()).contains("Cannot finish train: it was ended by SIGTERM; ");
  }

  @Test
  @Tag("long")
  void whatWasPublishedStaysWhereTheNextIsEndedWhilePublishing() throws Exception {
    Path model = folder.resolve("published");
    done(gibbs(model, corpus, 4));
    byte[] before = Files.readAllBytes(model.resolve("model.json"));
    assertThat(endedWhilePublishing(model, "0")).isEqualTo(143);
    assertThat(Files.readAllBytes(model.resolve("model.json"))).isEqualTo(before);
    done("topics", "--model", model.toString());

    assertThat(endedWhilePublishing(model, "60")).as("there is time for it").isZero();
    assertThat(Files.readAllBytes(model.resolve("model.json"))).isNotEqualTo(before);
    assertThat(json(model.resolve("run.json")).path("status").asText()).isEqualTo("done");
  }

  private static int endedWhilePublishing(Path model, String grace) throws Exception {
    long there = tables(model);
    Running again =
        start(
            folder.resolve("published.err"),
            List.of(),
            gibbs(model, corpus, 60_000, "--overwrite", "--grace", grace));
    again.until(() -> tables(model) > there);
    again.terminate();
    return again.code(60);
  }

  /** Folders of data that have topics, whole or not: of metrics there may be one from the start. */
  private static long tables(Path model) {
    try (Stream<Path> entries = Files.list(model)) {
      return entries.filter(e -> Files.exists(e.resolve("topics"))).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
