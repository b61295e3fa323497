package polya.spark;

import java.util.Optional;
import java.util.stream.Stream;
import polya.Failure;

/** Finds the failure that a person can mend inside what Spark wrapped around it. */
public final class Causes {
  private Causes() {}

  /**
   * The first {@link Failure} among the causes; else what is said of a machine, a file system, a
   * path, data or a transfer at fault; else the exception itself, wrapped where it is a checked one
   * or an error: that is a bug.
   */
  public static RuntimeException of(Throwable thrown) {
    Optional<Failure> known =
        Fault.chain(thrown)
            .filter(Failure.class::isInstance)
            .map(Failure.class::cast)
            .findFirst()
            .or(() -> environment(thrown))
            .or(() -> Fault.first(DataFaults.ALL, thrown))
            .or(() -> Fault.first(IoFaults.ALL, thrown));
    if (known.isPresent()) {
      return known.get();
    }
    return thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
  }

  /** What is said of a limit of Spark, Java or the system; nothing of memory itself. */
  public static Optional<Failure> limit(Throwable thrown) {
    return Fault.first(LimitFaults.ALL, thrown);
  }

  /**
   * What is said of a machine, a file system or a path at fault; nothing if it may be the data that
   * were read: for those who read them and know better what they are.
   */
  public static Optional<Failure> environment(Throwable thrown) {
    return Stream.of(LimitFaults.ALL, MachineFaults.ALL, PathFaults.ALL)
        .flatMap(faults -> Fault.first(faults, thrown).stream())
        .findFirst();
  }
}
