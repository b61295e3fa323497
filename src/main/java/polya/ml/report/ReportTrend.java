package polya.ml.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.types.DataTypes;
import polya.Failure;
import polya.describe.Period;
import polya.describe.TopicLabels;
import polya.describe.TrendGroup;
import polya.describe.TrendTable;
import polya.spark.pass.DocumentRows;
import polya.spark.pass.TrendPass;
import polya.spark.store.ResultTable;

/**
 * Shares of topics in groups of documents, as a report has them.
 *
 * @param by the column
 * @param period what its values are grouped by
 */
public record ReportTrend(String by, Period period, TrendTable table) {
  private static final long MOST = 250_000;

  /** The seed of the bootstrap. */
  private static final long SEED = 1;

  /**
   * Computes the shares, as {@code trends} does.
   *
   * @throws Failure (usage) if there is no group, or more than {@value #MOST} shares
   */
  public static ReportTrend of(
      JavaSparkContext context, ShownTopics topics, DocumentRows corpus, String by, Period period) {
    TrendPass pass = new TrendPass(corpus, by, period);
    long groups = pass.groups().keySet().stream().filter(name -> !name.isEmpty()).count();
    if (groups * topics.topics() > MOST) {
      throw refused(
          by,
          groups + " groups of " + topics.topics() + " topics",
          "up to " + MOST + " shares",
          "Give a coarser column, or of dates the granularity year");
    }
    TrendTable table = pass.table(context, topics.posterior(), SEED);
    if (table.groups().isEmpty()) {
      throw refused(
          by,
          "no document with a token is in a group",
          "a column with values" + (period == Period.VALUE ? "" : " that are dates"),
          "Give another column");
    }
    return new ReportTrend(by, period, table);
  }

  private static Failure refused(String by, String found, String allowed, String remedy) {
    return Failure.usage(
        "Cannot tell shares by "
            + by
            + ": "
            + found
            + "; allowed is "
            + allowed
            + ". "
            + remedy
            + ".");
  }

  /** The table trends: a row a group and topic. */
  public ResultTable rows(ShownTopics topics) {
    return rows(table, topics.topics(), topics.labels());
  }

  /** The table trends of these shares. */
  public static ResultTable rows(TrendTable table, int topics, TopicLabels labels) {
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
      for (int k = 0; k < topics; k++) {
        rows.add(
            group.name(),
            group.documents(),
            group.tokens(),
            k,
            labels.of(k),
            group.share(k),
            group.error(k),
            group.low(k),
            group.high(k));
      }
    }
    return rows;
  }

  /** What is said of all topics. */
  Map<String, Object> json() {
    List<String> names = table.groups().stream().map(TrendGroup::name).toList();
    return new TreeMap<>(Map.of("by", by, "groups", names, "follows", period.follows(names)));
  }

  /** What is said of one. */
  void addTo(Map<String, Object> topic, int k) {
    topic.put("trend", ReportData.numbers(table.groups().stream().mapToDouble(g -> g.share(k))));
    topic.put("low", ReportData.numbers(table.groups().stream().mapToDouble(g -> g.low(k))));
    topic.put("high", ReportData.numbers(table.groups().stream().mapToDouble(g -> g.high(k))));
  }
}
