package polya.bench;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.launcher.JavaModuleOptions;

/** Sparks in one process and in several, of this JVM's own jars. */
final class Masters {
  private Masters() {}

  /** Runs a main class in a JVM of its own, in which executors can be started too. */
  static void run(Class<?> main, String... arguments) throws IOException, InterruptedException {
    run(List.of(), main, arguments);
  }

  /** The same, with options of its own that count for more than this JVM's. */
  static void run(List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    // What starts executors looks here for jars …
    builder.environment().put("SPARK_HOME", home().toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13"); // … and would guess this.
    builder.start().waitFor();
  }

  /** A Spark of this master, an executor's JVM like this one. */
  static SparkConf conf(String master, String name) {
    SparkConf conf =
        new SparkConf()
            .setMaster(master)
            .setAppName(name)
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.locality.wait", "0s")
            .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    if (master.startsWith("local-cluster")) {
      conf.set("spark.executor.extraJavaOptions", JavaModuleOptions.defaultModuleOptions())
          .set("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    }
    return conf;
  }

  /** A Spark of links to this JVM's jars. */
  private static Path home() throws IOException {
    Path home = Files.createTempDirectory("spark-home");
    Path jars = Files.createDirectory(home.resolve("jars"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(entry).toAbsolutePath();
      Path link = jars.resolve(jar.getFileName());
      if (entry.endsWith(".jar") && !Files.exists(link)) {
        Files.createSymbolicLink(link, jar);
      }
    }
    return home;
  }
}
