package polya.infer;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A number that a fitted model says of itself, over the samples that it is averaged over.
 *
 * @param name in records and manifests
 * @param words for people
 * @param mean over samples
 * @param deviation over samples, their standard deviation; 0 of a single one
 */
public record Figure(String name, String words, double mean, double deviation) {
  /** Both numbers by their names, as JSON has them. */
  public Map<String, Double> json() {
    return new TreeMap<>(Map.of("mean", mean, "deviation", deviation));
  }

  /** The mean and how far samples scatter: {@code 43.2 ± 1.1}. */
  public String text() {
    return String.format(Locale.ROOT, "%.1f ± %.1f", mean, deviation);
  }

  /** A line for people. */
  @Override
  public String toString() {
    return words + ": " + text();
  }
}
