package polya.spark;

import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.SparkEnv;
import polya.Failure;

/**
 * Memory that runs out in a task. By itself that ends the executor with all that it holds; here the
 * task fails with a sentence, and the executor lives.
 */
public final class TaskMemory {
  private static final String DRIVER = "driver";

  private TaskMemory() {}

  /**
   * Does the work of a task.
   *
   * @throws Failure (resources) if the memory runs out; it has no error as its cause, which Spark
   *     would take for a reason to end the executor
   */
  public static <T> T within(Supplier<T> work) {
    try {
      return work.get();
    } catch (OutOfMemoryError e) {
      throw LimitFaults.ALL.stream().anyMatch(f -> f.known().test(e))
          ? Fault.first(LimitFaults.ALL, e).orElseThrow()
          : failure(e);
    }
  }

  private static Failure failure(OutOfMemoryError e) {
    SparkEnv env = SparkEnv.get();
    boolean here = env == null || DRIVER.equals(env.executorId());
    return Failure.resources(
        String.format(
            Locale.ROOT,
            "Cannot finish a task: the memory of %s, %,d MB, ran out (%s). Give it more (%s), let"
                + " fewer tasks share it (%s), give more --partitions, split very long documents, or"
                + " lower k.",
            here ? "this process" : "executor " + env.executorId(),
            Runtime.getRuntime().maxMemory() >> 20,
            Fault.line(e),
            here ? "--driver-memory" : "--executor-memory",
            here ? "--master 'local[1]'" : "--executor-cores"));
  }
}
