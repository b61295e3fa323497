package polya.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import polya.Shown;
import polya.describe.TermOrder;
import polya.report.Chart;
import polya.spark.Files;
import polya.spark.Json;

/**
 * A grid's table in its forms: JSON, CSV, a chart as SVG and as Vega-Lite, and text.
 *
 * @param reference corpus of coherence
 * @param common parameters given with one value for all cells
 * @param lists the varied parameters with their values
 * @param rows a row a cell
 */
record GridReport(
    String corpus,
    String heldOut,
    String reference,
    int topN,
    Map<String, String> common,
    Map<String, List<String>> lists,
    List<GridRow> rows) {
  private static final int FORMAT = 1;
  private static final String PERPLEXITY = "held-out perplexity (completion)";
  private static final String COHERENCE =
      "coherence (NPMI, terms by " + TermOrder.standard().word() + ")";
  private static final String SECONDS = "training seconds";

  /** How many cells have no figures. */
  long failed() {
    return rows.stream().filter(row -> row.scores() == null).count();
  }

  /** Writes all files, {@code grid.json} last; each replaces an older one whole. */
  void write(Files files, Path folder) {
    files.replace(new Path(folder, "grid.csv"), csv());
    files.replace(new Path(folder, "grid.svg"), svg());
    files.replace(new Path(folder, "grid.vl.json"), Json.pretty(vegaLite()));
    files.replace(new Path(folder, "grid.json"), json());
  }

  /** A row as its columns; varied parameters first, as the texts that were given. */
  private Map<String, Object> columns(GridRow row) {
    Map<String, Object> columns = new LinkedHashMap<>(row.cell().varied());
    GridRow.Scores s = row.scores();
    columns.put("inference", row.cell().method());
    columns.put("heldOutPerplexity", s == null ? null : s.heldOutPerplexity());
    columns.put("heldOutStandardError", s == null ? null : s.heldOutStandardError());
    if (rows.stream().anyMatch(r -> r.scores() != null && r.scores().attributes() != null)) {
      columns.put("attributes", s == null ? null : s.attributes());
      columns.put("unseenValues", s == null ? null : s.unseenValues());
    }
    columns.put("npmi", s == null ? null : s.npmi());
    columns.put("npmiStandardError", s == null ? null : s.npmiStandardError());
    columns.put("trainSeconds", s == null ? null : s.trainSeconds());
    columns.put("rounds", s == null ? null : s.rounds());
    columns.put("digest", s == null ? null : s.modelDigest());
    columns.put("folder", "cells/" + row.cell().folder());
    columns.put("error", row.error());
    return columns;
  }

  private String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("corpus", Shown.text(corpus));
    json.put("heldOut", Shown.text(heldOut));
    json.put("reference", reference);
    json.put("topN", topN);
    json.put("order", TermOrder.standard().word());
    json.put("parameters", common);
    json.put("varied", lists);
    json.put("failed", failed());
    json.put("cells", rows.stream().map(this::columns).toList());
    return Json.pretty(json);
  }

  private String csv() {
    List<String> lines = new ArrayList<>();
    lines.add(line(columns(rows.get(0)).keySet()));
    rows.forEach(row -> lines.add(line(columns(row).values())));
    return String.join("\r\n", lines) + "\r\n";
  }

  private static String line(Iterable<?> values) {
    List<String> cells = new ArrayList<>();
    for (Object value : values) {
      String text = Objects.toString(value, "");
      boolean quoted = text.matches("(?s).*[\",\r\n].*");
      cells.add(quoted ? "\"" + text.replace("\"", "\"\"") + "\"" : text);
    }
    return String.join(",", cells);
  }

  /** The parameter along the x axis: k, else the first that is no seed, else the seed. */
  private String axis() {
    return lists.containsKey("k")
        ? "k"
        : lists.keySet().stream().filter(name -> !name.equals("seed")).findFirst().orElse("seed");
  }

  /** What tells apart lines of the chart: the varied parameters but the axis and the seed. */
  private String series(GridRow row) {
    return row.cell().varied().entrySet().stream()
        .filter(e -> !e.getKey().equals(axis()) && !e.getKey().equals("seed"))
        .map(e -> e.getKey() + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }

  private String svg() {
    return Chart.svg(
        axis(),
        lists.get(axis()),
        List.of(
            panel(PERPLEXITY, GridRow.Scores::heldOutPerplexity),
            panel(COHERENCE, GridRow.Scores::npmi),
            panel(SECONDS, GridRow.Scores::trainSeconds)));
  }

  private Chart.Panel panel(String title, Function<GridRow.Scores, Double> figure) {
    Map<String, List<Chart.Dot>> series = new LinkedHashMap<>();
    List<String> places = lists.get(axis());
    for (GridRow row : rows) {
      Double value = row.scores() == null ? null : figure.apply(row.scores());
      if (value != null) {
        int place = places.indexOf(row.cell().varied().get(axis()));
        series
            .computeIfAbsent(series(row), name -> new ArrayList<>())
            .add(new Chart.Dot(place, value));
      }
    }
    return new Chart.Panel(title, series);
  }

  private Map<String, Object> vegaLite() {
    List<Map<String, Object>> values = new ArrayList<>();
    for (GridRow row : rows) {
      if (row.scores() != null) {
        Map<String, Object> value = columns(row);
        value.put("series", series(row));
        values.add(value);
      }
    }
    return map(
        "$schema",
        "https://vega.github.io/schema/vega-lite/v5.json",
        "data",
        map("values", values),
        "hconcat",
        List.of(
            view("heldOutPerplexity", PERPLEXITY),
            view("npmi", COHERENCE),
            view("trainSeconds", SECONDS)));
  }

  /** Dots, and a line through their means. */
  private Map<String, Object> view(String field, String title) {
    Map<String, Object> x =
        map("field", axis(), "type", "ordinal", "sort", lists.get(axis()), "title", axis());
    Map<String, Object> y =
        map("field", field, "type", "quantitative", "title", title, "scale", map("zero", false));
    Map<String, Object> mean = new LinkedHashMap<>(y);
    mean.put("aggregate", "mean");
    Map<String, Object> colour = map("field", "series", "type", "nominal", "title", null);
    return map(
        "layer",
        List.of(
            map("mark", "point", "encoding", map("x", x, "y", y, "color", colour)),
            map("mark", "line", "encoding", map("x", x, "y", mean, "color", colour))));
  }

  /** Names and values in turn as a map in that order. */
  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  /** A line a cell. */
  String table() {
    StringBuilder table = new StringBuilder();
    lists.keySet().forEach(name -> table.append(padded(name, width(name))));
    table.append("  held-out perplexity     npmi  seconds\n");
    for (GridRow row : rows) {
      lists
          .keySet()
          .forEach(name -> table.append(padded(row.cell().varied().get(name), width(name))));
      GridRow.Scores s = row.scores();
      table.append(
          s == null
              ? "  failed: " + Printable.text(row.error()) + "\n"
              : String.format(
                  Locale.ROOT,
                  "  %10.1f ± %-6s  %7s  %7.1f%n",
                  s.heldOutPerplexity(),
                  text(s.heldOutStandardError(), "%.1f"),
                  text(s.npmi(), "%.3f"),
                  s.trainSeconds()));
    }
    rows.stream()
        .filter(row -> row.scores() != null && row.scores().attributes() != null)
        .findFirst()
        .ifPresent(row -> table.append(told(row.scores())));
    return table
        .append(
            String.format(
                Locale.ROOT, "npmi: of %d terms by %s%n", topN, TermOrder.standard().word()))
        .toString();
  }

  private static String told(GridRow.Scores scores) {
    long unseen = scores.unseenValues() == null ? 0 : scores.unseenValues();
    return "labels of held-out documents: "
        + scores.attributes()
        + (unseen == 0 ? "" : String.format(Locale.ROOT, ", %,d unseen", unseen))
        + "\n";
  }

  private int width(String name) {
    return lists.get(name).stream().mapToInt(String::length).reduce(name.length(), Math::max);
  }

  private static String padded(String text, int width) {
    return " ".repeat(width - text.length()) + text + "  ";
  }

  private static String text(Double value, String format) {
    return value == null ? "–" : String.format(Locale.ROOT, format, value);
  }
}
