package polya.cli;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import polya.Failure;
import polya.spark.Causes;

/**
 * Memory that runs out in one of Spark's own threads of a driver that Polya started. Such a thread
 * dies without a word to the command, which waits for ever, or sees Spark stop. Here Spark is
 * stopped, and the command ends with what is the matter.
 */
final class DriverMemory implements AutoCloseable {
  static final String KEY = "polya.driver.memory";
  private static final String MEMORY = "out";
  private static final String DEPTH = "spark.executor.killOnFatalError.depth";
  private static final long SECONDS_TO_END = 20;
  private static final long MILLIS_TO_RECOVER = 100;

  private final CountDownLatch ranOut = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread.UncaughtExceptionHandler before;
  private final String ended;
  private volatile SparkContext context;
  private volatile Throwable out;

  private DriverMemory(String command) {
    ended = "polya: " + sentence(command);
    before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(this::died);
    // There may be no memory for a thread when there is none for anything.
    start("polya-memory-stop", this::stop);
    start("polya-memory-halt", this::halt);
  }

  /** Watches from now on. */
  static DriverMemory watched(String command) {
    return new DriverMemory(command);
  }

  /**
   * What is to be added to Spark's settings: where tasks run in this process, one that runs out of
   * memory fails, and does not end the process, unless the settings say how it is to be.
   */
  static Map<String, String> settings(SparkConf given) {
    String master = given.get("spark.master", "");
    boolean here = master.startsWith("local") && !master.startsWith("local-cluster");
    return here && !given.contains(DEPTH) ? Map.of(DEPTH, "0") : Map.of();
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (InterruptedException e) {
                // Nobody does.
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  /** What is stopped. */
  void of(SparkContext started) {
    context = started;
  }

  private void died(Thread thread, Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      out = thrown;
      ranOut.countDown();
    } else if (before != null) {
      before.uncaughtException(thread, thrown);
    } else {
      System.err.print("Exception in thread \"" + thread.getName() + "\" ");
      thrown.printStackTrace();
    }
  }

  private void stop() throws InterruptedException {
    ranOut.await();
    boolean stopped = false;
    while (!stopped && over.getCount() > 0) {
      try {
        if (context != null) {
          context.hadoopConfiguration().set(KEY, found(out));
          context.stop();
          stopped = true;
        }
      } catch (OutOfMemoryError e) {
        // What the command lets go of may do.
      }
      Thread.sleep(MILLIS_TO_RECOVER);
    }
  }

  private void halt() throws InterruptedException {
    ranOut.await();
    if (!over.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
      System.err.println(last());
      Runtime.getRuntime().halt(Failure.Kind.RESOURCES.exitCode());
    }
  }

  private String last() {
    try {
      return Causes.limit(out).map(f -> "polya: " + f.getMessage()).orElse(ended);
    } catch (Error e) { // There is still no memory.
      return ended;
    }
  }

  /**
   * What the session is told: a limit of Java or the system comes as an error of memory too, and
   * has a sentence of its own.
   */
  static String found(Throwable out) {
    return Causes.limit(out).map(Failure::getMessage).orElse(MEMORY);
  }

  /** What is said of a command that failed after that; nothing if there was memory. */
  static Optional<Failure> end(Configuration session, String command) {
    return Optional.ofNullable(session.get(KEY))
        .map(found -> Failure.resources(found.equals(MEMORY) ? sentence(command) : found));
  }

  private static String sentence(String command) {
    return "Cannot finish "
        + command
        + ": the driver's memory, "
        + (Runtime.getRuntime().maxMemory() >> 20)
        + " MB, ran out; nothing was published. Give it more (--driver-memory), or lower k, and"
        + " r"
        + Job.again(command).substring(1);
  }

  @Override
  public void close() {
    over.countDown();
    ranOut.countDown();
    Thread.setDefaultUncaughtExceptionHandler(before);
  }
}
