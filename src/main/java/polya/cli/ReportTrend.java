package polya.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import polya.Failure;
import polya.describe.Period;
import polya.describe.TrendGroup;
import polya.describe.TrendTable;
import polya.spark.pass.TrendPass;
import polya.spark.store.CorpusStore;

/**
 * Shares of topics in groups of documents, as a report has them.
 *
 * @param by the column
 * @param period what its values are grouped by
 */
record ReportTrend(String by, Period period, TrendTable table) {
  private static final long MOST = 250_000;

  /**
   * Computes the shares, as {@code trends} does.
   *
   * @throws Failure (usage) if there is no group, or more than {@value #MOST} shares
   */
  static ReportTrend of(
      JavaSparkContext context, TopicsAtHand topics, CorpusStore corpus, String by, Period period) {
    TrendPass pass = new TrendPass(corpus, by, period);
    long groups = pass.groups().keySet().stream().filter(name -> !name.isEmpty()).count();
    Usage.demand(
        groups * topics.topics() <= MOST,
        "--by",
        by + " with " + groups + " groups of " + topics.topics() + " topics",
        "up to " + MOST + " shares; --granularity year makes fewer groups of dates");
    TrendTable table = pass.table(context, topics.posterior(), Trends.SEED);
    Usage.demand(
        !table.groups().isEmpty(),
        "--by",
        by + ", by which no document with a token is in a group",
        "a column with values" + (period == Period.VALUE ? "" : " that are dates"));
    return new ReportTrend(by, period, table);
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
