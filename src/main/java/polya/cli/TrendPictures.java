package polya.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import polya.describe.Period;
import polya.describe.TrendGroup;
import polya.describe.TrendTable;
import polya.report.TrendChart;
import polya.spark.Json;

/**
 * Trends as a picture (SVG) and as a chart to restyle (Vega-Lite), of the topics that move most.
 *
 * @param drawn these topics, ascending
 */
record TrendPictures(
    TopicsAtHand topics, String by, Period period, TrendTable table, List<Integer> drawn) {
  private static final int TOPICS = 200;

  /** Shares that make a picture of some megabytes. */
  private static final int SHARES = 50_000;

  /**
   * Pictures of so many topics.
   *
   * @param most how many; null for at most 200 with at most 50,000 shares
   */
  static TrendPictures of(
      TopicsAtHand topics, String by, Period period, TrendTable table, Integer most) {
    int fit = Math.min(TOPICS, Math.max(1, SHARES / table.groups().size()));
    List<Integer> drawn =
        table.byMovement(topics.topics()).stream()
            .limit(most == null ? fit : most)
            .sorted()
            .toList();
    return new TrendPictures(topics, by, period, table, drawn);
  }

  /** What a person should know of topics that are not drawn. */
  Optional<String> note() {
    return drawn.size() == topics.topics()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "trends.svg and trends.vl.json have the %,d of %,d topics that move most, in %,d"
                    + " groups; --drawn N draws others, the tables have all",
                drawn.size(),
                topics.topics(),
                table.groups().size()));
  }

  private String title(int topic) {
    return topic + "  " + topics.labels().of(topic);
  }

  String svg() {
    List<TrendChart.Panel> panels = new ArrayList<>();
    for (int k : drawn) {
      panels.add(
          new TrendChart.Panel(
              title(k),
              table.groups().stream().mapToDouble(g -> g.share(k)).toArray(),
              table.groups().stream().mapToDouble(g -> g.low(k)).toArray(),
              table.groups().stream().mapToDouble(g -> g.high(k)).toArray()));
    }
    String more =
        drawn.size() < topics.topics() ? ", the " + drawn.size() + " topics that move most" : "";
    List<String> places = table.groups().stream().map(TrendGroup::name).toList();
    return TrendChart.svg(
        "share of the tokens by " + by + ", with 95 % intervals" + more,
        places,
        period.follows(places),
        panels);
  }

  /** Bands and lines, or where groups do not follow one another rules and points. */
  String vegaLite() {
    List<Map<String, Object>> values = new ArrayList<>();
    for (TrendGroup group : table.groups()) {
      for (int k : drawn) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("group", group.name());
        value.put("topic", title(k));
        value.put("share", group.share(k));
        value.put("low", finite(group.low(k)));
        value.put("high", finite(group.high(k)));
        values.add(value);
      }
    }
    List<String> order = table.groups().stream().map(TrendGroup::name).toList();
    boolean follows = period.follows(order);
    Map<String, Object> x = Map.of("field", "group", "type", "ordinal", "sort", order, "title", by);
    Map<String, Object> y =
        Map.of(
            "field",
            "share",
            "type",
            "quantitative",
            "title",
            "share of the tokens",
            "axis",
            Map.of("format", "%"));
    Map<String, Object> band =
        Map.of(
            "mark",
            follows ? Map.of("type", "area", "opacity", 0.2) : Map.of("type", "rule"),
            "encoding",
            Map.of(
                "x", x,
                "y", Map.of("field", "low", "type", "quantitative", "title", ""),
                "y2", Map.of("field", "high")));
    Map<String, Object> line =
        Map.of(
            "mark",
            follows ? Map.of("type", "line", "point", true) : Map.of("type", "point"),
            "encoding",
            Map.of("x", x, "y", y));
    Map<String, Object> chart = new LinkedHashMap<>();
    chart.put("$schema", "https://vega.github.io/schema/vega-lite/v5.json");
    chart.put("data", Map.of("values", values));
    chart.put("columns", 4);
    chart.put("facet", facet());
    chart.put("spec", Map.of("width", 200, "height", 100, "layer", List.of(band, line)));
    chart.put("resolve", Map.of("scale", Map.of("y", "independent")));
    return Json.pretty(sorted(chart));
  }

  private Map<String, Object> facet() {
    List<String> titles = drawn.stream().map(this::title).toList();
    return Map.of("field", "topic", "type", "nominal", "sort", titles, "title", "");
  }

  /** Maps below in the order of their keys, so that the text is the same every time. */
  private static Map<String, Object> sorted(Map<String, Object> map) {
    Map<String, Object> sorted = new LinkedHashMap<>();
    map.forEach((name, value) -> sorted.put(name, ordered(value)));
    return sorted;
  }

  private static Object ordered(Object value) {
    if (value instanceof LinkedHashMap<?, ?>) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((name, inner) -> sorted.put((String) name, ordered(inner)));
      return sorted;
    }
    return value instanceof List<?> list
        ? list.stream().map(TrendPictures::ordered).toList()
        : value;
  }

  /** A number as JSON has it; null where it is none. */
  static Double finite(double x) {
    return Double.isFinite(x) ? x : null;
  }
}
