package polya.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints one line a checkpoint: {@code tool @ seconds passes perplexity [own]}. Its time is
 * nobody's.
 */
final class Checkpoints {
  private final String tool;
  private final Evaluator evaluator;
  private final double mostSeconds;
  private double next;

  Checkpoints(String tool, Evaluator evaluator, double mostSeconds) {
    this.tool = tool;
    this.evaluator = evaluator;
    this.mostSeconds = mostSeconds;
  }

  /** Whether a checkpoint is due: 8 % later than the last, at least. */
  boolean due(double seconds) {
    return seconds >= next;
  }

  /** Whether the time given is over. */
  boolean over(double seconds) {
    return seconds >= mostSeconds;
  }

  /**
   * Evaluates with α = 5/K for every tool, and with the tool's own α.
   *
   * @param weights V rows of K: counts or parameters, already smoothed; normalised here, in place
   */
  void evaluate(double seconds, double passes, float[][] weights, double[] ownAlpha) {
    double[] common = new double[ownAlpha.length];
    Arrays.fill(common, 5.0 / common.length);
    Evaluator.normalise(weights);
    double perplexity = evaluator.perplexity(weights, common);
    double own =
        Arrays.equals(common, ownAlpha) ? perplexity : evaluator.perplexity(weights, ownAlpha);
    System.out.printf(
        Locale.ROOT, "CHECKPOINT %s %.3f %.3f %.2f %.2f%n", tool, seconds, passes, perplexity, own);
    next = seconds + Math.max(0.5, 0.08 * seconds);
  }

  /** Prints the peak resident memory of the process that trained, in KiB. */
  void memory(long kibibytes) {
    System.out.println("MEMORY " + tool + " " + kibibytes);
  }

  /** Prints the peak resident memory of this process. */
  void memory() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        memory(Long.parseLong(line.replaceAll("[^0-9]", "")));
      }
    }
  }
}
