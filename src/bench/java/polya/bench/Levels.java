package polya.bench;

import java.util.Arrays;
import java.util.List;
import polya.Failure;

/** When a tool reaches a level of perplexity. */
final class Levels {
  private static final double[] FACTORS = {1.5, 1.25, 1.1, 1.05, 1.02};

  private Levels() {}

  /** The levels 1.5, 1.25, 1.1, 1.05 and 1.02 times the best perplexity, as whole numbers. */
  static double[] of(double best) {
    return Arrays.stream(FACTORS).map(factor -> Math.rint(factor * best)).toArray();
  }

  /**
   * Reads levels with commas between them.
   *
   * @throws Failure if one is not a positive number
   */
  static double[] parse(String text) {
    try {
      double[] levels = Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray();
      if (Arrays.stream(levels).allMatch(level -> level > 0)) {
        return levels;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Failure.usage(
        "Cannot read levels: "
            + text
            + "; allowed are positive numbers with commas. Leave them out to have them derived.");
  }

  /**
   * The seconds at which perplexity first falls to a level: between two checkpoints it is taken as
   * linear in the logarithm of time.
   *
   * @param checkpoints in the order of time
   * @return seconds; those of the first checkpoint if it is below the level already; infinity if
   *     none is
   */
  static double reached(List<Checkpoint> checkpoints, double level) {
    for (int i = 0; i < checkpoints.size(); i++) {
      Checkpoint after = checkpoints.get(i);
      if (after.perplexity() <= level) {
        if (i == 0) {
          return after.seconds();
        }
        Checkpoint before = checkpoints.get(i - 1);
        double share = (before.perplexity() - level) / (before.perplexity() - after.perplexity());
        return before.seconds() * Math.pow(after.seconds() / before.seconds(), share);
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
