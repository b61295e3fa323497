package polya.submit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * Servers of Hadoop as a process of its own, from one of the programs below {@code
 * src/test/resources/polya}. It ends with this JVM.
 *
 * @param process the process
 * @param output what it says
 */
record HadoopProcess(Process process, Path output) implements AutoCloseable {
  private static final long SECONDS = 180;

  /**
   * Starts one and waits until it says READY.
   *
   * @param spark a SPARK_HOME, which has Hadoop's own classes
   * @param jars the servers
   * @param program a source file
   * @param folder for its output
   * @param argument the program's
   */
  static HadoopProcess start(Path spark, Path jars, String program, Path folder, Path argument)
      throws IOException, InterruptedException {
    Path output = folder.resolve(program.replaceFirst(".*/", "") + ".log");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx512m"));
    Arrays.stream(JavaModuleOptions.defaultModuleOptionArray())
        .filter(option -> !option.startsWith("--add-modules"))
        .forEach(command::add);
    command.addAll(List.of("-cp", jars.resolve("*") + ":" + spark.resolve("jars/*")));
    command.add(Launch.root().resolve("src/test/resources/polya").resolve(program).toString());
    command.add(argument.toString());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    HadoopProcess started = new HadoopProcess(builder.start(), output);
    boolean ready = false;
    try {
      started.await("READY", 1);
      ready = true;
      return started;
    } finally {
      if (!ready) {
        started.close();
      }
    }
  }

  /** What follows a word at the beginning of a line that came so many times. */
  private String await(String word, long times) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (process.isAlive() && System.nanoTime() < end) {
      String said = Files.readString(output);
      Optional<String> line =
          said.substring(0, said.lastIndexOf('\n') + 1)
              .lines()
              .filter(l -> l.startsWith(word))
              .skip(times - 1)
              .findFirst();
      if (line.isPresent()) {
        return line.get().substring(word.length()).strip();
      }
      Thread.sleep(200);
    }
    throw new AssertionError("no " + word + ":\n" + Files.readString(output));
  }

  /** What stands behind READY. */
  String ready() throws IOException, InterruptedException {
    return await("READY", 1);
  }

  /** Gives an order and waits until it is carried out. */
  void order(String line) throws IOException, InterruptedException {
    long before = Files.readString(output).lines().filter(l -> l.startsWith("DONE")).count();
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    await("DONE", before + 1);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
