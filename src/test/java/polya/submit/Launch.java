package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import polya.cli.Main;
import polya.spark.LocalSpark;

/**
 * One script of {@code submit/} run as a process of its own, on the embedded Spark and the loopback
 * unless told otherwise, or one command run in this JVM; and how it ended.
 *
 * @param exitCode its exit code
 * @param out what it printed
 * @param err what it said on stderr
 */
public record Launch(int exitCode, String out, String err) {
  private static final long MINUTES = 10;

  /**
   * What JVMs that a test starts are given: they end before the second compiler pays, and without
   * it vectors would be objects. Neither changes a bit.
   */
  public static final List<String> SHORT = List.of("-XX:TieredStopAtLevel=1", "-Dpolya.simd=false");

  /** The checkout. */
  public static Path root() {
    return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  }

  /** Runs submit/polya from the checkout on the embedded Spark. */
  public static Launch polya(String... arguments) throws InterruptedException {
    return of(root(), Map.of(), root().resolve("submit/polya"), arguments);
  }

  /** Makes a corpus of a sample of UCI bags of words, in this JVM. */
  public static void ingested(String sample, Path corpus) {
    Path folder = root().resolve("data-samples").resolve(sample);
    Launch ingest =
        here(
            "ingest",
            "--format=uci",
            "--input=" + folder.resolve("docword." + sample + ".txt.gz"),
            "--vocabulary=" + folder.resolve("vocab." + sample + ".txt"),
            "--output=" + corpus);
    assertThat(ingest.exitCode).as(ingest.err).isZero();
  }

  /**
   * Runs a command in this JVM, on the session of all tests: for what is not about starting, since
   * a JVM and a Spark of its own cost more than most commands do.
   */
  public static Launch here(String... arguments) {
    LocalSpark.session();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Launch(code, out.toString(), err.toString());
  }

  /**
   * Runs a script to its end.
   *
   * @param folder where it runs
   * @param environment laid over this process's own
   * @param script what runs
   * @param arguments its arguments
   */
  public static Launch of(
      Path folder, Map<String, String> environment, Path script, String... arguments)
      throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile("polya", ".out");
      Path err = Files.createTempFile("polya", ".err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        local(builder.environment());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
          throw new AssertionError(
              command + " has not ended after " + MINUTES + " minutes:\n" + Files.readString(err));
        }
        settle(err);
        return new Launch(process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The embedded Spark, the loopback, and {@link #SHORT} for the JVM that spark-submit starts. */
  public static void local(Map<String, String> environment) {
    environment.put("POLYA_SPARK", "embedded");
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    environment.put("SPARK_SUBMIT_OPTS", String.join(" ", SHORT));
  }

  /** What the script's filter of stderr still holds when the process has ended comes at once. */
  public static void settle(Path file) throws IOException, InterruptedException {
    long before;
    do {
      before = Files.size(file);
      Thread.sleep(60);
    } while (Files.size(file) != before);
  }
}
