package polya.spark.store;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import polya.Failure;
import polya.corpus.Document;
import polya.corpus.Encoding;
import polya.corpus.Groups;
import polya.corpus.LabelSyntax;
import scala.Tuple2;

/**
 * The groups of a corpus by one of its kept columns, and its documents with them. How a value is
 * read depends on the column's {@link CorpusStore#kind kind}: a class as a whole, any other as a
 * set of labels. Nothing depends on partitions.
 */
public final class CorpusGroups {
  private CorpusGroups() {}

  /**
   * The groups of a corpus to train on, under an encoding of its own; cost: one job that reads the
   * column. Where {@link Groups#isOneThroughout} the labels tell nothing, which the caller is to
   * say.
   *
   * @param column a kept column
   * @param separator what stands between labels; not empty
   * @throws Failure (usage) if there is no such column; (input) if it is empty throughout, or has
   *     more than {@link Groups#MOST} distinct sets of labels
   */
  public static Groups of(CorpusStore corpus, String column, String separator) {
    return of(corpus, column, separator, Groups.MOST);
  }

  static Groups of(CorpusStore corpus, String column, String separator, int most) {
    demandColumn(corpus, column);
    LabelSyntax syntax = new LabelSyntax(corpus.kind(column), separator);
    Map<String, Long> sets = sets(corpus, column, syntax, most);
    LabelSets.demandAny(sets, column, " of corpus " + corpus.path());
    return Groups.of(Encoding.of(column, syntax, sets), sets);
  }

  /**
   * The groups of another corpus under the encoding of a model; cost as above. Labels that it does
   * not know are dropped and {@link Groups#unseenValues counted}.
   *
   * @throws Failure (usage) if the corpus has no column of that name; (input) if it has too many
   *     distinct sets of labels
   */
  public static Groups of(CorpusStore corpus, Encoding encoding) {
    demandColumn(corpus, encoding.column());
    return Groups.of(encoding, sets(corpus, encoding.column(), encoding.syntax(), Groups.MOST));
  }

  private static Map<String, Long> sets(
      CorpusStore corpus, String column, LabelSyntax syntax, int most) {
    JavaPairRDD<String, Long> texts =
        corpus
            .documents()
            .select(CorpusStore.named(column))
            .javaRDD()
            .mapToPair(row -> new Tuple2<>(syntax.text(row.getString(0)), 1L));
    return LabelSets.counted(texts, column, most);
  }

  private static void demandColumn(CorpusStore corpus, String column) {
    List<String> kept = corpus.keptColumns();
    if (!kept.contains(column)) {
      throw Failure.usage(
          "Cannot read labels from column "
              + column
              + " of corpus "
              + corpus.path()
              + ": there is none; "
              + (kept.isEmpty()
                  ? "the corpus keeps no columns"
                  : "there are " + String.join(", ", kept))
              + ". Give another, or ingest it again with --keep or --column.");
    }
  }

  /**
   * The documents without their kept columns, each in its group.
   *
   * @param groups of this corpus; of a corpus without attributes, {@link Groups#none}
   */
  public static JavaRDD<Document> documents(CorpusStore corpus, Groups groups) {
    if (groups.encoding().size() == 0) {
      return corpus.documentRdd();
    }
    LabelSyntax syntax = groups.encoding().syntax();
    JavaRDD<Row> rows =
        corpus
            .documents()
            .select(
                CorpusStore.named("id"),
                CorpusStore.named("terms"),
                CorpusStore.named("counts"),
                CorpusStore.named(groups.encoding().column()))
            .javaRDD();
    Broadcast<Groups> known = JavaSparkContext.fromSparkContext(rows.context()).broadcast(groups);
    return rows.map(
        row -> CorpusStore.document(row).in(known.value().find(syntax.labels(row.getString(3)))));
  }
}
