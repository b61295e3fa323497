package polya.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polya.Failure;
import polya.mlflow.TrackedRun.End;
import polya.mlflow.TrackedRun.Start;

/** A run hears every round once, whatever its server does meanwhile. */
class TrackedRunTest {
  private final List<String> said = new ArrayList<>();
  private FakeMlflow fake;

  @BeforeEach
  void start() throws Exception {
    fake = new FakeMlflow();
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  private TrackedRun begin(Start start, String... parameter) {
    TreeMap<String, String> parameters = new TreeMap<>();
    for (int i = 0; i < 150; i++) {
      parameters.put("p" + i, "x".repeat(10 * i));
    }
    parameters.put("interval", parameter.length == 0 ? "1" : parameter[0]);
    Description of =
        new Description(
            "polya",
            "nightly",
            "cafe",
            parameters,
            new TreeMap<>(Map.of("polya.corpus", "s3a://AK:SK@b/c")));
    return TrackedRun.begin(TrackingServer.at(fake.uri(), name -> null), of, start, said::add);
  }

  private static void rounds(TrackedRun run, int from, int to) {
    for (int round = from; round <= to; round++) {
      run.round(round, Map.of("trainSeconds", 0.1 * round, "bound", Double.NaN));
    }
  }

  private static void end(TrackedRun run, End end) {
    TreeMap<String, Double> figures = new TreeMap<>(Map.of("counts.rounds", 5.0));
    TreeMap<String, String> tags = new TreeMap<>(Map.of("polya.exitCode", "0"));
    run.end(end, figures, tags, new TreeMap<>(Map.of("run.json", "{}")), 5);
  }

  private static String[] steps(int to) {
    List<String> steps = new ArrayList<>();
    for (int round = 1; round <= to; round++) {
      steps.add("trainSeconds@" + round);
    }
    steps.add("counts.rounds@" + to);
    return steps.toArray(String[]::new);
  }

  @Test
  void itHasSettingsRoundsFilesAndAnEnd() {
    TrackedRun run = begin(Start.ANEW);
    rounds(run, 1, 5);
    end(run, End.FINISHED);

    FakeMlflow.Run there = fake.runs.get("run0");
    assertThat(there.figures).containsExactly(steps(5));
    assertThat(there.parameters).hasSize(151);
    assertThat(there.parameters.get("p149")).hasSize(500).endsWith("…");
    assertThat(there.tags).containsKeys("polya.run", "polya.corpus", "polya.exitCode");
    assertThat(there.tags).containsEntry("polya.corpus", "s3a://b/c");
    assertThat(there.files).containsEntry("run.json", "{}");
    assertThat(there.status).isEqualTo("FINISHED");
    assertThat(run.page()).isEqualTo(fake.uri() + "/#/experiments/1/runs/run0");
    assertThat(said).isEmpty();
  }

  @Test
  void whatCannotBeSentIsSentAtTheEndAndWarnedOfOnce() {
    TrackedRun run = begin(Start.ANEW);
    fake.manner = FakeMlflow.Manner.FAILING;
    rounds(run, 1, 3000);
    assertThat(said).hasSize(1);
    assertThat(said.get(0)).startsWith("warning: MLflow is not told, it answered 503; ");
    assertThat(fake.asked.size()).as("it is not asked again and again").isLessThan(10);
    fake.manner = FakeMlflow.Manner.GOOD;
    end(run, End.FAILED);
    assertThat(fake.runs.get("run0").figures).containsExactly(steps(3000));
    assertThat(fake.runs.get("run0").status).isEqualTo("FAILED");
    assertThat(said).hasSize(1);
  }

  @Test
  void aServerThatStaysAwayCostsAWarningAndTheNextRunTellsTheRest() {
    TrackedRun run = begin(Start.ANEW);
    rounds(run, 1, 2);
    fake.manner = FakeMlflow.Manner.HANGING_UP;
    rounds(run, 3, 5);
    end(run, End.FINISHED);
    assertThat(said.get(said.size() - 1))
        .matches(
            "warning: MLflow has not all of this run, the connection broke.* rounds are missing.*");

    fake.manner = FakeMlflow.Manner.GOOD;
    TrackedRun again = begin(Start.OVER, "another");
    rounds(again, 1, 5);
    end(again, End.FINISHED);
    assertThat(again.id()).isEqualTo(run.id());
    assertThat(fake.runs.get("run0").figures).containsExactly(steps(5));
    assertThat(fake.runs.get("run0").parameters).containsEntry("interval", "1");
    assertThat(fake.runs.get("run0").status).isEqualTo("FINISHED");

    int asked = fake.asked.size();
    end(begin(Start.OVER), End.FINISHED);
    assertThat(fake.asked).as("a finished run is only looked for").hasSize(asked + 2);
    assertThat(begin(Start.RESUMED).id())
        .as("one that is finished is not resumed")
        .isEqualTo("run1");
    assertThat(begin(Start.ANEW).id()).isEqualTo("run2");
  }

  @Test
  void roundsThatWaitAreLimited() {
    Rounds rounds = new Rounds();
    for (int i = 0; i < Rounds.MOST + 7; i++) {
      rounds.add(i, 0, Map.of());
    }
    assertThat(rounds.missing()).isEqualTo(Rounds.MOST + 7);
    rounds.taken(Rounds.MOST);
    assertThat(rounds.isEmpty()).isTrue();
    assertThat(rounds.missing()).isEqualTo(7);
  }

  @Test
  void filesGoOnlyWhereTheServerKeepsThemItself() {
    fake.artifacts = "s3://bucket/1/";
    end(begin(Start.ANEW), End.KILLED);
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("mlflow: files of this run are kept where");
    assertThat(fake.runs.get("run0").status).isEqualTo("KILLED");
    assertThat(fake.runs.get("run0").files).isEmpty();
  }

  @Test
  void anExperimentThatWasDeletedIsNamed() {
    fake.lifecycle = "deleted";
    assertThatThrownBy(() -> begin(Start.ANEW))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("the experiment polya was deleted")
        .hasMessageEndingWith("name another by --mlflow-experiment.");
  }
}
