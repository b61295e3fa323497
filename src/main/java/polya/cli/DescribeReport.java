package polya.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import polya.describe.JensenShannon;
import polya.describe.TermOrder;
import polya.describe.TermTable;
import polya.describe.TopicTable;
import polya.ml.report.DescribedDocuments;
import polya.spark.Json;
import polya.spark.store.CorpusStore;
import polya.spark.store.DescribedTables;
import polya.spark.store.ResultTable;

/**
 * What {@code describe} found, as tables, as JSON and for a person.
 *
 * @param judging what the terms are ranked by that topics are judged by
 * @param neighbours how many other topics of each are told
 */
record DescribeReport(
    TopicsAtHand topics,
    Optional<CorpusStore> corpus,
    TopicTable topicTable,
    TermTable termTable,
    TermOrder judging,
    JensenShannon distances,
    int neighbours,
    DescribedDocuments documents) {
  static final String MANIFEST = "describe.json";

  private static final int FORMAT = 1;

  /** The tables in their order. */
  List<ResultTable> tables() {
    List<ResultTable> tables =
        new ArrayList<>(
            List.of(
                DescribedTables.topics(topicTable),
                DescribedTables.terms(termTable, topics.store().vocabulary())));
    if (corpus.isPresent()) {
      tables.add(documents.table(topics.topics()));
    }
    tables.add(neighbourRows());
    return tables;
  }

  /** A term's text. */
  String term(TermTable.Row row) {
    return topics.store().vocabulary().term(row.term());
  }

  private ResultTable neighbourRows() {
    ResultTable table =
        new ResultTable("neighbours")
            .with("topic", DataTypes.IntegerType)
            .with("other", DataTypes.IntegerType)
            .with("jensenShannon", DataTypes.DoubleType);
    for (int k = 0; k < topics.topics(); k++) {
      for (int other : distances.nearest(k, neighbours)) {
        table.add(k, other, distances.of(k, other));
      }
    }
    return table;
  }

  /** The text of describe.json. */
  String json(String data, List<ResultTable> tables) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("data", data);
    json.put("model", topics.store().path());
    json.put("modelDigest", topics.store().info().digest());
    json.put("vocabularyHash", topics.store().info().vocabularyHash());
    json.put("corpus", null);
    corpus.ifPresent(store -> store.tell(json));
    json.put("corpusData", corpus.map(CorpusStore::dataName).orElse(null));
    json.put("order", termTable.order().word());
    json.put("judgedBy", judging.word());
    json.put("lambda", termTable.lambda());
    json.put("tables", tables.stream().map(ResultTable::name).toList());
    json.put("topics", topics.topics());
    corpus.ifPresent(
        store -> {
          json.put("documents", store.info().documents());
          json.put("cooccurrence", store.hasOrder() ? "window" : "document");
        });
    return Json.pretty(json);
  }

  /** For a person: a line a topic, and where the tables lie. */
  String text(String output, String data) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "%5s  %6s  %9s  %7s  %9s  %6s  label%n",
            "topic", "share", "documents", "words", "exclusive", "npmi"));
    for (TopicTable.Row row : topicTable.rows()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%5d  %5.1f%%  %9s  %,7.0f  %9.2f  %6s  %s%n",
              row.topic(),
              100 * row.share(),
              row.documents() == null ? "–" : String.format(Locale.ROOT, "%,d", row.documents()),
              row.effectiveWords(),
              row.exclusivity(),
              row.npmi() == null ? "–" : String.format(Locale.ROOT, "%.2f", row.npmi()),
              Printable.text(row.label())));
    }
    return text.append("description ")
        .append(Printable.path(output))
        .append("  terms by ")
        .append(termTable.order().told(termTable.lambda()))
        .append("; topics judged by ten terms by ")
        .append(judging.told(termTable.lambda()))
        .append("  tables in ")
        .append(data)
        .append(System.lineSeparator())
        .toString();
  }
}
