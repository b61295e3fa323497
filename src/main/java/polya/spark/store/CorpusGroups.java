package polya.spark.store;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import polya.Failure;
import polya.corpus.CorpusInfo;
import polya.corpus.Covariates;
import polya.corpus.Document;
import polya.corpus.Encoding;
import polya.corpus.Groups;
import polya.corpus.LabelSyntax;
import polya.infer.CorpusFacts;
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
    return of(corpus, Encoding.none(), column, separator);
  }

  /**
   * The same under the encoding of an earlier model, {@link Encoding#extendedBy extended} by the
   * labels that it does not know.
   */
  public static Groups of(CorpusStore corpus, Encoding earlier, String column, String separator) {
    return of(corpus, earlier, column, separator, Groups.MOST);
  }

  static Groups of(
      CorpusStore corpus, Encoding earlier, String column, String separator, int most) {
    demandColumn(corpus, column, "Give another, or ingest it again with --keep or --column.");
    LabelSyntax syntax = new LabelSyntax(corpus.kind(column), separator);
    Map<String, Long> sets = sets(corpus, column, syntax, most);
    LabelSets.demandAny(sets, column, " of corpus " + corpus.path());
    return Groups.of(earlier.extendedBy(column, syntax, sets), sets);
  }

  /**
   * The groups of a corpus to train on by covariates; cost: one job that reads the columns, and one
   * before it where there are numbers.
   *
   * @param earlier of the model that the run starts from: where it has the same covariates, its
   *     values keep their places and its bins stay
   * @throws Failure (usage) if there is no such column; (input) if all are empty throughout, a
   *     number is none, or there are more than {@link Groups#MOST} distinct sets of values
   */
  public static Groups of(CorpusStore corpus, Encoding earlier, Covariates covariates) {
    for (String column : covariates.columns()) {
      demandColumn(corpus, column, "Give another, or ingest it again with --keep or --column.");
    }
    boolean same = earlier.covariates().map(c -> c.text().equals(covariates.text())).orElse(false);
    Dataset<Row> rows = selected(corpus, covariates.columns());
    Covariates binned =
        same ? earlier.covariates().get() : CovariateSets.binned(covariates, rows.javaRDD());
    Map<String, Long> sets = CovariateSets.counted(binned, rows.javaRDD());
    CovariateSets.demandAny(sets, covariates, " of corpus " + corpus.path());
    return Groups.of(same ? earlier.extendedBy(sets) : Encoding.of(binned, sets), sets);
  }

  private static Dataset<Row> selected(CorpusStore corpus, List<String> columns) {
    return corpus
        .documents()
        .select(columns.stream().map(CorpusStore::named).toArray(Column[]::new));
  }

  /**
   * The groups of another corpus under the encoding of a model; cost as above. Labels that it does
   * not know are dropped and {@link Groups#unseenValues counted}.
   *
   * @throws Failure (usage) if the corpus has no column of that name, or none at all; (input) if it
   *     has too many distinct sets of labels
   */
  public static Groups of(CorpusStore corpus, Encoding encoding) {
    for (String column : encoding.columns()) {
      demandColumn(
          corpus,
          column,
          "Ingest it again with --keep or --column, or leave its labels out with --attributes"
              + " hidden.");
    }
    if (encoding.covariates().isPresent()) {
      JavaRDD<Row> rows = selected(corpus, encoding.columns()).javaRDD();
      return Groups.of(encoding, CovariateSets.counted(encoding.covariates().get(), rows));
    }
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

  private static void demandColumn(CorpusStore corpus, String column, String remedy) {
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
              + ". "
              + remedy);
    }
  }

  /** What is made of a document's row and its group. */
  public interface Making<T> extends Serializable {
    /** The thing. */
    T of(Row row, int group);
  }

  /**
   * The documents without their kept columns, each in its group, but for those {@link
   * Groups#leftOut}.
   *
   * @param groups of this corpus; of a corpus without attributes, {@link Groups#none}
   */
  public static JavaRDD<Document> documents(CorpusStore corpus, Groups groups) {
    if (groups.encoding().size() == 0) {
      return corpus.documentRdd();
    }
    JavaRDD<Document> all =
        map(
            corpus,
            groups,
            List.of("id", "terms", "counts"),
            (row, group) -> CorpusStore.document(row).in(group));
    return groups.leftOut() == 0 ? all : all.filter(document -> document.group() > 0);
  }

  /**
   * What training knows of these documents. Cost: nothing but the vocabulary, where none is left
   * out; else one job that counts the others.
   *
   * @param groups of this corpus
   * @throws Failure (input) if some are left out and the others have no token
   */
  public static CorpusFacts facts(CorpusStore corpus, Groups groups) {
    CorpusInfo info = corpus.info();
    if (groups.leftOut() == 0) {
      return new CorpusFacts(info.documents(), info.tokens(), corpus.termFrequencies(), groups)
          .with(info.divided());
    }
    long[] frequencies =
        TermFrequencies.of(documents(corpus, groups), info.vocabularySize()).tokens();
    long tokens = Arrays.stream(frequencies).sum();
    if (tokens == 0) {
      throw Failure.input(
          "Cannot leave documents without labels out of corpus "
              + corpus.path()
              + ": the others have no token; at least one is needed. Give another column, or set"
              + " unlabeled=all.");
    }
    return new CorpusFacts(info.documents() - groups.leftOut(), tokens, frequencies, groups)
        .with(info.divided());
  }

  /**
   * What is made of every document and its group. The table of groups is sent once an executor.
   *
   * @param groups of this corpus, not {@link Groups#none}
   * @param columns those of the rows, in their order
   */
  public static <T> JavaRDD<T> map(
      CorpusStore corpus, Groups groups, List<String> columns, Making<T> making) {
    List<String> own = groups.encoding().columns();
    List<Column> read = new ArrayList<>();
    columns.forEach(name -> read.add(CorpusStore.named(name)));
    own.forEach(name -> read.add(CorpusStore.named(name)));
    JavaRDD<Row> rows = corpus.documents().select(read.toArray(Column[]::new)).javaRDD();
    Broadcast<Groups> known = JavaSparkContext.fromSparkContext(rows.context()).broadcast(groups);
    int from = columns.size();
    int to = from + own.size();
    return rows.map(row -> making.of(row, group(known.value(), texts(row, from, to))));
  }

  private static int group(Groups groups, List<String> values) {
    return groups.find(groups.encoding().labels(values));
  }

  /** What a row has in some of its columns; null where it has nothing. */
  static List<String> texts(Row row, int from, int to) {
    List<String> texts = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      texts.add(row.getString(i));
    }
    return texts;
  }
}
