package polya.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The result as Markdown: a row a tool. */
final class Table {
  private final Map<String, List<String>> checkpoints = new LinkedHashMap<>();
  private final Map<String, Long> kibibytes = new LinkedHashMap<>();

  /** Takes in one line that a tool printed. */
  void add(String line) {
    String[] words = line.split(" ");
    if (words[0].equals("CHECKPOINT")) {
      checkpoints
          .computeIfAbsent(words[1], tool -> new ArrayList<>())
          .add(
              String.format(
                  Locale.ROOT,
                  "%.1f s → %.0f [%.0f]",
                  Double.parseDouble(words[2]),
                  Double.parseDouble(words[4]),
                  Double.parseDouble(words[5])));
    } else if (words[0].equals("MEMORY")) {
      kibibytes.put(words[1], Long.parseLong(words[2]));
    }
  }

  /** Prints the table: at most eight checkpoints a tool, the first and the last among them. */
  void print() {
    System.out.println("\n| tool | training seconds → perplexity, α = 5/K [own α] | peak memory |");
    System.out.println("|---|---|---|");
    checkpoints.forEach(
        (tool, all) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.1f GiB |%n",
                tool,
                String.join("; ", some(all)),
                kibibytes.getOrDefault(tool, 0L) / 1048576.0));
  }

  private static List<String> some(List<String> all) {
    int most = 8;
    if (all.size() <= most) {
      return all;
    }
    List<String> some = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      some.add(all.get((int) Math.round(i * (all.size() - 1) / (most - 1.0))));
    }
    return some;
  }
}
