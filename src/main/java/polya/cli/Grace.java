package polya.cli;

import java.time.Duration;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import polya.spark.train.Ending;

/**
 * The time from the signal that ends a training to its end. Most of it is for the round that runs
 * and its checkpoint, or for a model that is being published; the rest, four seconds at most, for
 * stopping Spark and for the record.
 *
 * <p>It is kept with the session: the job that hears signals knows nothing of the training inside
 * it, which may be a cell of a grid.
 */
final class Grace implements Ending {
  private static final String SECONDS = "polya.grace.seconds";
  private static final String HELD = "polya.grace.held";
  private static final String UNTIL = "polya.grace.until";
  private static final String END = "polya.grace.end";
  private static final String DONE = "polya.grace.done";

  private static final double DEFAULT_SECONDS = 20;
  private static final double MOST_FOR_STOPPING = 4;

  private final Configuration session;

  /**
   * A command's grace; what was told of a training before it is forgotten.
   *
   * @param session the configuration of the session
   * @param seconds from a signal to the end of the process
   */
  Grace(Configuration session, double seconds) {
    this.session = session;
    session.set(SECONDS, Double.toString(seconds));
    forget();
  }

  /** From now on a signal waits for what runs. */
  void hold() {
    session.set(HELD, "true");
  }

  /** From now on it does not. */
  void release() {
    session.unset(HELD);
  }

  /** Forgets what was told: the training is done. */
  void forget() {
    session.unset(DONE);
  }

  @Override
  public boolean asked() {
    return session.get(UNTIL) != null;
  }

  @Override
  public boolean allows(double seconds) {
    return System.nanoTime() + seconds * 1e9 < Long.parseLong(session.get(UNTIL));
  }

  /** Remembers what a training that is ended has come to, for the sentence. */
  void tell(String done) {
    session.set(DONE, done);
  }

  /** What was told, else that nothing was published. */
  static String told(Configuration session) {
    return session.get(DONE, "nothing was published");
  }

  /** How long a command may take to end once a signal has come. */
  static Duration of(Configuration session) {
    return duration(session.getDouble(SECONDS, DEFAULT_SECONDS));
  }

  /** How many seconds are left to the end of the process; nothing if no signal has come. */
  static OptionalDouble left(Configuration session) {
    String end = session.get(END);
    return end == null
        ? OptionalDouble.empty()
        : OptionalDouble.of((Long.parseLong(end) - System.nanoTime()) * 1e-9);
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  /**
   * Asks the training that holds its grace, if any, to end, and waits until it has let go or its
   * part of the grace is over.
   */
  static void await(Configuration session) throws InterruptedException {
    double seconds = session.getDouble(SECONDS, DEFAULT_SECONDS);
    Duration training = duration(seconds - Math.min(MOST_FOR_STOPPING, seconds / 2));
    long now = System.nanoTime();
    long until = now + training.toNanos();
    session.set(END, Long.toString(now + duration(seconds).toNanos()));
    session.set(UNTIL, Long.toString(until));
    while (session.get(HELD) != null && System.nanoTime() < until) {
      Thread.sleep(20);
    }
  }
}
