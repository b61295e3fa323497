package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --run-id}: a run that was done is not done again. */
class RunIdTest {
  @TempDir static Path folder;
  private static TrainedModel made;

  @TempDir Path scratch;

  @BeforeAll
  static void make() {
    made = TrainedModel.in(folder);
  }

  private Command transform(String id, String... more) {
    String[] arguments =
        Stream.concat(
                Stream.of(
                    "transform",
                    "--model",
                    made.path("model"),
                    "--corpus",
                    made.path("test"),
                    "--output",
                    scratch.resolve("mixtures").toString(),
                    "--run-id",
                    id),
                Stream.of(more))
            .toArray(String[]::new);
    return Command.run(arguments);
  }

  private Map<String, FileTime> files() throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    try (var all = Files.walk(scratch)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        times.put(scratch.relativize(file).toString(), Files.getLastModifiedTime(file));
      }
    }
    return times;
  }

  @Test
  void theSecondRunOfAnIdChangesNothing() throws IOException {
    Command first = transform("2026-11-30");
    assertThat(first.code()).as(first.err()).isZero();
    Path record = scratch.resolve("mixtures/run.json");
    assertThat(new ObjectMapper().readTree(record.toFile()).path("runId").asText())
        .isEqualTo("2026-11-30");
    Map<String, FileTime> before = files();
    Command second = transform("2026-11-30", "--overwrite");
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(second.out())
        .contains("mixtures  was finished before by run 2026-11-30; nothing was changed");
    assertThat(transform("2026-11-30").code()).as("without --overwrite as well").isZero();
    assertThat(files()).isEqualTo(before);

    assertThat(transform("2026-12-01").code()).as("another run is in the way").isEqualTo(4);
    Command next = transform("2026-12-01", "--overwrite");
    assertThat(next.code()).as(next.err()).isZero();
    assertThat(files()).isNotEqualTo(before);
  }

  @Test
  void aRunWhoseOutputIsGoneOrFailedIsDoneAgain() throws IOException {
    assertThat(transform("a").code()).isZero();
    Files.delete(scratch.resolve("mixtures/transform.json"));
    Command again = transform("a", "--overwrite");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(scratch.resolve("mixtures/transform.json")).exists();
    Files.writeString(
        scratch.resolve("mixtures/run.json"),
        Files.readString(scratch.resolve("mixtures/run.json")).replace("\"done\"", "\"failed\""));
    assertThat(transform("a").code()).isEqualTo(4);
  }

  @Test
  void theRecordOfARunBeforeTellsNothingOfAnotherOutput() throws IOException {
    assertThat(transform("a").code()).isZero();
    Path record = scratch.resolve("mixtures/run.json");
    String first = Files.readString(record);
    assertThat(transform("b", "--overwrite").code()).isZero();
    Files.writeString(record, first); // As if b had been cut off before its record.
    assertThat(transform("a").code()).isEqualTo(4);
  }

  @Test
  void aRunWhoseSecondOutputIsGoneIsDoneAgain() throws IOException {
    String[] simulate = {
      "simulate",
      "--topics-from",
      made.path("model"),
      "--documents",
      "5",
      "--truth",
      scratch.resolve("truth").toString(),
      "--output",
      scratch.resolve("drawn").toString(),
      "--overwrite",
      "--run-id",
      "a"
    };
    Command first = Command.run(simulate);
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(Command.run(simulate).out()).contains("nothing was changed");
    Files.delete(scratch.resolve("truth/model.json"));
    Command again = Command.run(simulate);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(scratch.resolve("truth/model.json")).exists();
  }

  @Test
  void aResultWithoutDataIsFinishedAsWell() {
    String[] perplexity = {
      "perplexity",
      "--model",
      made.path("model"),
      "--corpus",
      made.path("test"),
      "--output",
      scratch.resolve("perplexity").toString(),
      "--overwrite",
      "--run-id",
      "a"
    };
    Command first = Command.run(perplexity);
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(Command.run(perplexity).out()).contains("nothing was changed");
  }

  @Test
  void anEmptyIdIsRefused() {
    Command empty = transform("");
    assertThat(empty.code()).isEqualTo(2);
    assertThat(empty.err()).contains("--run-id").contains("not empty");
  }

  private Command train(String corpus, String... more) {
    Stream<String> options =
        Stream.of("train", "--corpus", made.path(corpus), "--output", scratch + "/model");
    Stream<String> further = Stream.of("--overwrite", "--keep-later", "-pk=2", "-ppasses=1");
    return Command.run(
        Stream.of(options, further, Stream.of(more)).flatMap(s -> s).toArray(String[]::new));
  }

  /** Days may be done over in any order: the model is that of the newest. */
  @Test
  void aPastDayThatIsRunAgainLeavesTheModelOfALaterOne() throws IOException {
    Command first = train("train", "--run-id", "2026-11-30", "--min-tokens", "1");
    assertThat(first.code()).as(first.err()).isZero();
    Map<String, FileTime> before = files();
    Command past = train("test", "--run-id", "2026-11-29", "--min-tokens", "1");
    assertThat(past.code()).as(past.err()).isZero();
    assertThat(past.out())
        .contains("model  is that of the later run 2026-11-30; nothing was changed");
    assertThat(files()).isEqualTo(before);

    // The record is then that of a run whose model waits; the model that is there has its own day.
    assertThat(train("train", "--run-id", "2026-12-01", "--min-tokens", "100000").code())
        .isEqualTo(7);
    assertThat(train("test", "--run-id", "2026-11-29").out()).contains("nothing was changed");
    Command same = train("test", "--run-id", "2026-11-30");
    assertThat(same.code()).as(same.err()).isZero();
    assertThat(files()).as("the day itself may be done over").isNotEqualTo(before);

    Command none = train("train");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err())
        .contains("Cannot use --run-id: missing; allowed is a name, by --keep-later");
  }
}
