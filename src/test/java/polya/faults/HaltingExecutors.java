package polya.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Executors that halt, as by kill -9, when a task begins: a plugin of Spark's. The plan is a
 * folder: a file named by a number is the halt of whoever begins a task of that stage or a later
 * one, and then takes the file away. So every halt comes about once, and what is left was not
 * reached.
 */
public final class HaltingExecutors implements SparkPlugin {
  /** The setting that names the folder. */
  public static final String PLAN = "spark.polya.test.halts";

  /** As a shell says of kill -9. */
  private static final int KILLED = 137;

  @Override
  public DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new Halting();
  }

  /** Writes a plan: a halt at the first task of each of these stages or after it. */
  public static void plan(Path folder, List<Integer> stages) throws IOException {
    Files.createDirectories(folder);
    for (int stage : stages) {
      Files.createFile(folder.resolve(Integer.toString(stage)));
    }
  }

  /** How many halts did not come about. */
  public static long left(Path folder) throws IOException {
    try (Stream<Path> plan = Files.list(folder)) {
      return plan.count();
    }
  }

  private static final class Halting implements ExecutorPlugin {
    private Path plan;

    @Override
    public void init(PluginContext context, Map<String, String> extra) {
      plan = Path.of(context.conf().get(PLAN));
    }

    @Override
    public void onTaskStart() {
      int stage = TaskContext.get().stageId();
      try (Stream<Path> halts = Files.list(plan)) {
        for (Path halt : halts.toList()) {
          if (stage >= Integer.parseInt(halt.getFileName().toString())
              && Files.deleteIfExists(halt)) {
            Runtime.getRuntime().halt(KILLED);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
