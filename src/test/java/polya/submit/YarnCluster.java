package polya.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * YARN as a process of its own: Hadoop's MiniYARNCluster, whose nodes start real containers. It
 * ends with this JVM.
 *
 * @param process the process
 * @param conf what HADOOP_CONF_DIR is for those who submit
 */
record YarnCluster(Process process, Path conf) implements AutoCloseable {
  private static final long SECONDS = 180;

  /**
   * Starts one and waits until its node is there.
   *
   * @param spark a SPARK_HOME, which has Hadoop's own classes
   * @param jars YARN's servers
   * @param folder for what it writes
   */
  static YarnCluster start(Path spark, Path jars, Path folder)
      throws IOException, InterruptedException {
    Path conf = Files.createDirectories(folder.resolve("hadoop"));
    Path output = folder.resolve("yarn.log");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx512m"));
    Arrays.stream(JavaModuleOptions.defaultModuleOptionArray())
        .filter(option -> !option.startsWith("--add-modules"))
        .forEach(command::add);
    command.addAll(List.of("-cp", jars.resolve("*") + ":" + spark.resolve("jars/*")));
    command.add(Launch.root().resolve("src/test/resources/polya/yarn/MiniYarn.java").toString());
    command.add(conf.toString());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (process.isAlive() && System.nanoTime() < end) {
      if (Files.readString(output).contains("READY\n")) {
        return new YarnCluster(process, conf);
      }
      Thread.sleep(200);
    }
    process.destroyForcibly();
    throw new AssertionError("no YARN has started:\n" + Files.readString(output));
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
