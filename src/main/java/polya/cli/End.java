package polya.cli;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import polya.Failure;
import polya.spark.Causes;
import polya.spark.LostExecutors;

/**
 * How a command that did not come to its end came to another: what is said of it, of which kind.
 *
 * @param failure what a person is told
 * @param interrupted whether it was ended from outside, and did not fail by itself
 */
record End(RuntimeException failure, boolean interrupted) {

  /** Finds the reason: what was thrown may be no more than a consequence. */
  static End of(SparkContext context, String command, Throwable thrown) {
    return of(context.hadoopConfiguration(), context.isStopped(), command, thrown);
  }

  static End of(Configuration session, boolean isStopped, String command, Throwable thrown) {
    Optional<RuntimeException> signal = Signals.end(session, command);
    if (signal.isPresent()) {
      return new End(signal.get(), true);
    }
    RuntimeException cause = Causes.of(thrown);
    if (cause instanceof Failure f && f.kind() == Failure.Kind.RESOURCES) {
      return new End(cause, false);
    }
    Optional<Failure> memory =
        isStopped || !(cause instanceof Failure)
            ? DriverMemory.end(session, command)
            : Optional.empty();
    Optional<Failure> known = memory.or(() -> LostExecutors.explain(session, command, thrown));
    if (known.isPresent()) {
      return new End(known.get(), false);
    }
    return isStopped ? new End(stopped(command), true) : new End(cause, false);
  }

  private static Failure stopped(String command) {
    return Failure.retry(
        "Cannot finish "
            + command
            + ": Spark was stopped while it ran; nothing was published. "
            + Job.again(command));
  }
}
