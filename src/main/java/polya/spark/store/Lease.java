package polya.spark.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import polya.Failure;
import polya.spark.Files;
import polya.spark.GuardedFile;
import polya.spark.Places;

/**
 * An output held by one run against all others, on local file systems, HDFS, and object stores that
 * write a file on a condition ({@link GuardedFile}): a file beside the output (so that it can be
 * there before the output is), or in it on an object store, which has no folders, and where nothing
 * can be written beside it. It is made in one step that fails where there is one, renewed every 30
 * seconds, and removed when the run ends, or emptied on an object store.
 *
 * <p>A lease whose process is gone from this host, or that was not renewed for five minutes on
 * another, is stale and gives way. A run whose lease was broken finds that out before it publishes
 * or deletes anything ({@link #demand}). On other object stores runs are not held apart.
 */
public final class Lease implements AutoCloseable {
  private static final String SUFFIX = ".polya-lease";
  private static final Duration RENEWAL = Duration.ofSeconds(30);
  private static final Duration STALE = Duration.ofMinutes(5);

  private final LeaseFile file;
  private final RunMark mark;
  private final Optional<String> broken;
  private final ScheduledExecutorService renewal;

  private Lease(LeaseFile file, RunMark mark, Optional<String> broken) {
    this.file = file;
    this.mark = mark;
    this.broken = broken;
    this.renewal = file == null ? null : renewing(file);
  }

  private static ScheduledExecutorService renewing(LeaseFile file) {
    ScheduledExecutorService renewal =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "polya-lease");
              thread.setDaemon(true);
              return thread;
            });
    long seconds = RENEWAL.toSeconds();
    renewal.scheduleAtFixedRate(file::renew, seconds, seconds, TimeUnit.SECONDS);
    return renewal;
  }

  /**
   * Takes the lease of an output.
   *
   * @param what the noun for messages: corpus, model, …
   * @param breaks whether the lease of a run that may still be alive gives way
   * @throws Failure (output in the way) if another run has it; nothing is then changed
   */
  public static Lease take(Configuration configuration, String path, String what, boolean breaks) {
    RunMark mark = RunMark.of(Places.of(configuration, path));
    try {
      Optional<LeaseFile> place = place(configuration, path);
      if (place.isEmpty()) {
        return new Lease(null, mark, Optional.empty());
      }
      LeaseFile file = place.get();
      Optional<String> broken = Optional.empty();
      if (!file.create(mark.text())) {
        Optional<String> text = file.read();
        Optional<RunMark> holder = text.flatMap(RunMark::parse);
        if (!breaks && !isStale(file, holder)) {
          throw held(what, path, holder);
        }
        // The one that is read is the one that gives way, or another run was quicker.
        if (!file.take(text, mark.text())) {
          throw held(what, path, file.read().flatMap(RunMark::parse));
        }
        broken = holder.filter(h -> !h.isGone()).map(RunMark::run);
      }
      return new Lease(file, mark, broken);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isStale(LeaseFile file, Optional<RunMark> holder) throws IOException {
    return holder.filter(RunMark::isGone).isPresent() || file.age().compareTo(STALE) > 0;
  }

  private static Failure held(String what, String path, Optional<RunMark> holder) {
    return Failure.outputInTheWay(
        "Cannot write "
            + what
            + " to "
            + path
            + ": another run writes there, "
            + holder.map(RunMark::who).orElse("which has just begun")
            + "; allowed is one at a time, and nothing was changed. Wait for it, name another"
            + " --output, or, if that run is known to be dead, give --break-lease.");
  }

  private static Optional<LeaseFile> place(Configuration configuration, String path)
      throws IOException {
    Path output = new Path(path).getFileSystem(configuration).makeQualified(new Path(path));
    Path parent = output.getParent();
    if (parent == null || GuardedFile.of(configuration, output).isPresent()) {
      return LeaseFile.at(configuration, new Path(output, SUFFIX));
    }
    Optional<LeaseFile> beside =
        LeaseFile.at(configuration, new Path(parent, "." + output.getName() + SUFFIX));
    boolean inside =
        beside.isPresent() && !beside.get().canBeMade() && new Files(configuration).exists(output);
    return inside ? LeaseFile.at(configuration, new Path(output, SUFFIX)) : beside;
  }

  /** Whether a file of an output's folder is a lease. */
  static boolean isLease(String name) {
    return name.startsWith(SUFFIX);
  }

  /** What this run puts into the folders that it makes. */
  RunMark mark() {
    return mark;
  }

  /** Whether no other run can write here: everywhere but on some object stores. */
  boolean isExclusive() {
    return file != null;
  }

  /**
   * Whether a folder marked by a run is left over: no run but this one writes here, unless it is
   * the one whose lease was broken. Not known where runs are not held apart.
   */
  boolean isLeftOver(RunMark other) {
    boolean mayLive = broken.filter(other.run()::equals).isPresent() && !other.isGone();
    return file == null ? other.isGone() : !other.run().equals(mark.run()) && !mayLive;
  }

  /**
   * Demands that the output is still held by this run.
   *
   * @throws Failure (output in the way) if another run broke the lease
   */
  public void demand() {
    if (!isHeld()) {
      throw lost();
    }
  }

  /** Whether the output is still held by this run, or nobody can tell. */
  boolean isHeld() {
    return file == null || read().filter(h -> h.run().equals(mark.run())).isPresent();
  }

  /** What is said where another run took the output over. */
  Failure lost() {
    return Failure.outputInTheWay(
        "Cannot go on writing to "
            + mark.output()
            + ": its lease was broken, by "
            + read().map(RunMark::who).orElse("a run that has ended")
            + "; this run publishes nothing any more. Let one run at a time write there.");
  }

  private Optional<RunMark> read() {
    try {
      return file.read().flatMap(RunMark::parse);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that is under way might have the removal refused. */
  private void awaitRenewal() {
    renewal.shutdown();
    try {
      renewal.awaitTermination(RENEWAL.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    renewal.shutdownNow();
  }

  /** Gives the output back; what cannot be removed is stale as soon as this process ends. */
  @Override
  public void close() {
    if (file == null) {
      return;
    }
    awaitRenewal();
    try {
      file.remove(mark.text());
    } catch (IOException | UncheckedIOException e) {
      // Found stale by the next run.
    }
  }
}
