package polya.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import polya.faults.TaskFault.Action;
import polya.faults.Trial.Method;
import polya.submit.Launch;
import polya.submit.StandaloneCluster;

/** Executors that are lost, stand still, or lose what they wrote: the model is the same. */
class LostExecutorsIT {
  private static final int SEEDS = Integer.getInteger("faults.seeds", 20);

  /** Of the start and the first rounds. */
  private static final int STAGES = 16;

  private static final int ROUNDS = 6;
  private static final int PARTITIONS = 4;

  private static final int SECONDS = 1200;

  @TempDir private static Path folder;
  private static StandaloneCluster standalone;

  /** A cluster of two workers. */
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

  @Test
  void anExecutorThatIsLostChangesNothing() throws Exception {
    Trial.of(folder, "one")
        .by(Method.GIBBS, "sharded")
        .localCluster(2)
        .plan(List.of(TaskFault.halt(0).inRound(3)))
        .start()
        .survived("executor halted", SECONDS);
  }

  static List<Integer> seeds() {
    List<Integer> seeds = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      seeds.add(seed);
    }
    return seeds;
  }

  /** Every method under both placements on both kinds of clusters, in turn. */
  @Tag("faults")
  @ParameterizedTest
  @MethodSource("seeds")
  void oneThatHaltsAtARandomTaskChangesNothing(int seed) throws Exception {
    Random random = new Random(seed);
    Method method = List.of(Method.SVI, Method.GIBBS, Method.VB).get(seed % 3);
    String placement = seed / 3 % 2 == 0 ? "driver" : "sharded";
    Trial trial = Trial.of(folder, "seed-" + seed).by(method, placement);
    if (seed % 4 == 0) {
      trial.options("--master", standalone(), "--executor-memory", "1g", "--executor-cores", "1");
    } else {
      trial.localCluster(3);
    }
    List<TaskFault> halts =
        List.of(
            TaskFault.halt(random.nextInt(STAGES)),
            TaskFault.halt(0)
                .inRound(2 + random.nextInt(ROUNDS - 1))
                .ofPartition(random.nextInt(PARTITIONS)));
    System.out.printf("seed %d: %s, %s, %s%n", seed, method, placement, halts);
    trial.plan(halts).start().survived("executor halted", SECONDS);
  }

  @Tag("faults")
  @ParameterizedTest
  @CsvSource({"SVI, driver", "GIBBS, sharded"})
  void twoAtOnceChangeNothing(Method method, String placement) throws Exception {
    Trial.of(folder, "two-" + method)
        .by(method, placement)
        .localCluster(3)
        .plan(
            List.of(
                TaskFault.halt(0).inRound(3).ofPartition(0),
                TaskFault.halt(0).inRound(3).ofPartition(1)))
        .start()
        .survived("two executors halted at once", SECONDS);
  }

  @Tag("faults")
  @ParameterizedTest
  @CsvSource({"SVI", "GIBBS"})
  void whatWasWrittenForAShuffleIsWrittenAgain(Method method) throws Exception {
    List<TaskFault> faults = new ArrayList<>();
    for (int stage = 15; stage < 21; stage++) {
      faults.add(TaskFault.at(stage, Action.SHUFFLE, 0));
    }
    Trial trial = Trial.of(folder, "shuffle-" + method).by(method, "sharded").localCluster(2);
    trial.events().plan(faults).start().survived("shuffle files deleted", SECONDS);
    assertThat(trial.events("SparkListenerTaskEnd", "FetchFailed")).isPositive();
  }
}
