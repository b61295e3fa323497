package polya.faults;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Executors that do what a plan of {@link TaskFault}s says when a task begins: a plugin of Spark's,
 * of which Polya knows nothing.
 */
public final class FaultyExecutors implements SparkPlugin {
  /** The setting that names the folder of the plan. */
  static final String PLAN = "spark.polya.test.faults";

  private static final int KILLED = 137;

  /** What is kept of memory that is taken. */
  private static final List<byte[]> TAKEN = new ArrayList<>();

  @Override
  public DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new Planned();
  }

  private static final class Planned implements ExecutorPlugin {
    private Path plan;

    @Override
    public void init(PluginContext context, Map<String, String> extra) {
      plan = Path.of(context.conf().get(PLAN));
    }

    @Override
    public void onTaskStart() {
      TaskContext task = TaskContext.get();
      try {
        TaskFault fault = TaskFault.take(plan, task).orElse(null);
        if (fault != null) {
          System.err.println("fault of stage " + task.stageId() + ": " + fault);
          befall(task, fault);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static void befall(TaskContext task, TaskFault fault)
        throws IOException, InterruptedException {
      switch (fault.action()) {
        case HALT -> Runtime.getRuntime().halt(KILLED);
        case SLEEP -> Thread.sleep(fault.argument());
        case FAIL ->
            // What a plugin throws Spark only logs.
            task.addTaskCompletionListener(
                (TaskCompletionListener)
                    done -> {
                      throw new IllegalStateException("the task fails, as the test wants");
                    });
        case MEMORY -> take(fault.argument());
        case SHUFFLE -> forgetShuffles();
        case DISK -> fill(fault.argument());
        case STOP -> standStill(fault.argument());
      }
    }
  }

  private static void take(long left) {
    int piece = 1 << 20;
    synchronized (TAKEN) {
      try {
        while (true) {
          TAKEN.add(new byte[piece]);
        }
      } catch (OutOfMemoryError e) {
        TAKEN.subList(TAKEN.size() - (int) (left / piece), TAKEN.size()).clear();
      }
    }
  }

  private static File[] localFolders() {
    return SparkEnv.get().blockManager().diskBlockManager().localDirs();
  }

  private static void forgetShuffles() throws IOException {
    for (File folder : localFolders()) {
      try (Stream<Path> files = Files.walk(folder.toPath())) {
        for (Path file : files.toList()) {
          if (file.getFileName().toString().startsWith("shuffle_")) {
            Files.deleteIfExists(file);
          }
        }
      }
    }
  }

  private static void fill(long most) throws IOException {
    File folder = localFolders()[0];
    if (folder.getTotalSpace() > most) {
      throw new IllegalStateException("not the small disk of a test: " + folder);
    }
    try (OutputStream all = Files.newOutputStream(folder.toPath().resolve("fills"))) {
      while (true) {
        all.write(new byte[1 << 12]);
      }
    } catch (IOException e) {
      System.err.println("full: " + e.getMessage());
    }
  }

  /** A process of its own stops this one, and lets it go on later. */
  private static void standStill(long milliseconds) throws IOException, InterruptedException {
    long self = ProcessHandle.current().pid();
    String both = "kill -STOP %d; sleep %d; kill -CONT %d";
    new ProcessBuilder("setsid", "sh", "-c", both.formatted(self, milliseconds / 1000, self))
        .start();
    Thread.sleep(200); // Stopped in the meantime.
  }
}
