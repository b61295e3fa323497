package polya.spark.store;

import org.apache.spark.sql.types.DataTypes;
import polya.corpus.Vocabulary;
import polya.describe.TermTable;
import polya.describe.TopicTable;

/** What is known of topics and of their terms, in the columns that users meet everywhere. */
public final class DescribedTables {
  private DescribedTables() {}

  /** A row a topic. */
  public static ResultTable topics(TopicTable topics) {
    ResultTable table =
        new ResultTable("topics")
            .with("topic", DataTypes.IntegerType)
            .with("label", DataTypes.StringType)
            .with("share", DataTypes.DoubleType)
            .with("documents", DataTypes.LongType)
            .with("effectiveWords", DataTypes.DoubleType)
            .with("exclusivity", DataTypes.DoubleType)
            .with("npmi", DataTypes.DoubleType);
    for (TopicTable.Row row : topics.rows()) {
      table.add(
          row.topic(),
          row.label(),
          row.share(),
          row.documents(),
          row.effectiveWords(),
          row.exclusivity(),
          row.npmi());
    }
    return table;
  }

  /** A row a topic and term. */
  public static ResultTable terms(TermTable terms, Vocabulary vocabulary) {
    ResultTable table =
        new ResultTable("terms")
            .with("topic", DataTypes.IntegerType)
            .with("rank", DataTypes.IntegerType)
            .with("term", DataTypes.StringType)
            .with("probability", DataTypes.DoubleType)
            .with("lift", DataTypes.DoubleType)
            .with("relevance", DataTypes.DoubleType)
            .with("frex", DataTypes.DoubleType)
            .with("contrast", DataTypes.DoubleType);
    for (TermTable.Row row : terms.rows()) {
      table.add(
          row.topic(),
          row.rank(),
          vocabulary.term(row.term()),
          row.figures().probability(),
          row.figures().lift(),
          row.figures().relevance(),
          row.frex(),
          row.figures().contrast());
    }
    return table;
  }
}
