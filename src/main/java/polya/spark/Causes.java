package polya.spark;

import polya.Failure;

/** Finds the failure that a person can mend inside what Spark wrapped around it. */
public final class Causes {
  private Causes() {}

  /**
   * The first {@link Failure} among the causes; memory that ran out as a failure of resources; else
   * the exception itself, wrapped where it is a checked one.
   */
  public static RuntimeException of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof Failure failure) {
        return failure;
      }
      if (cause instanceof OutOfMemoryError) {
        return Failure.resources(
            "Cannot finish: the memory ran out ("
                + cause.getMessage()
                + "). Give the driver or the executors more (spark.driver.memory,"
                + " spark.executor.memory), or lower k.");
      }
    }
    return thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
  }
}
