package polya.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.service.launcher.IrqHandler;
import org.apache.spark.SparkContext;
import polya.Failure;

/**
 * Ctrl-C and kill while a command runs that started Spark itself. The JVM's own answer is to run
 * its shutdown hooks and be gone, however far the command has come with leaving {@code run.json}.
 * Here the first signal stops Spark, once a training has had its {@link Grace}, so that the command
 * fails where it stands, clears up, leaves its record and ends with 130 or 143. A second signal
 * ends the process at once, as does a command that has not come to its end in time.
 */
final class Signals implements AutoCloseable {
  /** Where a session's jobs, those inside others too, see which signal ended them. */
  static final String KEY = "polya.ended.by";

  /** {@code timeout} sends its signal to the process and at once to the group that it is in. */
  private static final long SAME_NANOS = 200_000_000;

  private final CountDownLatch over = new CountDownLatch(1);
  private final String command;
  private SparkContext context;
  private Thread stopping;
  private long first;

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
    long now = System.nanoTime();
    SparkContext running;
    synchronized (this) {
      if (over.getCount() == 0 || first != 0 && now - first > SAME_NANOS) {
        Runtime.getRuntime().halt(code);
      }
      if (first != 0) {
        return;
      }
      first = now;
      running = context;
      if (running != null) {
        running.hadoopConfiguration().set(KEY, name);
        stopping = new Thread(() -> stopAfterGrace(running), "polya-end");
        stopping.setDaemon(true);
        stopping.start();
      }
    }
    if (running == null) {
      System.err.println("polya: " + sentence(name, command, "nothing was begun"));
      System.exit(code);
    }
    if (!awaited(Grace.of(running.hadoopConfiguration()))) {
      System.err.println("polya: " + sentence(name, command, "it did not end in time"));
      Runtime.getRuntime().halt(code);
    }
  }

  private static void stopAfterGrace(SparkContext running) {
    try {
      Grace.await(running.hadoopConfiguration());
      running.stop();
    } catch (InterruptedException e) {
      // Nobody does.
    }
  }

  private boolean awaited(Duration grace) {
    try {
      return over.await(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** What is said of a command that a signal ended; nothing if none did. */
  static Optional<RuntimeException> end(Configuration session, String command) {
    return Optional.ofNullable(session.get(KEY))
        .map(
            name -> {
              String sentence = sentence(name, command, Grace.told(session));
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

  /** Ends the hearing, once Spark is down: a signal from now on ends the process at once. */
  @Override
  public void close() {
    Thread last;
    synchronized (this) {
      last = stopping;
    }
    try {
      if (last != null) {
        last.join();
      }
    } catch (InterruptedException e) {
      // Nobody does.
    }
    over.countDown();
  }
}
