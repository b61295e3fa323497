package polya.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polya.faults.TaskFault.Action;
import polya.faults.Trial.Method;
import polya.submit.Launch;
import polya.submit.StandaloneCluster;

/** Tasks that fail, hang or come too late, and executors with other clocks, languages and disks. */
@Tag("faults")
class DisturbedTasksIT {
  private static final int SECONDS = 1200;

  @TempDir private Path folder;

  private Trial trial(String name, Method method, String placement) {
    return Trial.of(folder, name).by(method, placement).localCluster(2);
  }

  private static TaskFault fails() {
    return TaskFault.at(0, Action.FAIL, 0).inRound(3).ofPartition(1);
  }

  /** Seven is one less than a task of {@code conf/spark/cluster.conf} may fail. */
  @ParameterizedTest
  @CsvSource({"1, SVI, sharded", "7, GIBBS, driver"})
  void aTaskThatFailsIsDoneAgain(int times, Method method, String placement) throws Exception {
    Trial trial = trial("fails", method, placement);
    trial.plan(Collections.nCopies(times, fails())).start();
    trial.survived("task failed " + (times == 1 ? "once" : times + " times"), SECONDS);
  }

  @Test
  void oneThatAlwaysFailsEndsTheRunAndItsRoundIsNamed() throws Exception {
    Trial trial = trial("always", Method.GIBBS, "driver");
    int code = trial.plan(Collections.nCopies(8, fails())).start().code(SECONDS);
    FaultTable.tell("task failed always", trial.befallen(), code, false);
    assertThat(trial.befallen()).as(trial.said()).isPositive();
    assertThat(code).as(trial.said()).isEqualTo(1);
    assertThat(trial.said()).contains("the task fails, as the test wants", "round 2/");
    assertThat(trial.model().resolve("model.json")).doesNotExist();
  }

  /** Spark runs a copy on another machine only. */
  @Test
  void theCopyOfATaskThatHangsWins() throws Exception {
    Launch.polya("params"); // Makes the embedded Spark where it is not there yet.
    try (StandaloneCluster cluster =
        StandaloneCluster.start(Launch.root().resolve("target/spark"), folder)) {
      cluster.addWorker(2, "127.0.0.2");
      theCopyWins(
          Trial.of(folder, "late")
              .by(Method.SVI, "sharded")
              .options("--master", cluster.master(), "--executor-memory", "1g"));
    }
  }

  private static void theCopyWins(Trial trial) throws Exception {
    trial
        .conf("spark.speculation", "true")
        .conf("spark.speculation.quantile", "0.5")
        .conf("spark.speculation.interval", "100ms")
        .conf("spark.speculation.minTaskRuntime", "1s")
        .events()
        .plan(List.of(TaskFault.at(0, Action.SLEEP, 60_000).inRound(3).ofAttempts(1)))
        .start()
        .survived("speculation: task late", SECONDS);
    assertThat(trial.events("SparkListenerTaskEnd", "\"Speculative\":true", "\"Success\""))
        .isPositive();
  }

  @Test
  void anExecutorThatStoodStillIsTooLate() throws Exception {
    trial("still", Method.GIBBS, "sharded")
        .conf("spark.network.timeout", "20s")
        .conf("spark.network.timeoutInterval", "5s")
        .conf("spark.executor.heartbeatInterval", "2s")
        .conf("spark.storage.blockManagerHeartbeatTimeoutMs", "20s")
        .plan(List.of(TaskFault.at(0, Action.STOP, 60_000).inRound(3)))
        .start()
        .survived("executor stood still (SIGSTOP)", SECONDS);
  }

  @Test
  void executorsWithoutMemoryEndWithResourcesOrTheSameModel() throws Exception {
    List<TaskFault> all = new ArrayList<>();
    for (int partition = 0; partition < 4; partition++) {
      all.add(TaskFault.at(0, Action.MEMORY, 1 << 20).inRound(2).ofPartition(partition));
    }
    Trial trial = trial("memory", Method.GIBBS, "driver");
    int code = trial.plan(all).start().code(SECONDS);
    boolean identical = trial.digest().equals(Trial.undisturbed(Method.GIBBS));
    FaultTable.tell("executor without memory", trial.befallen(), code, identical);
    assertThat(trial.befallen()).as(trial.said()).isPositive();
    assertThat(code).as(trial.said()).isIn(0, 6);
    assertThat(code == 0).as(trial.said()).isEqualTo(identical);
  }

  /** A shell mounts a disk of its own, which nobody else sees. */
  @Test
  void aLocalDiskThatIsFullEndsWithResourcesOrTheSameModel() throws Exception {
    String disk = Files.createDirectory(folder.resolve("small")).toString();
    String mounted = "mount -t tmpfs -o size=16m tmpfs " + disk + " && exec \"$@\"";
    List<String> around = List.of("unshare", "-rm", "sh", "-c", mounted, "sh");
    List<String> can = new ArrayList<>(around);
    can.add("true");
    Assumptions.assumeTrue(
        new ProcessBuilder(can).start().waitFor() == 0, "nothing can be mounted");
    Trial trial = trial("full", Method.GIBBS, "sharded");
    int code =
        trial
            .conf("spark.local.dir", disk)
            .plan(List.of(TaskFault.at(0, Action.DISK, 16 << 20).inRound(2)))
            .start(around, trial.train())
            .code(SECONDS);
    boolean identical = trial.digest().equals(Trial.undisturbed(Method.GIBBS));
    FaultTable.tell("spark.local.dir full", trial.befallen(), code, identical);
    assertThat(trial.befallen()).as(trial.said()).isPositive();
    assertThat(code).as(trial.said()).isIn(0, 6);
    assertThat(code == 0).as(trial.said()).isEqualTo(identical);
  }

  @Test
  void clocksAndLanguagesOfExecutorsChangeNothing() throws Exception {
    Trial trial = trial("elsewhere", Method.GIBBS, "sharded");
    Path shim = folder.resolve("clock.so");
    if (isBuilt(shim)) {
      trial.conf("spark.executorEnv.LD_PRELOAD", shim.toString());
    }
    trial
        .conf("spark.executorEnv.LC_ALL", "C")
        .conf("spark.executorEnv.TZ", "Pacific/Kiritimati")
        .conf(
            "spark.executor.extraJavaOptions",
            "-Duser.language=tr -Duser.country=TR -Duser.timezone=Pacific/Kiritimati"
                + " -Dfile.encoding=ISO-8859-9 -XX:TieredStopAtLevel=1")
        .plan(List.of(TaskFault.at(0, Action.SLEEP, 10).inRound(2)))
        .start()
        .survived("executors' clock, language, time zone, charset", SECONDS);
  }

  /** A library by which a process sees a clock that jumps by a year every seventh time it looks. */
  private static boolean isBuilt(Path shim) throws IOException, InterruptedException {
    Path source = shim.resolveSibling("clock.c");
    Files.writeString(
        source,
        """
        #define _GNU_SOURCE
        #include <sys/syscall.h>
        #include <time.h>
        #include <unistd.h>
        int clock_gettime(clockid_t clock, struct timespec *now) {
          static int looks;
          int done = syscall(SYS_clock_gettime, clock, now);
          if (clock == CLOCK_REALTIME && ++looks % 7 == 0) now->tv_sec -= 31536000;
          return done;
        }
        """);
    try {
      return new ProcessBuilder("cc", "-shared", "-fPIC", "-o", shim.toString(), source.toString())
              .inheritIO()
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // No compiler: languages alone.
    }
  }
}
