package polya.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.faults.TaskFault.Action;
import polya.faults.Trial.Method;
import polya.submit.Launch;
import polya.submit.StandaloneCluster;

/** Workers that are killed, with all their executors. */
@Tag("faults")
class LostClusterIT {
  private static final int SECONDS = 1200;

  @TempDir private Path folder;

  private static StandaloneCluster cluster(Path folder, int workers) throws Exception {
    Launch.polya("params"); // Makes the embedded Spark where it is not there yet.
    return StandaloneCluster.start(Launch.root().resolve("target/spark"), folder, workers);
  }

  private Trial slow(String name, Method method, String placement, StandaloneCluster cluster)
      throws Exception {
    return Trial.of(folder, name)
        .by(method, placement)
        .options("--master", cluster.master(), "--executor-memory", "1g")
        .conf("spark.polya.executors.wait", "15s")
        .plan(List.of(TaskFault.at(0, Action.SLEEP, 4000).inRound(3)))
        .start();
  }

  /** Kills a worker, by -9, and what it started. */
  private static void kill(Process worker) throws InterruptedException {
    List<ProcessHandle> executors = worker.descendants().toList();
    worker.destroyForcibly().waitFor();
    executors.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void oneOfTwoIsNotMissed() throws Exception {
    try (StandaloneCluster cluster = cluster(folder, 2)) {
      Trial trial = slow("one", Method.GIBBS, "sharded", cluster);
      assertThat(trial.until(trial::isBefallen)).as(trial.said()).isTrue();
      kill(cluster.lastWorker());
      trial.survived("worker killed", SECONDS);
    }
  }

  @Test
  void whereNobodyComesBackTheRunIsWorthAnotherTry() throws Exception {
    Trial trial;
    try (StandaloneCluster cluster = cluster(folder, 1)) {
      trial = slow("none", Method.SVI, "driver", cluster);
      assertThat(trial.until(trial::isBefallen)).as(trial.said()).isTrue();
      kill(cluster.lastWorker());
      int code = trial.code(SECONDS);
      assertThat(code).as(trial.said()).isEqualTo(75);
      assertThat(trial.said()).contains("executors were lost, ").doesNotContain("\tat ");
    }
    Launch again = trial.again();
    boolean identical = trial.digest().equals(Trial.undisturbed(Method.SVI));
    FaultTable.tell("all executors gone, then resumed", 1, again.exitCode(), identical);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(identical).isTrue();
  }

  @Test
  void whereAWorkerComesItGoesOn() throws Exception {
    try (StandaloneCluster cluster = cluster(folder, 1)) {
      Trial trial = slow("back", Method.GIBBS, "sharded", cluster);
      assertThat(trial.until(trial::isBefallen)).as(trial.said()).isTrue();
      kill(cluster.lastWorker());
      cluster.addWorker(2);
      trial.survived("all executors gone, others come", SECONDS);
    }
  }
}
