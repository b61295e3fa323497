package polya.spark.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import polya.spark.Files;
import polya.spark.Json;
import polya.spark.Places;

/**
 * Who writes to an output: what a {@link Lease} holds, and what Polya puts into every folder of its
 * own ({@link #FILE}), so that it can tell such a folder from anybody else's. Only a folder whose
 * mark names this very output is Polya's to delete.
 *
 * @param output the output, as {@link Places#of} writes it
 * @param run another for every run
 * @param host where its driver runs
 * @param pid of the driver's process
 * @param processStart when that process began, in milliseconds since 1970; 0 where it is not known
 * @param since when the run began, for people
 */
public record RunMark(
    String output, String run, String host, long pid, long processStart, String since) {
  /** The mark's file inside a folder that Polya made. */
  static final String FILE = ".polya";

  /** What hosts are called that do not know their names: any of those that see an output. */
  private static final String NAMELESS = "localhost";

  private static final String LOCAL = "file:";

  /** The mark of a run of this process. */
  static RunMark of(String output) {
    ProcessHandle process = ProcessHandle.current();
    return new RunMark(
        output,
        UUID.randomUUID().toString(),
        hostName(),
        process.pid(),
        start(process),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return NAMELESS;
    }
  }

  private static long start(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** Whether the process is known to have ended: by its number and start, on its own host only. */
  boolean isGone() {
    return isGone(hostName());
  }

  /** The same for one who asks on this host. */
  boolean isGone(String here) {
    boolean isKnown = !host.equals(NAMELESS) || output.startsWith(LOCAL);
    if (!isKnown || !host.equals(here)) {
      return false;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return process.isEmpty() || processStart != 0 && start(process.get()) != processStart;
  }

  /** The run for people: {@code process 4711 on worker-3, since 2026-11-29T12:30:00Z}. */
  String who() {
    return "process " + pid + " on " + host + ", since " + since;
  }

  /** The mark's text. */
  String text() {
    return Json.pretty(this);
  }

  /** A mark's text as the mark; empty if it is none. */
  static Optional<RunMark> parse(String text) {
    try {
      JsonNode json = Json.read(text);
      boolean whole = json.path("output").isTextual() && json.path("run").isTextual();
      return whole ? Optional.of(Json.convert(json, RunMark.class)) : Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Puts the mark into a folder, which is made where needed. */
  void put(Files files, Path folder) {
    files.replace(new Path(folder, FILE), text());
  }

  /**
   * Deletes a marked folder, its mark last: whenever this is cut off, what is left is marked.
   * Nothing happens where there is none.
   */
  public static void delete(Files files, Path folder) {
    for (FileStatus entry : files.list(folder)) {
      if (!entry.getPath().getName().equals(FILE)) {
        files.delete(entry.getPath());
      }
    }
    files.delete(folder);
  }

  /** Whether a folder holds nothing but, perhaps, a mark that was being written. */
  static boolean isBegun(Files files, Path folder) {
    return files.list(folder).stream()
        .allMatch(entry -> entry.getPath().getName().startsWith("." + FILE));
  }

  /** The mark of a folder, if it has one. */
  static Optional<RunMark> in(Files files, Path folder) {
    return files.read(new Path(folder, FILE)).flatMap(RunMark::parse);
  }

  /** Whether a folder carries a mark for this very output. */
  static boolean isFor(Files files, Path folder, String output) {
    return in(files, folder).filter(mark -> mark.output.equals(output)).isPresent();
  }
}
