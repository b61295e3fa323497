package polya.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import polya.Failure;

/**
 * Polya beside its peers: {@code Peers DATA K SECONDS TOOL…}, with tools polya, polya-gibbs,
 * polya-auto, polya-gammapoisson, polya-gammapoisson-gibbs, mllib, mllib-tuned, mallet, mallet-opt and tomotopy; each in a JVM of its own (tomotopy: a Python process), one after
 * the other, two threads, the same heap. DATA is a folder as {@link SplitCorpus} writes it. Prints
 * every checkpoint, then two tables: seconds of training to levels of document-completion
 * perplexity with α = 5/K and peak resident memory; checkpoints [with the tool's own α]. A tool
 * that fails is named at the end, the others go on.
 *
 * <p>{@code -D} properties: {@code polya.NAME=VALUE} sets a parameter of Polya, {@code heap} the
 * heap (1g), {@code seed} the seed of every tool (1), {@code documents} how many test documents are scored (2000), {@code levels} the levels
 * with commas between (derived from the best), {@code python} the interpreter (python3).
 */
public final class Peers {
  private Peers() {}

  /** Runs the benchmark, or with {@code --only} one tool of it in this JVM. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      run(List.of(arguments));
    } catch (Failure e) {
      System.err.println(e.getMessage());
      System.exit(e.kind().exitCode());
    }
  }

  private static void run(List<String> arguments) throws IOException, InterruptedException {
    boolean only = !arguments.isEmpty() && arguments.get(0).equals("--only");
    if (arguments.size() < (only ? 5 : 4)) {
      throw Failure.usage(
          "Cannot compare: "
              + arguments.size()
              + " arguments; at least 4 are needed. Give DATA K SECONDS TOOL….");
    }
    if (only) {
      Trial.run(
          arguments.get(1),
          Path.of(arguments.get(2)),
          Integer.parseInt(arguments.get(3)),
          Double.parseDouble(arguments.get(4)));
      return;
    }
    String levels = System.getProperty("levels");
    if (levels != null) {
      Levels.parse(levels); // or minutes would be lost to a slip
    }
    Table table = new Table();
    List<String> failed = new ArrayList<>();
    for (String tool : arguments.subList(3, arguments.size())) {
      int code =
          fork(
              tool,
              arguments.subList(0, 3),
              List.of(),
              line -> {
                System.out.println(line);
                table.add(line);
              });
      if (code != 0) {
        failed.add(tool);
      }
    }
    System.out.println("\n" + table.markdown(levels));
    if (!failed.isEmpty()) {
      throw Failure.resources(
          "Cannot compare all: "
              + String.join(", ", failed)
              + " ended early; the tables hold what was printed. See the messages above.");
    }
  }

  /**
   * Runs one tool in a JVM of its own.
   *
   * @param task the folder, K and seconds
   * @param options more options of the JVM
   * @param lines hears what it prints
   * @return its exit code
   */
  static int fork(String tool, List<String> task, List<String> options, Consumer<String> lines)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!option.startsWith("-Xmx")) {
        command.add(option);
      }
    }
    command.add("-Xmx" + System.getProperty("heap", "1g"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Peers.class.getName()));
    command.addAll(List.of("--only", tool));
    command.addAll(task);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("OPENBLAS_NUM_THREADS", "1"); // or MLlib's tasks fight over the cores
    Process process = builder.start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.accept(line);
      }
    }
    return process.waitFor();
  }
}
