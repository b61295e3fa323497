package polya.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import polya.Failure;

/**
 * One tool on one corpus with one seed, and the checkpoints that came of it: a line of the file of
 * results, {@code corpus k tool seed seconds/passes/perplexity/own …}.
 *
 * @param checkpoints in the order of time; empty where the tool ended without any
 */
record ComparisonCell(
    String corpus, int k, String tool, long seed, List<Checkpoint> checkpoints) {
  /** What it is of. */
  String key() {
    return corpus + " " + k + " " + tool + " " + seed;
  }

  /** As a line. */
  String line() {
    return key()
        + checkpoints.stream()
            .map(
                c ->
                    String.format(
                        Locale.ROOT,
                        " %.3f/%.3f/%.2f/%.2f",
                        c.seconds(),
                        c.passes(),
                        c.perplexity(),
                        c.own()))
            .collect(Collectors.joining());
  }

  /**
   * Reads a line.
   *
   * @throws Failure (input) if it is none
   */
  static ComparisonCell parse(String line) {
    try {
      String[] words = line.split(" ");
      List<Checkpoint> checkpoints = new ArrayList<>();
      for (int i = 4; i < words.length; i++) {
        String[] c = words[i].split("/");
        checkpoints.add(Checkpoint.parse(new String[] {"", "", c[0], c[1], c[2], c[3]}));
      }
      int k = Integer.parseInt(words[1]);
      return new ComparisonCell(words[0], k, words[2], Long.parseLong(words[3]), checkpoints);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw Failure.input(
          "Cannot read results: there is the line "
              + line
              + "; allowed is corpus k tool seed seconds/passes/perplexity/own …. Remove it.");
    }
  }

  /**
   * The figure that the tool had after so many seconds: that of its last checkpoint until then.
   *
   * @return infinity before its first
   */
  double after(double seconds, ToDoubleFunction<Checkpoint> figure) {
    double last = Double.POSITIVE_INFINITY;
    for (Checkpoint c : checkpoints) {
      if (c.seconds() <= seconds) {
        last = figure.applyAsDouble(c);
      }
    }
    return last;
  }

  /** The seconds after which a figure is at a level or below; infinity for never. */
  double reaches(double level, ToDoubleFunction<Checkpoint> figure) {
    List<Checkpoint> figures =
        checkpoints.stream()
            .map(c -> new Checkpoint(c.seconds(), c.passes(), figure.applyAsDouble(c), c.own()))
            .toList();
    return Levels.reached(figures, level);
  }
}
