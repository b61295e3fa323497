package polya.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.faults.Trial.Method;
import polya.spark.LocalSpark;
import polya.submit.Launch;

/**
 * A driver that is killed as it writes, at every kind of operation of its disk: who runs the same
 * command again gets the model of an undisturbed run, and readers see the old model until then.
 */
@Tag("faults")
class HaltedDriverIT {
  private static final int KILLED = 137;
  private static final int SECONDS = 1200;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"local[2], GIBBS, driver", "'local-cluster[2,1,1024]', SVI, sharded"})
  void whoGoesOnEndsWithTheSameModel(String master, Method method, String placement)
      throws Exception {
    List<String> kinds = kinds(method, placement);
    String old = null;
    Trial trial = null;
    int lives = 0;
    int halts = 0;
    int injected = 0;
    for (int at = 0; at < kinds.size(); ) {
      boolean begins = trial == null;
      if (begins) {
        lives++;
        old = before(lives, method);
      }
      trial = life(lives, method, placement, kinds.get(at));
      int code = trial.options("--master", master).start().code(SECONDS);
      assertThat(code).as("%s\n%s", kinds.get(at), trial.said()).isIn(0, KILLED);
      Launch readers = Launch.here("topics", "--model", trial.model().toString());
      assertThat(readers.exitCode()).as(readers.err()).isZero();
      if (code == 0) {
        ended(trial, method, halts);
        halts = 0;
        at += begins ? 1 : 0; // A life that begins does what there is to do.
        trial = null;
      } else {
        assertThat(trial.digest()).isIn(old, Trial.undisturbed(method));
        halts++;
        injected++;
        at++;
      }
    }
    if (halts > 0) {
      Trial last = life(lives, method, placement, "^nothing$");
      assertThat(last.options("--master", master).start().code(SECONDS)).isZero();
      ended(last, method, halts);
    }
    assertThat(injected).isPositive();
  }

  private static void ended(Trial trial, Method method, int halts) throws IOException {
    boolean identical = trial.digest().equals(Trial.undisturbed(method));
    FaultTable.tell("driver killed at every kind of write", halts, 0, identical);
    assertThat(identical).as(trial.said()).isTrue();
    try (Stream<Path> left = Files.list(trial.model())) {
      Set<String> names =
          left.map(p -> p.getFileName().toString().replaceFirst("-.*", ""))
              .collect(Collectors.toSet());
      assertThat(names)
          .containsExactlyInAnyOrder("polya", "metrics.jsonl", "model.json", "run.json");
    }
  }

  /** Trains the model that is to be replaced; returns its digest. */
  private String before(int life, Method method) {
    FaultyFileSystem.under(LocalSpark.session().sparkContext().hadoopConfiguration(), folder);
    Trial other = life(life, method, "driver", "^nothing$").with("-p", "seed=8");
    Launch trained = Launch.here(other.train().toArray(String[]::new));
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    return other.digest();
  }

  private Trial life(int life, Method method, String placement, String kind) {
    return Trial.of(folder, "life-" + life)
        .by(method, placement)
        .disk(FileFault.at(kind, FileFault.Mode.HALT))
        .with("--overwrite", "--resume");
  }

  private List<String> kinds(Method method, String placement) throws IOException {
    before(0, method);
    Path log = folder.resolve("operations");
    FaultyFileSystem.record(log);
    Trial over = life(0, method, placement, "^nothing$");
    Launch trained = Launch.here(over.train().toArray(String[]::new));
    FaultyFileSystem.record(null);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    return DiskOperations.kinds(log, over.model());
  }
}
