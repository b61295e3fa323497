package polya.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Polya beside its peers on many corpora as tables of Markdown, one under each prior: seconds to
 * the peers' own figures, last figures, and how far Polya is behind the best peer at its worst
 * moment from {@link #FROM} on, named with the moment.
 */
final class ComparisonTable {
  /** Polya's row. */
  static final String OURS = "polya-auto";

  /** Seconds before which nothing is asked. */
  static final double FROM = 3;

  /** Below this share a gap may be chance, and three seeds tell. */
  static final double SMALL_GAP = 0.02;

  private static final double[] MOMENTS = {20, 60};

  /** Moments at which figures are compared. */
  private static final double[] ALONG = {3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32, 40, 50, 60};

  /** A prior of documents' mixtures, and the figure under it. */
  enum Prior {
    COMMON("the common prior, α = 5/K", Checkpoint::perplexity),
    OWN("everyone's own prior", Checkpoint::own);

    private final String title;
    private final ToDoubleFunction<Checkpoint> figure;

    Prior(String title, ToDoubleFunction<Checkpoint> figure) {
      this.title = title;
      this.figure = figure;
    }

    ToDoubleFunction<Checkpoint> figure() {
      return figure;
    }
  }

  private final Map<String, Map<String, List<ComparisonCell>>> byCorpus = new LinkedHashMap<>();
  private final double seconds;

  /** A table of these cells after so many seconds. */
  ComparisonTable(List<ComparisonCell> cells, double seconds) {
    this.seconds = seconds;
    for (ComparisonCell cell : cells) {
      byCorpus
          .computeIfAbsent(cell.corpus() + ", " + cell.k(), name -> new LinkedHashMap<>())
          .computeIfAbsent(cell.tool(), tool -> new ArrayList<>())
          .add(cell);
    }
  }

  /** Both tables. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    for (Prior prior : Prior.values()) {
      text.append("Under ").append(prior.title).append(":\n\n");
      List<String> peers = peers();
      text.append("| corpus, K |");
      for (String peer : peers) {
        for (double moment : moments()) {
          text.append(told(" to %s's @ %.0f s |", peer, moment));
        }
      }
      text.append(told(" %s @ %.0f s |", OURS, seconds));
      peers.forEach(peer -> text.append(" ").append(peer).append(" |"));
      text.append(told(" worst from %.0f s on |\n|---", FROM));
      text.append("|---".repeat(peers.size() * (moments().length + 1) + 2)).append("|\n");
      byCorpus.forEach((name, tools) -> text.append(row(name, tools, peers, prior.figure)));
      text.append('\n');
    }
    return text.toString();
  }

  private double[] moments() {
    return java.util.Arrays.stream(MOMENTS).filter(moment -> moment <= seconds).toArray();
  }

  private List<String> peers() {
    return byCorpus.values().stream()
        .flatMap(tools -> tools.keySet().stream())
        .distinct()
        .filter(tool -> !tool.equals(OURS))
        .toList();
  }

  private String row(
      String name,
      Map<String, List<ComparisonCell>> tools,
      List<String> peers,
      ToDoubleFunction<Checkpoint> figure) {
    StringBuilder row = new StringBuilder("| " + name + " |");
    List<ComparisonCell> ours = tools.getOrDefault(OURS, List.of());
    for (String peer : peers) {
      for (double moment : moments()) {
        double level = mean(tools.getOrDefault(peer, List.of()), moment, figure);
        double reached =
            ours.isEmpty() || level == Double.POSITIVE_INFINITY
                ? Double.POSITIVE_INFINITY
                : ours.get(0).reaches(level, figure);
        row.append(reached == Double.POSITIVE_INFINITY ? " – |" : told(" %.1f s |", reached));
      }
    }
    row.append(" ").append(figures(ours, figure)).append(" |");
    for (String peer : peers) {
      row.append(" ").append(figures(tools.getOrDefault(peer, List.of()), figure)).append(" |");
    }
    return row.append(" ").append(worst(tools, figure)).append(" |\n").toString();
  }

  /** The figures after all seconds: their mean, and their spread where there are several seeds. */
  private String figures(List<ComparisonCell> cells, ToDoubleFunction<Checkpoint> figure) {
    double mean = mean(cells, seconds, figure);
    if (mean == Double.POSITIVE_INFINITY) {
      return "–";
    }
    double error = error(cells, seconds, figure);
    return told(cells.size() > 1 ? "%,.0f ± %.0f" : "%,.0f", mean, error);
  }

  private static double mean(
      List<ComparisonCell> cells, double moment, ToDoubleFunction<Checkpoint> figure) {
    return cells.stream()
        .mapToDouble(cell -> cell.after(moment, figure))
        .average()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** The standard error of the mean over seeds; 0 with one. */
  private static double error(
      List<ComparisonCell> cells, double moment, ToDoubleFunction<Checkpoint> figure) {
    int n = cells.size();
    double mean = mean(cells, moment, figure);
    double squares =
        cells.stream()
            .mapToDouble(cell -> Math.pow(cell.after(moment, figure) - mean, 2))
            .sum();
    return n < 2 ? 0 : Math.sqrt(squares / (n - 1) / n);
  }

  /** Where Polya is furthest behind the best peer: by how much and when, and if it may be chance. */
  private String worst(
      Map<String, List<ComparisonCell>> tools, ToDoubleFunction<Checkpoint> figure) {
    double worst = Double.NEGATIVE_INFINITY;
    String told = "–";
    for (double moment : ALONG) {
      double ours = mean(tools.getOrDefault(OURS, List.of()), moment, figure);
      if (moment > seconds || ours == Double.POSITIVE_INFINITY) {
        continue;
      }
      for (Map.Entry<String, List<ComparisonCell>> tool : tools.entrySet()) {
        double theirs = mean(tool.getValue(), moment, figure);
        double gap = ours / theirs - 1;
        if (!tool.getKey().equals(OURS) && theirs < Double.POSITIVE_INFINITY && gap > worst) {
          worst = gap;
          double error =
              Math.hypot(
                  error(tools.get(OURS), moment, figure), error(tool.getValue(), moment, figure));
          String verdict = gap <= 0 ? "" : ours - theirs <= error ? ", within the seeds" : ", behind";
          told = told("%+.1f %% of %s @ %.0f s%s", 100 * gap, tool.getKey(), moment, verdict);
        }
      }
    }
    return told;
  }

  /**
   * The peers of a corpus that are so near to Polya at the end that more seeds must tell; with
   * Polya itself, if there are any.
   *
   * @param cells of this corpus and K, one seed
   */
  static List<String> close(List<ComparisonCell> cells, double seconds) {
    List<String> close = new ArrayList<>();
    for (Prior prior : Prior.values()) {
      OptionalDouble ours =
          cells.stream()
              .filter(cell -> cell.tool().equals(OURS))
              .mapToDouble(cell -> cell.after(seconds, prior.figure()))
              .findFirst();
      ours.ifPresent(
          own ->
              cells.stream()
                  .filter(cell -> !cell.tool().equals(OURS))
                  .filter(
                      cell ->
                          Math.abs(own / cell.after(seconds, prior.figure()) - 1) < SMALL_GAP)
                  .forEach(cell -> close.add(cell.tool())));
    }
    if (!close.isEmpty()) {
      close.add(0, OURS);
    }
    return close.stream().distinct().collect(Collectors.toList());
  }

  private static String told(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
