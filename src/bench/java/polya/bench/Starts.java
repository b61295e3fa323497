package polya.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long a start of {@code submit/polya} takes: {@code topics} of a model by several launchers in
 * turn, so that whatever else the machine does meets all of them. Arguments: how often, the model,
 * the launchers; {@code off:} before one leaves out its archive of classes.
 */
final class Starts {
  private Starts() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
      for (String launcher : Arrays.asList(arguments).subList(2, arguments.length)) {
        seconds.computeIfAbsent(launcher, l -> new ArrayList<>()).add(start(launcher, arguments[1]));
      }
    }
    System.out.println("launcher\tleast\tmedian\tmost seconds");
    seconds.forEach(
        (launcher, all) -> {
          double[] sorted = all.stream().mapToDouble(s -> s).sorted().toArray();
          int half = sorted.length / 2;
          double median = (sorted[half] + sorted[(sorted.length - 1) / 2]) / 2;
          System.out.printf(
              Locale.ROOT,
              "%s\t%.2f\t%.2f\t%.2f%n",
              launcher,
              sorted[0],
              median,
              sorted[sorted.length - 1]);
        });
  }

  private static double start(String launcher, String model)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(launcher.replaceFirst("^off:", ""), "topics", "--model", model)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("POLYA_SPARK", "embedded");
    if (launcher.startsWith("off:")) {
      builder.environment().put("POLYA_CLASS_DATA", "off");
    }
    long begin = System.nanoTime();
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(launcher + " ended with " + code);
    }
    return (System.nanoTime() - begin) / 1e9;
  }
}
