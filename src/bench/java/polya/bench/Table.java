package polya.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The result as two Markdown tables of a row a tool: seconds to levels of perplexity with the peak
 * memory, and checkpoints.
 */
final class Table {
  private static final int MOST = 8;

  private final Map<String, List<Checkpoint>> checkpoints = new LinkedHashMap<>();
  private final Map<String, Long> kibibytes = new LinkedHashMap<>();

  /** Takes in one line that a tool printed. */
  void add(String line) {
    String[] words = line.split(" ");
    if (words[0].equals("CHECKPOINT")) {
      checkpoints.computeIfAbsent(words[1], tool -> new ArrayList<>()).add(Checkpoint.parse(words));
    } else if (words[0].equals("MEMORY")) {
      kibibytes.put(words[1], Long.parseLong(words[2]));
    }
  }

  /**
   * Both tables.
   *
   * @param levels perplexities with commas, or null for those derived from the best of all tools
   */
  String markdown(String levels) {
    if (checkpoints.isEmpty()) {
      return "";
    }
    double best =
        checkpoints.values().stream()
            .flatMap(List::stream)
            .mapToDouble(Checkpoint::perplexity)
            .min()
            .getAsDouble();
    double[] reach = levels == null ? Levels.of(best) : Levels.parse(levels);
    StringBuilder text = new StringBuilder();
    text.append("| seconds of training to perplexity |");
    for (double level : reach) {
      text.append(String.format(Locale.ROOT, " ≤ %,.0f |", level));
    }
    text.append(" peak memory |\n|---|").append("---|".repeat(reach.length + 1)).append('\n');
    checkpoints.forEach(
        (tool, all) -> {
          text.append("| ").append(tool).append(" |");
          for (double level : reach) {
            text.append(' ').append(seconds(all, level)).append(" |");
          }
          text.append(' ').append(memory(tool)).append(" |\n");
        });
    text.append("\n| tool | training seconds → perplexity, α = 5/K [own α, where it differs] |\n");
    text.append("|---|---|\n");
    checkpoints.forEach((tool, all) -> text.append("| " + tool + " | " + some(all) + " |\n"));
    return text.toString();
  }

  /**
   * {@code <} before the seconds of a first checkpoint, {@code –} where the level is not reached.
   */
  private static String seconds(List<Checkpoint> all, double level) {
    double seconds = Levels.reached(all, level);
    if (seconds == Double.POSITIVE_INFINITY) {
      return "–";
    }
    boolean first = all.get(0).perplexity() <= level;
    return String.format(Locale.ROOT, first ? "< %.1f" : "%.1f", seconds);
  }

  private String memory(String tool) {
    Long peak = kibibytes.get(tool);
    return peak == null ? "–" : String.format(Locale.ROOT, "%.1f GiB", peak / 1048576.0);
  }

  /** At most eight checkpoints, the first and the last among them. */
  private static String some(List<Checkpoint> all) {
    int n = Math.min(MOST, all.size());
    return IntStream.range(0, n)
        .mapToObj(i -> all.get((int) Math.round(i * (all.size() - 1) / Math.max(1.0, n - 1))))
        .map(Checkpoint::toString)
        .collect(Collectors.joining("; "));
  }
}
