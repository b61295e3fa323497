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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.describe.TermOrder;

/** Gates of train: what a model must pass before readers see it, and publish. */
class GatesTest {
  @TempDir static Path folder;
  private static TrainedModel made;

  @TempDir Path scratch;
  private Path model;
  private Path staged;

  @BeforeAll
  static void make() {
    made = TrainedModel.in(folder);
  }

  @BeforeEach
  void place() {
    model = scratch.resolve("model");
    staged = scratch.resolve("model.staged");
  }

  private Command train(String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", "--corpus", made.path("train")));
    arguments.addAll(List.of("--held-out", made.path("test"), "--output", model.toString()));
    arguments.addAll(List.of("-p", "k=2", "-p", "passes=3"));
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
  void aModelThatPassesIsTheOneOfAnUngatedRunAndNothingWaits() throws IOException {
    Command first = train("--min-tokens", "10", "--max-perplexity-increase", "0.01");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err())
        .contains("gate --min-tokens 10  passed: ")
        .contains("gate --max-perplexity-increase 0.01  passed: ")
        .contains("and there is no model before to compare it with");
    assertThat(digest(model)).isEqualTo(digest(Path.of(made.path("model"))));
    assertThat(staged).doesNotExist();
    assertThat(model.resolve("metrics.jsonl")).isNotEmptyFile();
    JsonNode gates = json(model.resolve("run.json")).path("gates");
    assertThat(gates).hasSize(2);
    assertThat(gates.get(0).path("limit").asInt()).isEqualTo(10);
    assertThat(gates.get(0).path("value").asLong())
        .isEqualTo(json(Path.of(made.path("train"), "corpus.json")).path("tokens").asLong());
    Command topics = Command.run("topics", "--model", model.toString());
    assertThat(topics.code()).as(topics.err()).isZero();
  }

  @Test
  void aModelThatFailsWaitsAndPublishTakesIt() throws IOException {
    assertThat(train().code()).isZero();
    String before = Files.readString(model.resolve("model.json"));
    // One topic predicts worse than two.
    Command worse = train("--overwrite", "-p", "k=1", "--max-perplexity-increase", "0.02");
    assertThat(worse.code()).isEqualTo(7);
    assertThat(worse.err())
        .contains("Cannot publish model at " + model + ": perplexity is ")
        .contains("(--max-perplexity-increase 0.02). The new model waits at " + staged)
        .contains("polya publish --model " + model + " takes it all the same.");
    assertThat(model.resolve("model.json")).hasContent(before);
    JsonNode run = json(model.resolve("run.json"));
    assertThat(run.path("exitCode").asInt()).isEqualTo(7);
    JsonNode gate = run.path("gates").get(0);
    assertThat(gate.path("gate").asText()).isEqualTo("max-perplexity-increase");
    assertThat(gate.path("passed").asBoolean()).isFalse();
    assertThat(gate.path("value").asDouble()).isGreaterThan(0.02);
    assertThat(run.path("staged").asText()).isEqualTo(staged.toString());
    Command looked = Command.run("topics", "--model", staged.toString());
    assertThat(looked.code()).as(looked.err()).isZero();

    String waiting = digest(staged);
    Command published = Command.run("publish", "--model", model.toString());
    assertThat(published.code()).as(published.err()).isZero();
    assertThat(published.out()).contains("model " + model + "  published");
    assertThat(digest(model)).isEqualTo(waiting);
    assertThat(json(model.resolve("run.json")).path("replaced").asText()).isNotEqualTo(waiting);
    assertThat(json(model.resolve("run.json")).path("gates")).as("what held it back").hasSize(1);
    assertThat(staged).doesNotExist();
    try (var lines = Files.lines(model.resolve("metrics.jsonl"))) {
      assertThat(lines.count())
          .isEqualTo(json(model.resolve("model.json")).at("/provenance/rounds").asLong());
    }
    try (var data = Files.list(model)) {
      assertThat(data.filter(Files::isDirectory)).as("the old data are gone").hasSize(1);
    }
    Command ungated =
        Command.run(
            "train",
            "--corpus",
            made.path("train"),
            "--held-out",
            made.path("test"),
            "--output",
            scratch.resolve("ungated").toString(),
            "-p",
            "k=1",
            "-p",
            "passes=3");
    assertThat(ungated.code()).as(ungated.err()).isZero();
    assertThat(waiting).isEqualTo(digest(scratch.resolve("ungated")));

    Command again = Command.run("publish", "--model", model.toString());
    assertThat(again.code()).isZero();
    assertThat(again.out()).contains("nothing is staged; nothing was changed");
  }

  @Test
  void everyGateThatFailsIsTold() throws IOException {
    Command failed = train("--min-tokens", "1000000", "--max-oov", "0", "--min-npmi", "0.99");
    assertThat(failed.code()).isEqualTo(7);
    assertThat(failed.err())
        .contains("the number of tokens is ")
        .contains("(--min-tokens 1000000)")
        .contains("the mean NPMI of terms by " + TermOrder.standard().word() + " is ")
        .contains("(--min-npmi 0.99)")
        .contains("gate --max-oov 0  passed: 0");
    assertThat(model.resolve("model.json")).doesNotExist();
    assertThat(json(model.resolve("run.json")).path("gates")).hasSize(3);

    // What waits is judged again where the run is resumed, and not trained again.
    Command resumed = train("--resume", "--min-tokens", "1");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.out())
        .contains("model " + staged + "  was finished before")
        .contains("model " + model + "  published");
    assertThat(digest(model)).isEqualTo(digest(Path.of(made.path("model"))));
  }

  @Test
  void whatWaitsDoesNotReplaceAModelThatWasMadeAfterIt() throws Exception {
    assertThat(train("--min-tokens", "1000000").code()).isEqualTo(7);
    Thread.sleep(1100); // Runs are told apart by the second in which they begin.
    assertThat(train("-p", "k=1").code()).isZero();
    String newer = digest(model);
    Command late = Command.run("publish", "--model", model.toString());
    assertThat(late.code()).isEqualTo(5);
    assertThat(late.err()).contains("the one at " + model + " was made after it");
    assertThat(digest(model)).isEqualTo(newer);
  }

  @Test
  void theModelBeforeMayHaveOtherTerms() throws IOException {
    Command other =
        Command.run(
            "train",
            "--corpus",
            made.path("foreign"),
            "--output",
            model.toString(),
            "-p",
            "k=2",
            "-p",
            "passes=3");
    assertThat(other.code()).as(other.err()).isZero();
    Command run = train("--overwrite", "--max-perplexity-increase", "0.5");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("% beside ");
  }

  @Test
  void limitsThatCannotBeAreRefused() {
    assertThat(train("--max-oov", "1.5").code()).isEqualTo(2);
    assertThat(train("--min-npmi", "2").code()).isEqualTo(2);
    assertThat(train("--min-tokens", "0").code()).isEqualTo(2);
    Command alone =
        Command.run(
            "train",
            "--corpus",
            made.path("train"),
            "--output",
            model.toString(),
            "--max-perplexity-increase",
            "0.1");
    assertThat(alone.code()).isEqualTo(2);
    assertThat(alone.err()).contains("only with --held-out");
    Command nothing = Command.run("publish", "--model", model.toString());
    assertThat(nothing.code()).isEqualTo(5);
    assertThat(nothing.err()).contains("there is none at " + staged);
  }
}
