package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.faults.FaultyFileSystem;
import polya.spark.LocalSpark;

/** The command train, when nothing is gained any more. */
class TrainEarlyStopTest {
  private static final int PASSES = 40;

  @TempDir static Path folder;
  private static TrainedModel made;

  @TempDir private Path scratch;

  @BeforeAll
  static void make() {
    LocalSpark.session();
    made = TrainedModel.in(folder);
  }

  private Command train(String output, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--corpus", made.path("train"), "--output", output));
    arguments.addAll(List.of("-p", "k=2", "-p", "passes=" + PASSES, "-p", "checkpointInterval=2"));
    arguments.addAll(List.of("--checkpoint-seconds", "0"));
    arguments.addAll(List.of(more));
    return Command.run(arguments.toArray(String[]::new));
  }

  private Command stopping(String output, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--held-out", made.path("test")));
    arguments.addAll(List.of("--early-stop", "2", "--early-stop-gain", "0.01"));
    arguments.addAll(List.of(more));
    return train(output, arguments.toArray(String[]::new));
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(scratch.resolve(file)));
  }

  private String path(String model) {
    return scratch.resolve(model).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"variational=cvb0", "variational=vb"})
  void itEndsAtAPassAndSaysWhyAndLeavesTheModelOfThatRound(String how) throws IOException {
    Command run = stopping(path("early"), "-p", how);
    assertThat(run.code()).as(run.err()).isZero();
    List<String> lines = Files.readAllLines(scratch.resolve("early/metrics.jsonl"));
    JsonNode last = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    String why = last.path("stopped").asText();
    assertThat(why).startsWith("held-out perplexity did not fall by 1 % of its best, ");
    assertThat(last.path("evaluationsWithoutGain").asInt()).isEqualTo(2);
    assertThat(last.path("pass").asInt()).isBetween(3, PASSES - 1);
    assertThat(run.err()).contains("eta 0 s\n").contains("stopping early: " + why);
    JsonNode record = json("early/run.json");
    assertThat(record.path("stopped").asText()).isEqualTo(why);
    assertThat(record.path("counts").path("rounds").asInt()).isEqualTo(lines.size());
    JsonNode provenance = json("early/model.json").path("provenance");
    assertThat(provenance.path("rounds").asInt()).isEqualTo(lines.size());
    assertThat(provenance.path("stopped").asText()).isEqualTo(why);

    // A run that was never to take more passes ends with the same topics.
    Command whole =
        train(path("whole"), "-p", how, "-p", "passes=" + last.path("pass").asInt(), "-p", how);
    assertThat(whole.code()).as(whole.err()).isZero();
    assertThat(json("whole/model.json").path("digest"))
        .isEqualTo(json("early/model.json").path("digest"));
  }

  @Test
  void aKilledRunResumesAndStopsAfterTheSameRoundWithTheSameDigest() throws IOException {
    assertThat(stopping(path("whole"), "-p", "variational=vb").code()).isZero();
    String output =
        FaultyFileSystem.under(
                LocalSpark.session().sparkContext().hadoopConfiguration(),
                scratch.resolve("killed"))
            .toString();
    LocalSpark.session().sparkContext().setLogLevel("OFF"); // It would print what the test breaks.
    int deaths = 0;
    Command run;
    try {
      do {
        FaultyFileSystem.crashAfter(300 * (1 + deaths));
        run = stopping(output, "-p", "variational=vb", "--resume");
        deaths += FaultyFileSystem.heal() ? 1 : 0;
      } while (run.code() != 0 && deaths < 40);
    } finally {
      FaultyFileSystem.heal();
      LocalSpark.session().sparkContext().setLogLevel("ERROR");
    }
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(deaths).isGreaterThan(1);
    for (String name : List.of("digest", "provenance/rounds", "provenance/stopped")) {
      assertThat(json("killed/model.json").at("/" + name))
          .as(name)
          .isEqualTo(json("whole/model.json").at("/" + name));
    }
    assertThat(json("killed/run.json").path("stopped").asText()).isNotEmpty();
    Command again = stopping(output, "-p", "variational=vb", "--resume");
    assertThat(again.out()).contains("was finished before; nothing was changed");
    Command other = stopping(output, "-p", "variational=vb", "--resume", "--early-stop", "3");
    assertThat(other.code()).isEqualTo(2);
  }

  @Test
  void whenItIsToStopIsPartOfWhatARunIs() {
    assertThat(stopping(path("m")).code()).isZero();
    Command never = train(path("m"), "--held-out", made.path("test"), "--resume");
    assertThat(never.code()).isEqualTo(2);
    assertThat(never.err())
        .contains("--early-stop was 2 by 0.01 on polya-data-")
        .contains("is none");
  }

  @Test
  void withoutHeldOutDocumentsItIsRefused() {
    Command run = train(path("m"), "--early-stop", "2");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Cannot use --early-stop 2 without held-out documents");
  }

  @Test
  void heldOutDocumentsThatCannotBeScoredAreRefused() {
    made.corpus("single", "1 1 1\n2 3 1\n", "vocabulary.txt");
    Command run = train(path("m"), "--held-out", made.path("single"), "--early-stop", "1");
    assertThat(run.code()).as(run.err()).isEqualTo(3);
    assertThat(run.err()).contains("Cannot stop early: none of the held-out documents");
  }
}
