package polya.spark;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import polya.Failure;

/**
 * Counts the executors that a command loses. What fails after them, as a shuffle file that is gone,
 * says nothing of why; they do. Where the last one is lost and a job has none for ten minutes
 * ({@code spark.polya.executors.wait}), it is given up: Spark itself would wait for ever.
 */
public final class LostExecutors extends SparkListener {
  private static final String LOST = "polya.executors.lost";
  private static final String BY_MEMORY = "polya.executors.lost.memory";
  private static final String LAST = "polya.executors.lost.last";

  /**
   * Spark's own code for it, YARN's words and those of Kubernetes. Spark writes code 52, status:
   * 52, exit code 52(…).
   */
  private static final Pattern MEMORY =
      Pattern.compile("(?:code|status):? 52\\b|exceeding|OOMKilled");

  /** By -9, which has many reasons, memory among them. */
  private static final Pattern KILLED = Pattern.compile("(?:code|status):? 137\\b");

  /** What Spark says of those that it let go of itself, or was told that they would go. */
  private static final Pattern RELEASED =
      Pattern.compile("^Executor killed by driver|^Executor decommission|Finished decommissioning");

  private static final String WAIT = "spark.polya.executors.wait";
  private static final String PATIENCE = "10min";
  private static final long LOOK_MILLIS = 2000;

  private final Configuration session;

  /** Whether the one that went last was lost. */
  private boolean lost;

  /** Since when a job was seen to have nobody; 0 while it has, or there is none. */
  private long alone;

  LostExecutors(Configuration session) {
    this.session = session;
  }

  /** Counts from now on. */
  public static void count(SparkContext context) {
    LostExecutors lost = new LostExecutors(context.hadoopConfiguration());
    context.addSparkListener(lost);
    long seconds = context.conf().getTimeAsSeconds(WAIT, PATIENCE);
    Thread waiting = new Thread(() -> lost.giveUp(context, seconds), "polya-executors");
    waiting.setDaemon(true);
    waiting.start();
  }

  /** Fails whatever job there is, as long as nobody is there to do it. */
  private void giveUp(SparkContext context, long seconds) {
    try {
      while (!context.isStopped()) {
        Thread.sleep(LOOK_MILLIS);
        if (isLost() && isAlone(needed(context), seconds)) {
          context.cancelAllJobs();
        }
      }
    } catch (InterruptedException | IllegalStateException e) {
      // Spark is stopped.
    }
  }

  /**
   * Whether a job runs and has nobody. Spark is asked: executors may be older than this listener,
   * and between jobs there may rightly be none. The driver counts as one.
   */
  private static boolean needed(SparkContext context) {
    return context.statusTracker().getActiveJobIds().length > 0
        && context.getExecutorMemoryStatus().size() <= 1;
  }

  private synchronized boolean isLost() {
    return lost;
  }

  /**
   * Whether the last executor was lost, and a job has had nobody for so many seconds.
   *
   * @param needed whether that is so now
   */
  synchronized boolean isAlone(boolean needed, long seconds) {
    if (!lost || !needed) {
      alone = 0;
      return false;
    }
    if (alone == 0) {
      alone = System.nanoTime();
    }
    return System.nanoTime() - alone >= seconds * 1_000_000_000;
  }

  @Override
  public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    lost = !RELEASED.matcher(String.valueOf(removed.reason())).find();
    if (!lost) {
      return;
    }
    session.setInt(LOST, session.getInt(LOST, 0) + 1);
    session.set(LAST, String.valueOf(removed.reason()));
    if (byMemory(removed.reason())) {
      session.setInt(BY_MEMORY, session.getInt(BY_MEMORY, 0) + 1);
    }
  }

  /** Whether what Spark says of an executor's end means that its memory ran out. */
  static boolean byMemory(String reason) {
    return MEMORY.matcher(String.valueOf(reason)).find();
  }

  /** What to do about one that was lost, and not by memory as far as Spark says. */
  static String remedy(String reason) {
    return KILLED.matcher(String.valueOf(reason)).find()
        ? "It was killed (137): either its machine was wanted back, or it took more memory than its"
            + " container has. Run it again; if they are killed once more, give them more"
            + " (--executor-memory, spark.executor.memoryOverhead)."
        : "Run it again; if they are lost once more, look into their logs.";
  }

  /**
   * What lost executors say of a command that failed with something of Spark's that looks like a
   * bug or a passing fault; nothing if none was lost, if the failure has a better reason, or if it
   * is not Spark that threw it. What was thrown is the cause.
   */
  public static Optional<Failure> explain(Configuration session, String command, Throwable thrown) {
    RuntimeException failure = Causes.of(thrown);
    int lost = session.getInt(LOST, 0);
    int byMemory = session.getInt(BY_MEMORY, 0);
    boolean passing = failure instanceof Failure f && f.kind() == Failure.Kind.RETRY;
    if (lost == 0
        || failure instanceof Failure && !(passing && byMemory > 0)
        || Fault.chain(thrown).noneMatch(SparkException.class::isInstance)) {
      return Optional.empty();
    }
    String found =
        "Cannot finish "
            + command
            + ": executors were lost, "
            + lost
            + " in all, "
            + byMemory
            + " of them by memory (the last: "
            + Fault.line(new IllegalStateException(session.get(LAST)))
            + "); nothing was published. ";
    return Optional.of(
        byMemory > 0
            ? Failure.resources(
                found
                    + "Give them more (--executor-memory, spark.executor.memoryOverhead), fewer"
                    + " --executor-cores, more --partitions, or lower k.",
                thrown)
            : Failure.retry(found + remedy(session.get(LAST)), thrown));
  }
}
