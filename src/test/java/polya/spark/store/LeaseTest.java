package polya.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;

/** One run at a time writes to an output, and none for ever. */
class LeaseTest {
  private final Configuration hadoop = new Configuration();

  @TempDir private Path folder;

  private Lease take(boolean breaks) {
    return Lease.take(hadoop, folder.resolve("m").toString(), "model", breaks);
  }

  private Path file() {
    return folder.resolve(".m.polya-lease");
  }

  private void held(RunMark holder) throws IOException {
    Files.writeString(file(), holder.text());
  }

  private RunMark mark(String host, long pid) {
    return new RunMark("file:" + folder.resolve("m"), "r", host, pid, 0, "2026-01-01T00:00:00Z");
  }

  private static String thisHost() throws IOException {
    return java.net.InetAddress.getLocalHost().getHostName();
  }

  private static long deadProcess() throws IOException {
    try {
      Process process = new ProcessBuilder("true").start();
      process.waitFor();
      return process.pid();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void aged(int minutes) throws IOException {
    Files.setLastModifiedTime(file(), FileTime.from(Instant.now().minusSeconds(60L * minutes)));
  }

  private void refused(String... parts) throws IOException {
    String before = Files.readString(file());
    assertThatThrownBy(() -> take(false))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.OUTPUT_IN_THE_WAY))
        .hasMessageContainingAll(parts);
    assertThat(file()).hasContent(before);
    onlyTheLease();
  }

  private void onlyTheLease() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file());
    }
  }

  @Test
  void theSecondIsRefusedByTheNameOfTheFirstUntilThatHasEnded() throws IOException {
    try (Lease first = take(false)) {
      refused("process " + ProcessHandle.current().pid() + " on " + thisHost(), "--break-lease");
      first.demand();
    }
    assertThat(folder).isEmptyDirectory();
    take(false).close();
  }

  @Test
  void thatOfAProcessThatIsGoneGivesWay() throws IOException {
    held(mark(thisHost(), deadProcess()));
    try (Lease lease = take(false)) {
      lease.demand();
      onlyTheLease();
    }
    held(new RunMark("file:m", "r", thisHost(), ProcessHandle.current().pid(), 77, "then"));
    take(false).close(); // Its number belongs to another process now.
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void thatOfAnotherVersionGivesWayAsWell() throws IOException {
    String mark = mark(thisHost(), deadProcess()).text().replaceAll("\\s+", " ");
    Files.writeString(file(), mark.replaceFirst("\\{", "{\"new\": 1, "));
    take(false).close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void thatOfAnotherHostGivesWayOnceItIsNoLongerRenewed() throws IOException {
    held(mark("elsewhere.example", deadProcess()));
    aged(4);
    refused("on elsewhere.example, since 2026-01-01");
    aged(6);
    take(false).close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void ofAHostWithoutANameNothingIsKnownWhereOthersWriteToo() throws IOException {
    String here = "localhost";
    long dead = deadProcess();
    assertThat(mark(here, dead).isGone(here)).as("a local disk").isTrue();
    for (String output : List.of("s3a://b/m", "hdfs://nodes/m")) {
      assertThat(new RunMark(output, "r", here, dead, 0, "then").isGone(here)).isFalse();
      assertThat(new RunMark(output, "r", "a", dead, 0, "then").isGone("a")).isTrue();
    }
  }

  @Test
  void oneThatIsHalfWrittenIsTakenForANewOne() throws IOException {
    Files.writeString(file(), "{\"outp");
    refused("which has just begun");
    aged(6);
    take(false).close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whoseLeaseWasBrokenPublishesNothing() throws IOException {
    String path = folder.resolve("m").toString();
    try (StoreFolder first = StoreFolder.claim(hadoop, path, OutputKind.MODEL, false, false)) {
      Files.writeString(Path.of(first.dataPath("topics")), "of the first");
      try (StoreFolder second = StoreFolder.claim(hadoop, path, OutputKind.MODEL, false, true)) {
        assertThatThrownBy(() -> first.commit("{\"format\": 1}"))
            .isInstanceOf(Failure.class)
            .hasMessageContaining("its lease was broken, by process ");
        Files.writeString(Path.of(second.dataPath("topics")), "of the second");
        second.commit("{\"format\": 1, \"data\": \"" + second.dataName() + "\"}");
        assertThat(Path.of(first.dataPath("topics"))).as("it may still write").exists();
      }
    }
    assertThat(folder.resolve("m/model.json")).exists();
    assertThat(file()).doesNotExist();
  }

  @Test
  void ofManyThatFindAStaleOneOneHasIt() throws Exception {
    int runs = 4;
    ExecutorService threads = Executors.newFixedThreadPool(runs);
    long dead = deadProcess();
    for (int round = 0; round < 100; round++) {
      held(mark(thisHost(), dead));
      CyclicBarrier together = new CyclicBarrier(runs);
      Callable<Optional<Lease>> taking =
          () -> {
            together.await();
            try {
              return Optional.of(take(false));
            } catch (Failure e) {
              return Optional.empty();
            }
          };
      List<Future<Optional<Lease>>> tries = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        tries.add(threads.submit(taking));
      }
      int holders = 0;
      List<Lease> taken = new ArrayList<>();
      for (Future<Optional<Lease>> one : tries) {
        one.get().ifPresent(taken::add);
      }
      for (Lease lease : taken) {
        holders += holds(lease) ? 1 : 0;
      }
      assertThat(holders).as("round %d", round).isEqualTo(1);
      taken.forEach(Lease::close);
      assertThat(folder).isEmptyDirectory();
    }
    threads.shutdown();
  }

  private static boolean holds(Lease lease) {
    try {
      lease.demand();
      return true;
    } catch (Failure e) {
      return false;
    }
  }
}
