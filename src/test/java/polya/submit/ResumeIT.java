package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver is killed, as a scheduler kills it, and the same command is run again. */
class ResumeIT {
  /** The first run, and one that was resumed itself. */
  private static final int KILLS = 2;

  @TempDir private Path folder;

  @Test
  void aDriverKilledAtRandomMomentsEndsWithTheModelOfAnUndisturbedOne() throws Exception {
    Launch.ingested("synthetic", folder.resolve("corpus"));
    done(train("undisturbed"));
    int rounds = json("undisturbed/model.json").path("provenance").path("rounds").asInt();

    Random random = new Random();
    for (int kill = 1; kill <= KILLS; kill++) {
      killed(kill * rounds / (KILLS + 1), random.nextInt(300));
    }
    Launch last = Launch.polya(train("killed"));

    assertThat(last.exitCode()).as(last.err()).isZero();
    assertThat(last.err()).contains("resume: going on after round ").doesNotContain("damaged");
    assertThat(json("killed/model.json").path("digest"))
        .isEqualTo(json("undisturbed/model.json").path("digest"));
    List<String> metrics = Files.readAllLines(folder.resolve("killed/metrics.jsonl"));
    assertThat(metrics).hasSize(rounds);
    for (int i = 0; i < rounds; i++) {
      assertThat(new ObjectMapper().readTree(metrics.get(i)).path("round").asInt())
          .isEqualTo(i + 1);
    }
    try (Stream<Path> left = Files.list(folder.resolve("killed"))) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .doesNotContain(".checkpoint")
          .filteredOn(name -> name.startsWith("polya-data-"))
          .hasSize(1);
    }
  }

  private static void done(String... arguments) {
    Launch launch = Launch.here(arguments);
    assertThat(launch.exitCode()).as(launch.err()).isZero();
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(folder.resolve(file)));
  }

  private String[] train(String model) {
    List<String> arguments = new ArrayList<>(List.of("train", "--resume", "-p", "k=8"));
    arguments.addAll(List.of("-p", "passes=12", "-p", "checkpointInterval=4"));
    arguments.addAll(List.of("--checkpoint-seconds", "0"));
    arguments.addAll(List.of("--corpus", folder.resolve("corpus").toString()));
    arguments.addAll(List.of("--output", folder.resolve(model).toString()));
    return arguments.toArray(String[]::new);
  }

  /** Runs until so many rounds and milliseconds are over, then kills the driver. */
  private void killed(int rounds, int milliseconds) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Launch.root().resolve("submit/polya").toString());
    command.addAll(List.of(train("killed")));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("killed.log").toFile());
    Launch.local(builder.environment());
    Process process = builder.start();
    try {
      Path log = folder.resolve("killed.log");
      while (process.isAlive() && !Files.readString(log).contains("round " + rounds + "/")) {
        Thread.sleep(20);
      }
      Thread.sleep(milliseconds);
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).as("128 + SIGKILL").isEqualTo(137);
  }
}
