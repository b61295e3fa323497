package polya.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * JMH for the kernels: {@code Kernels [REGEX…]} takes the benchmarks whose names match, by default
 * all, and any option of JMH's own command line. It first checks that SIMD and scalar code give the same bits; then each benchmark runs in a
 * JVM of its own, those of rows and of the local step once by SIMD and once with {@value #SCALAR};
 * last it prints one table.
 */
public final class Kernels {
  private static final String SCALAR = "-Dpolya.simd=false";

  /** Benchmarks of code that has no rows to work on. */
  private static final String NO_ROWS = "\\.(Statistics|Step)Benchmark\\.";

  private Kernels() {}

  /** Checks, measures and prints. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, RunnerException, CommandLineOptionException {
    check();
    Options given = new CommandLineOptions(arguments);
    Collection<RunResult> simd = new Runner(given).run();
    Options rest =
        new OptionsBuilder().parent(given).exclude(NO_ROWS).jvmArgsAppend(SCALAR).build();
    Map<String, RunResult> scalar = new TreeMap<>();
    try {
      new Runner(rest).run().forEach(result -> scalar.put(name(result), result));
    } catch (NoBenchmarksException e) {
      System.out.println("None of these has a scalar twin.");
    }
    print(simd, scalar);
  }

  private static void check() throws IOException, InterruptedException {
    Map<String, String> simd = digests(List.of());
    Map<String, String> scalar = digests(List.of(SCALAR));
    String rows = simd.remove("rows");
    String plain = scalar.remove("rows");
    if (rows.equals(plain)) {
      System.out.println("No SIMD on this machine: both columns are of " + plain + ".");
    }
    if (simd.isEmpty() || !simd.equals(scalar)) {
      throw new IllegalStateException(rows + " gives " + simd + ", " + plain + " " + scalar);
    }
    System.out.println(rows + " and " + plain + " agree in " + simd.keySet() + ".");
  }

  /** What {@link SelfCheck} prints in a JVM with these options more. */
  private static Map<String, String> digests(List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), SelfCheck.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("the check ended with exit code " + process.exitValue());
    }
    Map<String, String> digests = new LinkedHashMap<>();
    for (String line : printed.lines().toList()) {
      String[] words = line.split(" ");
      if (words.length == 2) {
        digests.put(words[0], words[1]);
      }
    }
    return digests;
  }

  private static String name(RunResult result) {
    BenchmarkParams params = result.getParams();
    String method = params.getBenchmark().replaceFirst("^polya\\.bench\\.", "");
    StringBuilder name = new StringBuilder(method.replace("Benchmark.", "."));
    for (String key : params.getParamsKeys()) {
      name.append(' ').append(key).append('=').append(params.getParam(key));
    }
    return name.toString();
  }

  private static void print(Collection<RunResult> simd, Map<String, RunResult> scalar) {
    System.out.println("\n| benchmark | SIMD | scalar | unit |\n|---|---|---|---|");
    for (RunResult result : simd) {
      RunResult plain = scalar.get(name(result));
      System.out.printf(
          "| %s | %s | %s | %s |%n",
          name(result),
          figure(result),
          plain == null ? "–" : figure(plain),
          tokens(result) == null ? result.getPrimaryResult().getScoreUnit() : "tokens/s");
    }
  }

  /** Tokens a second where they are counted, else the time of an operation. */
  private static String figure(RunResult result) {
    return tokens(result) == null
        ? String.format(Locale.ROOT, "%,.2f", result.getPrimaryResult().getScore())
        : String.format(Locale.ROOT, "%,.0f", tokens(result).getScore());
  }

  private static Result<?> tokens(RunResult result) {
    return result.getSecondaryResults().get("tokens");
  }
}
