package polya.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of Spark Connect as a process of its own, on a free port of the loopback. */
record ConnectServer(Process process, Path output, String url) implements AutoCloseable {
  private static final Pattern STARTED = Pattern.compile("server started at: [\\d.]+:(\\d+)");
  private static final long SECONDS = 120;

  /**
   * Starts one and waits until it listens. Its default file system is one that there is not.
   *
   * @param spark its SPARK_HOME
   * @param jar what it has beside
   * @param folder for its output and its warehouse
   */
  static ConnectServer start(Path spark, Path jar, Path folder)
      throws IOException, InterruptedException {
    Path output = folder.resolve("server.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            spark.resolve("bin/spark-submit").toString(),
            "--master=local[2]",
            "--driver-memory=1g",
            "--class=org.apache.spark.sql.connect.service.SparkConnectServer",
            "--jars=" + jar,
            "--conf=spark.connect.grpc.binding.address=127.0.0.1",
            "--conf=spark.connect.grpc.binding.port=0",
            "--conf=spark.connect.ml.backend.classes=polya.connect.Backend",
            "--conf=spark.hadoop.fs.defaultFS=nowhere:///",
            "--conf=spark.sql.warehouse.dir=" + folder.resolve("warehouse").toUri(),
            "--conf=spark.sql.shuffle.partitions=2",
            "--conf=spark.ui.enabled=false");
    Launch.local(builder.environment());
    builder.environment().put("SPARK_HOME", spark.toString());
    builder.environment().put("SPARK_LOCAL_HOSTNAME", "localhost");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process = builder.start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (process.isAlive() && System.nanoTime() < end) {
      Matcher started = STARTED.matcher(Files.readString(output));
      if (started.find()) {
        return new ConnectServer(process, output, "sc://127.0.0.1:" + started.group(1));
      }
      Thread.sleep(200);
    }
    process.destroyForcibly();
    throw new AssertionError("no server has started:\n" + Files.readString(output));
  }

  /** The end of what it said. */
  String log() throws IOException {
    String log = Files.readString(output);
    return log.substring(Math.max(0, log.length() - 10_000));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
