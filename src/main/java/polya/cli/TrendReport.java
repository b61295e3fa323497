package polya.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import polya.describe.Period;
import polya.describe.TrendGroup;
import polya.describe.TrendTable;
import polya.ml.report.ReportTrend;
import polya.spark.Files;
import polya.spark.Json;
import polya.spark.store.CorpusStore;
import polya.spark.store.StoreFolder;

/**
 * Trends in their forms: tables, pictures, JSON, and text.
 *
 * @param groups how many documents each group has, those without one under an empty name
 */
record TrendReport(
    TopicsAtHand topics,
    CorpusStore corpus,
    String by,
    Period period,
    Map<String, Long> groups,
    TrendTable table,
    TrendPictures pictures) {
  static final String MANIFEST = "trends.json";

  private static final int FORMAT = 1;
  private static final int PRINTED = 20;
  private static final int NAMED = 10;

  /** Writes all but the manifest. */
  void write(SparkSession spark, StoreFolder folder) {
    ReportTrend.rows(table, topics.topics(), topics.labels()).write(spark, folder);
    Files files = new Files(spark.sparkContext().hadoopConfiguration());
    files.replace(new Path(folder.dataPath("trends.svg")), pictures.svg());
    files.replace(new Path(folder.dataPath("trends.vl.json")), pictures.vegaLite());
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
      topic.put("standardError", TrendPictures.finite(table.all().error(k)));
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
    pictures.note().ifPresent(notes::add);
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
            Printable.path(output),
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
