package polya.spark.store;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import polya.corpus.ColumnKind;
import polya.corpus.CorpusInfo;
import polya.corpus.Sections;
import polya.corpus.Vocabulary;
import polya.spark.Files;
import polya.spark.Tables;

/**
 * A corpus whose tables are written and counted but not yet published: no reader sees it before
 * {@link #commit}. Several drafts can so be made before the first is published.
 */
public final class CorpusDraft {
  private final StoreFolder folder;
  private final CorpusInfo info;
  private final Map<String, ColumnKind> columns;
  private final Optional<ReadTexts> texts;
  private boolean published;

  private CorpusDraft(
      StoreFolder folder,
      CorpusInfo info,
      Map<String, ColumnKind> columns,
      Optional<ReadTexts> texts) {
    this.folder = folder;
    this.info = info;
    this.columns = columns;
    this.texts = texts;
  }

  /** Writes the tables, kept columns as text; see {@link CorpusStore#write}. */
  public static CorpusDraft write(
      SparkSession spark,
      StoreFolder folder,
      Dataset<Row> documents,
      Vocabulary vocabulary,
      Dataset<Row> quarantine,
      Map<String, String> source) {
    return write(spark, folder, documents, vocabulary, quarantine, source, Map.of());
  }

  /** Writes the tables of documents that are no texts; see {@link CorpusStore#write}. */
  public static CorpusDraft write(
      SparkSession spark,
      StoreFolder folder,
      Dataset<Row> documents,
      Vocabulary vocabulary,
      Dataset<Row> quarantine,
      Map<String, String> source,
      Map<String, ColumnKind> kinds) {
    return write(spark, folder, documents, vocabulary, quarantine, source, kinds, Optional.empty());
  }

  /**
   * Writes the tables; see {@link CorpusStore#write}.
   *
   * @param kinds what the values of kept columns are, by name; text where none is told
   * @param texts how texts were read, if there were any
   */
  public static CorpusDraft write(
      SparkSession spark,
      StoreFolder folder,
      Dataset<Row> documents,
      Vocabulary vocabulary,
      Dataset<Row> quarantine,
      Map<String, String> source,
      Map<String, ColumnKind> kinds,
      Optional<ReadTexts> texts) {
    boolean written = false;
    try {
      Map<String, ColumnKind> columns = new LinkedHashMap<>();
      for (String name : CorpusStore.keptColumns(documents.schema())) {
        columns.put(name, kinds.getOrDefault(name, ColumnKind.TEXT));
      }
      CorpusInfo info = tables(spark, folder, documents, vocabulary, quarantine, source);
      CorpusDraft draft = new CorpusDraft(folder, info, columns, texts);
      texts.ifPresent(read -> write(spark, folder, read));
      written = true;
      return draft;
    } finally {
      // Not a catch: Spark throws checked exceptions that no signature names.
      if (!written) {
        folder.abandon();
      }
    }
  }

  private static CorpusInfo tables(
      SparkSession spark,
      StoreFolder folder,
      Dataset<Row> documents,
      Vocabulary vocabulary,
      Dataset<Row> quarantine,
      Map<String, String> source) {
    save(documents, folder, "documents");
    save(quarantine, folder, "quarantine");
    DataFolder data = DataFolder.unlisted(folder.dataPath());
    Dataset<Row> written = data.table(spark, "documents");
    save(table(spark, vocabulary, written), folder, "vocabulary");
    Row sums = sums(written);
    CorpusInfo info =
        new CorpusInfo(
            sums.getLong(0),
            sums.getLong(1),
            sums.getLong(2),
            sums.getLong(3),
            sums.getLong(4),
            data.table(spark, "quarantine").count(),
            vocabulary.size(),
            vocabulary.hash(),
            source);
    String named = source.get(CorpusStore.SECTIONS);
    return named == null ? info : info.with(Sections.within(vocabulary, List.of(named.split(","))));
  }

  private static void write(SparkSession spark, StoreFolder folder, ReadTexts texts) {
    String data = folder.dataPath();
    folder.holds(AnalysisFile.NAME, PhraseTable.NAME);
    AnalysisFile.write(
        new Files(spark.sparkContext().hadoopConfiguration()), data, texts.analysis());
    if (!texts.scores().isEmpty()) {
      PhraseTable.write(spark, data, texts.analysis(), texts.scores());
    }
  }

  private static void save(Dataset<Row> table, StoreFolder folder, String name) {
    Tables.write(table, folder.dataPath(name));
  }

  /** The rows of the vocabulary table, made on the executors, a slice a task. */
  private static Dataset<Row> table(
      SparkSession spark, Vocabulary vocabulary, Dataset<Row> documents) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<Vocabulary> terms = context.broadcast(vocabulary);
    int size = vocabulary.size();
    JavaRDD<Row> rows =
        TermFrequencies.inSlices(
                documents.select("id", "terms", "counts").javaRDD().map(CorpusStore::document),
                size)
            .mapPartitionsWithIndex(
                (slice, counts) -> {
                  long[][] counted = TermFrequencies.slice(counts, slice, size);
                  int from = slice * TermFrequencies.SLICE;
                  return IntStream.range(0, counted[0].length)
                      .mapToObj(
                          i ->
                              RowFactory.create(
                                  from + i,
                                  terms.value().term(from + i),
                                  counted[0][i],
                                  counted[1][i]))
                      .iterator();
                },
                true);
    return spark.createDataFrame(rows, CorpusStore.VOCABULARY);
  }

  /** Documents, empty ones, tokens, entries, tokens out of the vocabulary. */
  static Row sums(Dataset<Row> documents) {
    Column tokens =
        aggregate(col("counts"), lit(0L), (total, c) -> total.plus(c.cast(DataTypes.LongType)));
    return documents
        .select(
            size(col("terms")).cast(DataTypes.LongType).as("n"),
            tokens.as("tokens"),
            col("outOfVocabulary").cast(DataTypes.LongType).as("out"))
        .agg(
            count(lit(1)),
            zero(sum(when(col("n").equalTo(0), 1L).otherwise(0L))),
            zero(sum("tokens")),
            zero(sum("n")),
            zero(sum("out")))
        .first();
  }

  private static Column zero(Column sum) {
    return coalesce(sum, lit(0L));
  }

  /** What the manifest will say. */
  public CorpusInfo info() {
    return info;
  }

  /** Publishes the corpus. */
  public CorpusInfo commit() {
    // Before, not after: once the manifest may name the data, they are not to be removed.
    published = true;
    folder.commit(CorpusManifest.text(folder.dataName(), info, columns, texts));
    return info;
  }

  /** Removes what was written, unless it was published. */
  public void abandon() {
    if (!published) {
      folder.abandon();
    }
  }
}
