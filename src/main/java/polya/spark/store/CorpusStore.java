package polya.spark.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import polya.Failure;
import polya.Shown;
import polya.corpus.ColumnKind;
import polya.corpus.CorpusInfo;
import polya.corpus.Document;
import polya.corpus.PackedTerms;
import polya.corpus.Vocabulary;
import polya.spark.Files;
import polya.text.Analysis;

/**
 * A corpus on disk: {@code corpus.json}, and Parquet tables {@code vocabulary}, {@code documents}
 * and {@code quarantine} in the data folder that it names.
 */
public final class CorpusStore {
  /** The manifest's file name. */
  public static final String MANIFEST = "corpus.json";

  /** Under this name a manifest tells of the sections of the vocabulary, and how it was made. */
  public static final String SECTIONS = "sections";

  /**
   * The column of a documents table that keeps the order of tokens: for every token of the text its
   * term, or −1 for one that is no term. Only where {@code ingest} was asked to.
   */
  public static final String ORDER = "tokenOrder";

  /** A column of arrays of integers, none of them null. */
  public static final DataType INTS = DataTypes.createArrayType(DataTypes.IntegerType, false);

  /** The columns that every documents table has; kept columns follow them. */
  public static final StructType DOCUMENTS =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("terms", INTS, false)
          .add("counts", INTS, false)
          .add("outOfVocabulary", DataTypes.IntegerType, false);

  /** The columns of a quarantine table: where a bad record stood, why it was set aside. */
  public static final StructType QUARANTINE =
      new StructType()
          .add("source", DataTypes.StringType, false)
          .add("position", DataTypes.LongType, false)
          .add("reason", DataTypes.StringType, false)
          .add("excerptHash", DataTypes.StringType, false);

  /** The columns of a vocabulary table. */
  static final StructType VOCABULARY =
      new StructType()
          .add("index", DataTypes.IntegerType, false)
          .add("term", DataTypes.StringType, false)
          .add("documentFrequency", DataTypes.LongType, false)
          .add("termFrequency", DataTypes.LongType, false);

  private final SparkSession spark;
  private final String path;
  private final String shown;
  private final CorpusManifest manifest;
  private StoredTerms.Found found;
  private PackedTerms terms;

  private CorpusStore(SparkSession spark, String path, String shown, CorpusManifest manifest) {
    this.spark = spark;
    this.path = path;
    this.shown = shown;
    this.manifest = manifest;
  }

  /**
   * Opens a corpus whole: holds its files, documents and tokens against its manifest. Cost: a
   * listing of its folders and one pass over the documents' counts.
   *
   * @throws Failure (input) if there is no corpus, or its format is newer than this version reads;
   *     (store) if it is damaged, or not all of it is there
   */
  public static CorpusStore open(SparkSession spark, String path) {
    Files files = new Files(spark.sparkContext().hadoopConfiguration());
    CorpusStore store = new CorpusStore(spark, path, path, CorpusManifest.read(files, path));
    new WholeCorpus(spark, files, path, store.manifest).demand(store::documents);
    return store;
  }

  /**
   * Writes a corpus and publishes it; on any failure nothing of it is left.
   *
   * @param folder where, claimed with {@link #MANIFEST}
   * @param documents the columns of {@link #DOCUMENTS}, then any to be kept; ids distinct
   * @param vocabulary the terms that the documents' indices point to
   * @param quarantine the columns of {@link #QUARANTINE}
   * @param source how it was made: format, input and every option that shaped it
   * @return what the manifest says, counted from the tables as they were written
   */
  public static CorpusInfo write(
      SparkSession spark,
      StoreFolder folder,
      Dataset<Row> documents,
      Vocabulary vocabulary,
      Dataset<Row> quarantine,
      Map<String, String> source) {
    return CorpusDraft.write(spark, folder, documents, vocabulary, quarantine, source).commit();
  }

  /** A row of the documents table as a document. */
  public static Document document(Row row) {
    return new Document(
        row.getAs("id"), ints(row, row.fieldIndex("terms")), ints(row, row.fieldIndex("counts")));
  }

  private static int[] ints(Row row, int column) {
    List<Integer> values = row.getList(column);
    int[] ints = new int[values.size()];
    int i = 0;
    for (int value : values) {
      ints[i++] = value;
    }
    return ints;
  }

  /** Where it lies, as it may be shown; or what it was read from, see {@link #readFrom}. */
  public String path() {
    return Shown.text(shown);
  }

  /**
   * The same corpus, which goes when the command ends that made it: for people it is what it was
   * read from.
   */
  public CorpusStore readFrom(String what) {
    return new CorpusStore(spark, path, what, manifest);
  }

  /** Says in a result what the documents were: a corpus, or what was read and how. */
  public void tell(Map<String, Object> result) {
    result.put("corpus", shown.equals(path) ? path() : null);
    if (!shown.equals(path)) {
      result.put("source", info().source());
    }
  }

  /** The name of its data folder: another for every run of ingest. */
  public String dataName() {
    return manifest.data().path().getName();
  }

  /** What the manifest says of it. */
  public CorpusInfo info() {
    return manifest.info();
  }

  /**
   * The vocabulary, read once; V terms on the driver.
   *
   * @throws Failure (store) if it is not the vocabulary that the manifest names by its hash
   */
  public Vocabulary vocabulary() {
    Vocabulary vocabulary = Vocabulary.of(terms());
    if (!vocabulary.hash().equals(info().vocabularyHash())) {
      throw damaged("its vocabulary has the hash " + vocabulary.hash());
    }
    return vocabulary;
  }

  /** How often each term occurs in the corpus; length V, on the driver. */
  public long[] termFrequencies() {
    return numbers(1);
  }

  /** In how many documents each term occurs; length V, on the driver. */
  public long[] documentFrequencies() {
    return numbers(0);
  }

  /** One row a document: id, terms, counts, outOfVocabulary, and the columns that were kept. */
  public Dataset<Row> documents() {
    Dataset<Row> documents = manifest.data().table(spark, "documents");
    for (StructField wanted : DOCUMENTS.fields()) {
      String found =
          List.of(documents.columns()).contains(wanted.name())
              ? documents.schema().apply(wanted.name()).dataType().catalogString()
              : "missing";
      if (!found.equals(wanted.dataType().catalogString())) {
        throw Failure.store(
            "Cannot read corpus at "
                + path
                + ": the column "
                + wanted.name()
                + " of its documents is "
                + found
                + "; allowed is "
                + wanted.dataType().catalogString()
                + ". Ingest it again.");
      }
    }
    return documents;
  }

  /** The column of exactly this name, dots and all. */
  public static Column named(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }

  /** The documents without their kept columns. */
  public JavaRDD<Document> documentRdd() {
    return documents().select("id", "terms", "counts").javaRDD().map(CorpusStore::document);
  }

  /**
   * How its texts were read: nothing where they were bags, or were ingested before this was kept.
   *
   * @throws Failure (store) if it is not as the manifest says
   */
  public Optional<Analysis> analysis() {
    Files files = new Files(spark.sparkContext().hadoopConfiguration());
    return manifest
        .analysis()
        .map(hash -> AnalysisFile.read(files, manifest.data(), hash, "corpus at " + path));
  }

  /** The same of the corpus in a folder, of which nothing else is read. */
  public static Optional<Analysis> analysis(SparkSession spark, String path) {
    Files files = new Files(spark.sparkContext().hadoopConfiguration());
    return new CorpusStore(spark, path, path, CorpusManifest.read(files, path)).analysis();
  }

  /** Whether the order of tokens was kept. */
  public boolean hasOrder() {
    return isOrder(documents().schema());
  }

  /** A kept column of strings may have the same name. */
  private static boolean isOrder(StructType schema) {
    return List.of(schema.fieldNames()).contains(ORDER)
        && schema.apply(ORDER).dataType().catalogString().equals(INTS.catalogString());
  }

  /**
   * For every document its tokens in their order, as {@link #ORDER} has them.
   *
   * @throws Failure (usage) if the order was not kept
   */
  public JavaRDD<int[]> orders() {
    if (!hasOrder()) {
      throw Failure.usage(
          "Cannot slide windows over corpus at "
              + path
              + ": it has counts of terms and not their order; that is needed. Ingest its text again"
              + " with --keep-order.");
    }
    return documents().select(ORDER).javaRDD().map(row -> ints(row, 0));
  }

  /** The records set aside as bad. */
  public Dataset<Row> quarantine() {
    return manifest.data().table(spark, "quarantine");
  }

  /** The names of the columns kept from the input. */
  public List<String> keptColumns() {
    return keptColumns(documents().schema());
  }

  static List<String> keptColumns(StructType schema) {
    List<String> kept = new ArrayList<>();
    for (StructField field : schema.fields()) {
      boolean order = field.name().equals(ORDER) && isOrder(schema);
      if (!order && !List.of(DOCUMENTS.fieldNames()).contains(field.name())) {
        kept.add(field.name());
      }
    }
    return kept;
  }

  /**
   * What the values of a kept column are: as {@code ingest} was told, text where it was told
   * nothing or before it could be.
   */
  public ColumnKind kind(String column) {
    return manifest.columns().getOrDefault(column, ColumnKind.TEXT);
  }

  private long[] numbers(int column) {
    terms();
    return found.numbers(column);
  }

  private synchronized PackedTerms terms() {
    if (terms == null) {
      Dataset<Row> table =
          manifest
              .data()
              .table(spark, "vocabulary")
              .select("index", "term", "documentFrequency", "termFrequency");
      found = StoredTerms.read(table, info().vocabularySize());
      try {
        terms = found.terms();
      } catch (IllegalArgumentException e) {
        throw damaged("of its vocabulary " + e.getMessage());
      }
    }
    return terms;
  }

  private Failure damaged(String found) {
    return Failure.store(
        "Cannot read corpus at "
            + path
            + ": "
            + found
            + "; the manifest says "
            + info().vocabularySize()
            + " terms with the hash "
            + info().vocabularyHash()
            + ". Ingest it again.");
  }
}
