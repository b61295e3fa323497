package polya.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.service.launcher.IrqHandler;
import org.apache.spark.SparkContext;
import polya.Failure;

/**
 * Ctrl-C and kill while a command runs that started Spark itself. The JVM's own answer is to run
 * its shutdown hooks and be gone, however far the command has come with leaving {@code run.json}.
 * Here the first signal stops Spark, so that the command fails where it stands, clears up, leaves
 * its record and ends with 130 or 143. A second signal ends the process at once, as does a command
 * that has not come to its end in time.
 */
final class Signals implements AutoCloseable {
  /** Kubernetes kills after 30 seconds, and Spark's hooks want some of them. */
  private static final long GRACE_SECONDS = 20;

  /** Where a session's jobs, those inside others too, see which signal ended them. */
  private static final String KEY = "polya.ended.by";

  private final CountDownLatch over = new CountDownLatch(1);
  private final String command;
  private SparkContext context;
  private boolean signalled;

  private Signals(String command) {
    this.command = command;
  }

  /** Hears signals from now on. */
  static Signals heard(String command) {
    Signals signals = new Signals(command);
    // Of a driver on a cluster Spark's own launcher hears them.
    if (!"cluster".equals(System.getProperty("spark.submit.deployMode"))) {
      signals.bind(IrqHandler.CONTROL_C);
      signals.bind(IrqHandler.SIGTERM);
    }
    return signals;
  }

  /** Leaves signals to whoever owns the session. */
  static Signals left() {
    return new Signals("");
  }

  private void bind(String name) {
    try {
      new IrqHandler(name, data -> signal(data.getName(), 128 + data.getNumber())).bind();
    } catch (IllegalArgumentException e) {
      // The JVM was told to leave signals alone (-Xrs), or another owns this one.
    }
  }

  /** What a signal stops from now on. */
  synchronized void stop(SparkContext started) {
    context = started;
  }

  private void signal(String name, int code) {
    SparkContext running;
    synchronized (this) {
      if (signalled || over.getCount() == 0) {
        Runtime.getRuntime().halt(code);
      }
      signalled = true;
      running = context;
    }
    if (running == null) {
      System.err.println("polya: " + sentence(name, command, "nothing was begun"));
      System.exit(code);
    }
    running.hadoopConfiguration().set(KEY, name);
    running.stop();
    if (!awaited()) {
      System.err.println("polya: " + sentence(name, command, "it did not end in time"));
      Runtime.getRuntime().halt(code);
    }
  }

  private boolean awaited() {
    try {
      return over.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** What is said of a command that a signal ended; nothing if none did. */
  static Optional<RuntimeException> end(SparkContext context, String command) {
    return Optional.ofNullable(context.hadoopConfiguration().get(KEY))
        .map(
            name -> {
              String sentence = sentence(name, command, "nothing was published");
              return name.equals(IrqHandler.CONTROL_C)
                  ? Failure.interrupted(sentence)
                  : Failure.terminated(sentence);
            });
  }

  private static String sentence(String name, String command, String found) {
    return "Cannot finish "
        + command
        + ": it was ended by SIG"
        + name
        + "; "
        + found
        + ". "
        + Job.again(command);
  }

  /** Ends the hearing: a signal from now on ends the process at once. */
  @Override
  public void close() {
    over.countDown();
  }
}
