package polya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command grid: its tables, what it does not do twice, and what it refuses. */
class GridTest {
  @TempDir static Path folder;
  private static TrainedModel made;

  @BeforeAll
  static void train() {
    made = TrainedModel.in(folder);
  }

  private static Command grid(String output, String... more) {
    List<String> all = new ArrayList<>(List.of("grid", "--corpus", made.path("train")));
    all.addAll(List.of("--held-out", made.path("test"), "--output", made.path(output)));
    all.addAll(List.of("-p", "passes=2", "--top-n", "4"));
    all.addAll(Arrays.asList(more));
    return Command.run(all.toArray(String[]::new));
  }

  private static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(new File(made.path(file)));
  }

  private static long count(String text, String what) {
    return text.lines().filter(line -> line.contains(what)).count();
  }

  @Test
  void everyCombinationIsTrainedAndJudgedOnceAndNeverAgain() throws IOException {
    Command first = grid("grid", "--k", "2,3", "-p", "topicConcentration=0.01,0.1");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out().lines()).hasSize(6);
    assertThat(first.err()).contains("cell 1/4  topicConcentration 0.01  k 2");
    assertThat(first.err()).as("of a new cell").doesNotContain("resume:", "checkpoint");
    JsonNode table = json("grid/grid.json");
    assertThat(table.path("failed").asInt()).isZero();
    assertThat(table.path("cells")).hasSize(4);
    assertThat(table.path("cells").findValuesAsText("k")).containsExactly("2", "3", "2", "3");
    assertThat(table.path("cells").findValuesAsText("digest")).doesNotHaveDuplicates();
    assertThat(Files.readAllLines(Path.of(made.path("grid/grid.csv")))).hasSize(5);
    assertThat(Files.readString(Path.of(made.path("grid/grid.svg"))))
        .startsWith("<svg ")
        .contains("topicConcentration 0.1", "held-out perplexity (completion)");
    JsonNode vega = json("grid/grid.vl.json");
    assertThat(vega.path("data").path("values")).hasSize(4);
    assertThat(vega.path("hconcat")).hasSize(3);

    String before = Files.readString(Path.of(made.path("grid/grid.json")));
    Command again = grid("grid", "--k", "2,3", "-p", "topicConcentration=0.01,0.1");
    assertThat(again.code()).isZero();
    assertThat(count(again.err(), "done before")).isEqualTo(4);
    assertThat(count(again.err(), "round ")).isZero();
    assertThat(Files.readString(Path.of(made.path("grid/grid.json")))).isEqualTo(before);

    // More values: only what is new. Other settings: nothing is taken for done.
    Command more = grid("grid", "--k", "2,4", "-p", "topicConcentration=0.01,0.1");
    assertThat(count(more.err(), "done before")).isEqualTo(2);
    Command changed =
        grid("grid", "--k", "2,3", "-p", "topicConcentration=0.01,0.1", "-p", "parts=2");
    assertThat(count(changed.err(), "done before")).isZero();
  }

  @Test
  void figuresAreThoseOfTheCommands() throws IOException {
    assertThat(grid("same", "--seeds", "1,2", "-p", "k=2").code()).isZero();
    JsonNode cell = json("same/grid.json").path("cells").get(1);
    String model = made.path("same/" + cell.path("folder").asText() + "/model");
    Command.run(
        "perplexity",
        "--model",
        model,
        "--corpus",
        made.path("test"),
        "--output",
        made.path("same-perplexity"));
    JsonNode estimate = json("same-perplexity/perplexity.json").path("estimates").get(0);
    assertThat(cell.path("heldOutPerplexity")).isEqualTo(estimate.path("perplexity"));
    assertThat(cell.path("heldOutStandardError")).isEqualTo(estimate.path("standardError"));
    Command.run(
        "coherence",
        "--model",
        model,
        "--corpus",
        made.path("train"),
        "--output",
        made.path("same-coherence"),
        "--top-n",
        "4",
        "--measures",
        "npmi");
    JsonNode npmi = json("same-coherence/coherence.json").path("coherence").get(0);
    assertThat(cell.path("npmi")).isEqualTo(npmi.path("mean"));
    assertThat(cell.path("seed").asText()).isEqualTo("2");
    assertThat(cell.path("digest").asText())
        .isEqualTo(
            new ObjectMapper().readTree(new File(model, "model.json")).path("digest").asText());
  }

  @Test
  void anotherFamilysPriorsAreVariedUnderAnyMethod() throws IOException {
    String[] family = {"--model", "gammapoisson", "--inference", "gibbs", "-p", "shape=0.2,0.5"};
    List<String> more = new ArrayList<>(List.of("grid", "--corpus", made.path("train")));
    more.addAll(List.of("--held-out", made.path("test"), "--output", made.path("sampled")));
    more.addAll(List.of("--top-n", "4", "--k", "2", "-p", "burnIn=1", "-p", "samples=1"));
    more.addAll(List.of("-p", "start=random"));
    more.addAll(Arrays.asList(family));
    Command run = Command.run(more.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode cells = json("sampled/grid.json").path("cells");
    assertThat(cells.findValuesAsText("shape")).containsExactly("0.2", "0.5");
    for (JsonNode cell : cells) {
      assertThat(cell.path("heldOutPerplexity").asDouble()).isBetween(2.0, 12.0);
      assertThat(cell.path("npmi").isNumber()).isTrue();
    }
  }

  @Test
  void aCellThatFailsIsRecordedTheOthersGoOnAndItIsTriedAgain() throws IOException {
    assertThat(grid("broken", "--k", "2,3").code()).isZero();
    String cell = json("broken/grid.json").path("cells").get(0).path("folder").asText();
    Path model = Path.of(made.path("broken/" + cell + "/model"));
    Files.delete(model.resolve("model.json"));
    Files.writeString(model.resolve("mine.txt"), "not Polya's");
    Command run = grid("broken", "--k", "2,3");
    assertThat(run.code()).isEqualTo(5);
    assertThat(run.err())
        .contains("1 of 2 cells failed, the first with: Cannot write model to ")
        .contains("holds mine.txt");
    JsonNode table = json("broken/grid.json");
    assertThat(table.path("failed").asInt()).isEqualTo(1);
    assertThat(table.path("cells").get(0).path("error").asText()).contains("mine.txt");
    assertThat(table.path("cells").get(0).path("heldOutPerplexity").isNull()).isTrue();
    assertThat(table.path("cells").get(1).path("heldOutPerplexity").asDouble()).isPositive();
    assertThat(json("broken/run.json").path("counts").path("failedCells").asInt()).isEqualTo(1);

    Files.delete(model.resolve("mine.txt"));
    Command mended = grid("broken", "--k", "2,3");
    assertThat(mended.code()).as(mended.err()).isZero();
    assertThat(count(mended.err(), "done before")).isEqualTo(1);
    assertThat(json("broken/grid.json").path("failed").asInt()).isZero();
  }

  @Test
  void damagedFiguresAndAnotherMeasuringAreNotTakenForDone() throws IOException {
    assertThat(grid("figures", "--seeds", "3,4", "-p", "k=2").code()).isZero();
    String cell = json("figures/grid.json").path("cells").get(0).path("folder").asText();
    Files.writeString(Path.of(made.path("figures/" + cell + "/cell.json")), "{\"npmi\":");
    Command damaged = grid("figures", "--seeds", "3,4", "-p", "k=2");
    assertThat(damaged.code()).as(damaged.err()).isZero();
    assertThat(count(damaged.err(), "done before")).isEqualTo(1);
    assertThat(damaged.err()).contains("was finished before");
    Command other =
        grid("figures", "--seeds", "3,4", "-p", "k=2", "--reference", made.path("test"));
    assertThat(other.code()).as(other.err()).isZero();
    assertThat(count(other.err(), "done before")).isZero();
    assertThat(count(other.err(), "was finished before")).isEqualTo(2);
  }

  @Test
  void badInputsAreSentencesBeforeAnythingIsTrained() throws IOException {
    assertThat(grid("bad").code()).as("no list").isEqualTo(2);
    Command unknown = grid("bad", "-p", "kk=2,3");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("Did you mean k?");
    assertThat(grid("bad", "--k", "2,many").code()).isEqualTo(2);
    assertThat(grid("bad", "--k", "2,").code()).isEqualTo(2);
    assertThat(grid("bad", "--k", "2", "-p", "k=3").code()).isEqualTo(2);
    assertThat(grid("bad", "--k", "2", "--held-out", made.path("foreign")).code()).isNotZero();
    assertThat(folder.resolve("bad/cells")).doesNotExist();
    Files.createDirectories(folder.resolve("taken"));
    Files.writeString(folder.resolve("taken/mine.txt"), "not Polya's");
    Command taken = grid("taken", "--k", "2,3");
    assertThat(taken.code()).isEqualTo(4);
    assertThat(taken.err()).contains("the folder holds mine.txt, which is no part of a grid");
    assertThat(folder.resolve("taken").toFile().list()).containsExactly("mine.txt");
  }
}
