package polya.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import polya.describe.Period;
import polya.describe.TrendGroup;
import polya.describe.TrendTable;
import polya.report.TrendChart;
import polya.spark.Files;
import polya.spark.Json;
import polya.spark.store.CorpusStore;
import polya.spark.store.ResultTable;
import polya.spark.store.StoreFolder;

/**
 * Trends in their forms: tables, a picture, a chart, JSON, and text.
 *
 * @param groups how many documents each group has, those without one under an empty name
 */
record TrendReport(
    TopicsAtHand topics,
    CorpusStore corpus,
    String by,
    Period period,
    Map<String, Long> groups,
    TrendTable table) {
  static final String MANIFEST = "trends.json";

  private static final int FORMAT = 1;
  private static final int PRINTED = 20;
  private static final int DRAWN = 200;
  private static final int NAMED = 10;

  /** Writes all but the manifest. */
  void write(SparkSession spark, StoreFolder folder) {
    rows().write(spark, folder);
    Files files = new Files(spark.sparkContext().hadoopConfiguration());
    files.replace(new Path(folder.dataPath("trends.svg")), svg());
    files.replace(new Path(folder.dataPath("trends.vl.json")), Json.pretty(vegaLite()));
  }

  private ResultTable rows() {
    ResultTable rows =
        new ResultTable("trends")
            .with("group", DataTypes.StringType)
            .with("documents", DataTypes.LongType)
            .with("tokens", DataTypes.LongType)
            .with("topic", DataTypes.IntegerType)
            .with("label", DataTypes.StringType)
            .with("share", DataTypes.DoubleType)
            .with("standardError", DataTypes.DoubleType)
            .with("low", DataTypes.DoubleType)
            .with("high", DataTypes.DoubleType);
    for (TrendGroup group : table.groups()) {
      for (int k = 0; k < topics.topics(); k++) {
        rows.add(
            group.name(),
            group.documents(),
            group.tokens(),
            k,
            topics.labels().of(k),
            group.share(k),
            group.error(k),
            group.low(k),
            group.high(k));
      }
    }
    return rows;
  }

  private String title(int topic) {
    return topic + "  " + topics.labels().of(topic);
  }

  private String svg() {
    List<Integer> drawn = table.byMovement(topics.topics()).stream().limit(DRAWN).sorted().toList();
    List<TrendChart.Panel> panels = new ArrayList<>();
    for (int k : drawn) {
      panels.add(
          new TrendChart.Panel(
              title(k),
              table.groups().stream().mapToDouble(g -> g.share(k)).toArray(),
              table.groups().stream().mapToDouble(g -> g.low(k)).toArray(),
              table.groups().stream().mapToDouble(g -> g.high(k)).toArray()));
    }
    String more = topics.topics() > DRAWN ? ", the " + DRAWN + " topics that move most" : "";
    List<String> places = table.groups().stream().map(TrendGroup::name).toList();
    return TrendChart.svg(
        "share of the tokens by " + by + ", with 95 % intervals" + more,
        places,
        period.follows(places),
        panels);
  }

  /** Bands and lines, or where groups do not follow one another rules and points. */
  private Map<String, Object> vegaLite() {
    List<Map<String, Object>> values = new ArrayList<>();
    for (TrendGroup group : table.groups()) {
      for (int k = 0; k < topics.topics(); k++) {
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
    return sorted(chart);
  }

  private Map<String, Object> facet() {
    List<String> titles = new ArrayList<>();
    for (int k = 0; k < topics.topics(); k++) {
      titles.add(title(k));
    }
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
    return value instanceof List<?> list ? list.stream().map(TrendReport::ordered).toList() : value;
  }

  private static Double finite(double x) {
    return Double.isFinite(x) ? x : null;
  }

  /** The text of trends.json. */
  String json(String data) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("data", data);
    json.put("model", topics.store().path());
    json.put("modelDigest", topics.store().info().digest());
    json.put("vocabularyHash", topics.store().info().vocabularyHash());
    corpus.tell(json);
    json.put("corpusData", corpus.dataName());
    json.put("by", by);
    json.put("granularity", period == Period.VALUE ? null : period.word());
    json.put("seed", Trends.SEED);
    json.put("groups", table.groups().size());
    json.put("documents", table.all().documents());
    json.put("tokens", table.all().tokens());
    json.put("documentsWithoutGroup", without());
    json.put("groupsWithoutTokens", empty());
    List<Map<String, Object>> all = new ArrayList<>();
    for (int k = 0; k < topics.topics(); k++) {
      Map<String, Object> topic = new LinkedHashMap<>();
      topic.put("topic", k);
      topic.put("label", topics.labels().of(k));
      topic.put("share", table.all().share(k));
      topic.put("standardError", finite(table.all().error(k)));
      all.add(topic);
    }
    json.put("all", all);
    return Json.pretty(json);
  }

  private long without() {
    return groups.getOrDefault("", 0L);
  }

  private List<String> empty() {
    List<String> told = table.groups().stream().map(TrendGroup::name).toList();
    return Period.ordered(
        groups.keySet().stream().filter(g -> !g.isEmpty() && !told.contains(g)).toList());
  }

  /** What a person should know of documents that are left out. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (without() > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d of the documents without %s in %s: in no group",
              without(),
              period == Period.VALUE ? "value" : "date",
              by));
    }
    List<String> empty = empty();
    if (!empty.isEmpty()) {
      notes.add(
          empty.size()
              + (empty.size() == 1 ? " group has" : " groups have")
              + " documents without any token of the vocabulary, and no shares: "
              + empty.stream().limit(NAMED).collect(Collectors.joining(", "))
              + (empty.size() > NAMED ? ", …" : ""));
    }
    return notes;
  }

  /** For a person: the topics that move most. */
  String text(String output, String data) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                "%5s  %6s  %-26s  %-26s  label%n", "topic", "share", "lowest", "highest"));
    for (int k : table.byMovement(topics.topics()).stream().limit(PRINTED).toList()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%5d  %5.1f%%  %-26s  %-26s  %s%n",
              k,
              100 * table.all().share(k),
              told(table.lowest(k), k),
              told(table.highest(k), k),
              Printable.text(topics.labels().of(k))));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "trends %s  %,d groups by %s  %,d documents  tables and picture in %s%n",
            Printable.text(output),
            table.groups().size(),
            Printable.text(by),
            table.all().documents(),
            data));
    return text.toString();
  }

  private static String told(TrendGroup group, int topic) {
    String name = Printable.text(group.name());
    double error = group.error(topic);
    return String.format(
        Locale.ROOT,
        "%s %.1f%%%s",
        name.length() > 12 ? name.substring(0, 11) + "…" : name,
        100 * group.share(topic),
        Double.isNaN(error) ? "" : String.format(Locale.ROOT, " ± %.1f", 100 * error));
  }
}
