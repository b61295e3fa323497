package polya.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.faults.TaskFault.Action;
import polya.faults.Trial.Method;
import polya.submit.Launch;
import polya.submit.StandaloneCluster;

/** SIGTERM and SIGINT in every phase of a command whose executors are processes of their own. */
@Tag("faults")
class ToldToEndIT {
  private static final int SECONDS = 1200;

  @TempDir private static Path folder;
  private static StandaloneCluster standalone;

  /** What a command does when the signal comes. */
  private enum Phase {
    START(TaskFault.at(0, Action.SLEEP, 5000), "^nothing$", 0, false),
    ROUND(TaskFault.at(0, Action.SLEEP, 3000).inRound(3), "^nothing$", 0, false),
    CHECKPOINT(null, "^create .*/[.]checkpoint/round-", 0, false),
    PUBLISH(null, "^mkdirs .*/polya-data-[^/]*/topics/_temporary/0$", 0, true),
    /** The first time it is what an earlier run may have left. */
    CLEANUP(null, "^delete .*/[.]checkpoint$", 1, true);

    private final TaskFault task;
    private final FileFault disk;
    private final boolean ends;

    Phase(TaskFault task, String operation, long sound, boolean ends) {
      this.task = task;
      this.disk = new FileFault(FileFault.Mode.WAIT, sound, Pattern.compile(operation));
      this.ends = ends;
    }
  }

  private static synchronized String standalone() throws Exception {
    if (standalone == null) {
      Launch.polya("params"); // Makes the embedded Spark where it is not there yet.
      standalone = StandaloneCluster.start(Launch.root().resolve("target/spark"), folder, 2);
    }
    return standalone.master();
  }

  @AfterAll
  static void close() {
    if (standalone != null) {
      standalone.close();
    }
  }

  private static Trial on(String master, Trial trial) throws Exception {
    return master.equals("standalone")
        ? trial.options("--master", standalone(), "--executor-memory", "1g")
        : trial.localCluster(2);
  }

  private static void send(String signal, Trial trial) throws IOException, InterruptedException {
    String pid = Long.toString(trial.process().pid());
    new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
  }

  private static JsonNode record(Trial trial) throws IOException {
    return new ObjectMapper().readTree(Files.readString(trial.model().resolve("run.json")));
  }

  @ParameterizedTest
  @CsvSource({
    "local-cluster, TERM, START, driver",
    "local-cluster, INT, ROUND, sharded",
    "local-cluster, TERM, CHECKPOINT, driver",
    "local-cluster, TERM, PUBLISH, sharded",
    "local-cluster, INT, CLEANUP, driver",
    "standalone, INT, START, sharded",
    "standalone, TERM, ROUND, driver",
    "standalone, INT, CHECKPOINT, sharded",
    "standalone, INT, PUBLISH, driver",
    "standalone, TERM, CLEANUP, sharded"
  })
  void aTrainingKeepsWhatItHas(String master, String signal, Phase phase, String placement)
      throws Exception {
    String name = master + "-" + phase;
    Method method = Method.GIBBS;
    Trial told =
        on(master, Trial.of(folder, name).by(method, placement))
            .disk(phase.disk)
            .with("--grace", "120");
    told.plan(phase.task == null ? List.of() : List.of(phase.task)).start();
    Path waits = told.operations().resolveSibling(name + ".log.waits");
    assertThat(told.until(() -> phase.task == null ? Files.exists(waits) : told.isBefallen()))
        .as(told.said())
        .isTrue();
    List<ProcessHandle> executors = told.process().descendants().toList();
    send(signal, told);

    int code = signal.equals("INT") ? 130 : 143;
    int ended = told.code(SECONDS);
    assertThat(ended).as(told.said()).isEqualTo(phase.ends ? 0 : code);
    assertThat(record(told).path("exitCode").asInt()).isEqualTo(ended);
    if (!phase.ends) {
      assertThat(record(told).path("status").asText()).isEqualTo("interrupted");
      assertThat(told.said()).contains("polya: Cannot finish train: it was ended by SIG" + signal);
      assertThat(record(told).path("checkpointAfterRound").asInt())
          .isEqualTo(record(told).path("counts").path("rounds").asInt());
    }
    assertThat(told.said()).doesNotContain("\tat ");
    told.process().waitFor();
    for (ProcessHandle executor : executors) {
      executor.onExit().get(20, java.util.concurrent.TimeUnit.SECONDS);
    }

    Launch again = told.again();
    boolean identical = told.digest().equals(Trial.undisturbed(method));
    FaultTable.tell("told to end in every phase", 1, again.exitCode(), identical);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(identical).as(told.said()).isTrue();
    assertThat(told.model().resolve(".checkpoint")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"local-cluster, TERM", "standalone, INT"})
  void anIngestLeavesItsRecordAlone(String master, String signal) throws Exception {
    Path sample = Launch.root().resolve("data-samples/synthetic");
    Trial told =
        on(master, Trial.of(folder, master + "-ingest"))
            .disk(FileFault.at("^create .*/polya-data-[^/]*/", FileFault.Mode.WAIT));
    told.start(
        List.of(),
        List.of(
            "ingest",
            "--format=uci",
            "--input=" + sample.resolve("docword.synthetic.txt.gz"),
            "--vocabulary=" + sample.resolve("vocab.synthetic.txt"),
            "--output=crash://" + told.model()));
    Path waits = told.operations().resolveSibling(master + "-ingest.log.waits");
    assertThat(told.until(() -> Files.exists(waits))).as(told.said()).isTrue();
    send(signal, told);

    int code = told.code(SECONDS);
    assertThat(code).as(told.said()).isEqualTo(signal.equals("INT") ? 130 : 143);
    assertThat(record(told).path("exitCode").asInt()).isEqualTo(code);
    assertThat(told.said()).contains("polya: Cannot finish ingest: it was ended by SIG" + signal);
    try (Stream<Path> left = Files.list(told.model())) {
      assertThat(left.map(p -> p.getFileName().toString()).collect(Collectors.toSet()))
          .containsExactly("run.json");
    }
    FaultTable.tell("told to end in ingest", 1, code, false);
  }
}
