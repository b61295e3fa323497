package polya.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A Spark standalone cluster of real processes: one master and workers with two cores each, on free
 * ports of the loopback. It is made of the embedded Spark, so {@code submit/polya} must have run
 * once.
 */
public final class StandaloneCluster implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern MASTER_READY =
      Pattern.compile("Starting Spark master at (spark://[\\w.:]+)");
  private static final Pattern WORKER_READY =
      Pattern.compile("Successfully registered with master");

  private final Path home;
  private final Path folder;
  private final Deque<Process> processes = new ArrayDeque<>();
  private final String master;

  private StandaloneCluster(Path home, Path folder, int workers)
      throws IOException, InterruptedException {
    this.home = home;
    this.folder = folder;
    try {
      master =
          start(
                  "master",
                  MASTER_READY,
                  HOST,
                  "org.apache.spark.deploy.master.Master",
                  "--port",
                  "0")
              .group(1);
      for (int worker = 1; worker <= workers; worker++) {
        addWorker(worker);
      }
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * Starts a cluster and returns when its worker is ready.
   *
   * @param home the embedded Spark
   * @param folder for logs and what executors leave; must exist
   */
  public static StandaloneCluster start(Path home, Path folder)
      throws IOException, InterruptedException {
    return start(home, folder, 1);
  }

  /** The same with more workers. */
  public static StandaloneCluster start(Path home, Path folder, int workers)
      throws IOException, InterruptedException {
    return new StandaloneCluster(home, folder, workers);
  }

  /** Starts one more worker and returns when it is ready. */
  public void addWorker(int number) throws IOException, InterruptedException {
    addWorker(number, HOST);
  }

  /** The same by another of the loopback's addresses: to Spark it is another machine. */
  public void addWorker(int number, String host) throws IOException, InterruptedException {
    start(
        "worker-" + number,
        WORKER_READY,
        host,
        "org.apache.spark.deploy.worker.Worker",
        "--cores",
        "2",
        "--memory",
        "2g",
        "--work-dir",
        folder.resolve("work-" + number).toString(),
        master);
  }

  /** The process of the worker that was started last. */
  public Process lastWorker() {
    return processes.peek();
  }

  /** The address for {@code --master}. */
  public String master() {
    return master;
  }

  /** Stops worker and master; executors end with their worker. */
  @Override
  public void close() {
    while (!processes.isEmpty()) {
      Process process = processes.pop();
      List<ProcessHandle> children = process.descendants().toList();
      process.destroy();
      try {
        process.waitFor(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** Starts one daemon and waits for the line of its log that says it is ready. */
  private Matcher start(String name, Pattern ready, String host, String main, String... arguments)
      throws IOException, InterruptedException {
    Path log = folder.resolve(name + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
    command.addAll(List.of("-cp", home.resolve("jars/*").toString(), main));
    command.addAll(List.of("--host", host, "--webui-port", "0"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().remove("LOG4J_CONFIGURATION_FILE");
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", host);
    Process process = builder.start();
    processes.push(process);
    Instant end = Instant.now().plus(PATIENCE);
    while (process.isAlive() && Instant.now().isBefore(end)) {
      Matcher line = ready.matcher(Files.readString(log));
      if (line.find()) {
        return line;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException(
        "The " + name + " is not ready; its log:\n" + Files.readString(log));
  }
}
