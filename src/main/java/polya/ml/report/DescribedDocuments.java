package polya.ml.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.types.DataTypes;
import polya.describe.Representatives;
import polya.describe.TopicDocument;
import polya.spark.pass.DocumentRows;
import polya.spark.pass.RepresentativePass;
import polya.spark.store.ResultTable;

/**
 * The documents that stand for topics, with what is kept of them.
 *
 * @param found the documents; null without a corpus
 * @param columns kept columns that are told
 * @param excerpt the kept column whose text is cut, or null
 * @param kept values of the columns, and of the text last, by document
 */
public record DescribedDocuments(
    Representatives found, List<String> columns, String excerpt, Map<String, String[]> kept) {
  /** Without a corpus. */
  public static final DescribedDocuments NONE =
      new DescribedDocuments(null, List.of(), null, Map.of());

  private static final int EXCERPT = 300;

  /**
   * Reads what is kept of them.
   *
   * @param told the columns that are told
   */
  public static DescribedDocuments of(
      JavaSparkContext context,
      DocumentRows corpus,
      Representatives found,
      List<String> told,
      String excerpt) {
    List<String> columns = told.stream().filter(column -> !column.equals(excerpt)).toList();
    List<String> read = new ArrayList<>(columns);
    if (excerpt != null) {
      read.add(excerpt);
    }
    Map<String, String[]> kept =
        new HashMap<>(RepresentativePass.kept(context, corpus, found.ids(), read));
    if (excerpt != null) {
      kept.values().forEach(values -> values[columns.size()] = cut(values[columns.size()]));
    }
    return new DescribedDocuments(found, columns, excerpt, kept);
  }

  /** The first characters, at the end of a word where there is one near. */
  public static String cut(String text) {
    if (text == null) {
      return null;
    }
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.length() <= EXCERPT) {
      return line;
    }
    int blank = line.lastIndexOf(' ', EXCERPT);
    int end = blank > EXCERPT / 2 ? blank : EXCERPT;
    end -= Character.isHighSurrogate(line.charAt(end - 1)) ? 1 : 0;
    return line.substring(0, end) + "…";
  }

  /** The documents of a topic; none without a corpus. */
  public List<TopicDocument> of(int topic) {
    return found == null ? List.of() : found.of(topic);
  }

  /** What is told of a document's text; null for nothing. */
  public String text(TopicDocument document) {
    return excerpt == null ? null : kept.get(document.id())[columns.size()];
  }

  /** The table representatives; a kept column that has the name of another gets an underscore. */
  public ResultTable table(int topics) {
    ResultTable table =
        new ResultTable("representatives")
            .with("topic", DataTypes.IntegerType)
            .with("rank", DataTypes.IntegerType)
            .with("id", DataTypes.StringType)
            .with("share", DataTypes.DoubleType)
            .with("tokens", DataTypes.LongType);
    Set<String> taken = new HashSet<>(List.of("topic", "rank", "id", "share", "tokens", "excerpt"));
    for (String column : columns) {
      String name = column;
      while (!taken.add(name.toLowerCase(Locale.ROOT))) {
        name += "_";
      }
      table.with(name, DataTypes.StringType);
    }
    if (excerpt != null) {
      table.with("excerpt", DataTypes.StringType);
    }
    for (int k = 0; k < topics; k++) {
      int rank = 0;
      for (TopicDocument document : of(k)) {
        List<Object> row = new ArrayList<>(List.of(k, ++rank, document.id()));
        row.add(document.share());
        row.add(document.tokens());
        if (kept.containsKey(document.id())) {
          row.addAll(Arrays.asList((Object[]) kept.get(document.id())));
        }
        table.add(row.toArray());
      }
    }
    return table;
  }
}
