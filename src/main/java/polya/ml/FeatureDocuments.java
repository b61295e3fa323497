package polya.ml;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import polya.Failure;
import polya.corpus.Bag;
import polya.corpus.Covariates;
import polya.corpus.Document;
import polya.corpus.Encoding;
import polya.corpus.Groups;
import polya.infer.CorpusFacts;
import polya.spark.store.CovariateSets;
import polya.spark.store.LabelSets;
import scala.Tuple2;

/**
 * The rows of a Dataset as documents with distinct ids. An id is the row's own, where there is a
 * column of them; else a hash of its terms and counts, and of its labels where they are read, and
 * equal rows are told apart by a number: which of them gets which does not matter. Either way ids,
 * and so tiles and random streams, depend on what the rows hold alone, not on their order or
 * partitions.
 */
final class FeatureDocuments {
  private static final int ID_BYTES = 16;

  private final JavaRDD<Document> documents;
  private final int size;
  private final Optional<Groups> groups;

  private FeatureDocuments(JavaRDD<Document> documents, int size, Optional<Groups> groups) {
    this.documents = documents;
    this.size = size;
    this.groups = groups;
  }

  /**
   * The documents of these rows; lazy, but for one job that looks at the first row where neither
   * the vocabulary nor the column's metadata say V. One shuffle, whose files serve all later jobs.
   *
   * @param idColumn the column of ids, or null
   * @param vocabulary V as the vocabulary says, or −1
   */
  static FeatureDocuments of(
      Dataset<?> dataset, String featuresColumn, String idColumn, int vocabulary) {
    int size = vocabulary >= 0 ? vocabulary : size(dataset, featuresColumn);
    boolean named = idColumn != null;
    JavaRDD<Document> documents =
        counted(dataset, featuresColumn, idColumn, size, LabelColumn.NONE)
            .flatMap(row -> row.documents(named, 0));
    return new FeatureDocuments(documents, size, Optional.empty());
  }

  /**
   * The documents of these rows in groups by a column of labels. One job more, which counts the
   * distinct sets of labels.
   *
   * @param idColumn the column of ids, or null
   * @param vocabulary V as the vocabulary says, or −1
   * @param labelColumn a column of strings with a separator between labels, or of arrays of strings
   * @param separator what stands between the labels of a string; not empty
   * @param skip whether rows without labels are left out
   * @throws Failure (usage) if there is no such column of labels; (input) if it is empty
   *     throughout, or has more than {@link Groups#MOST} distinct sets of labels
   */
  static FeatureDocuments of(
      Dataset<?> dataset,
      String featuresColumn,
      String idColumn,
      int vocabulary,
      String labelColumn,
      String separator,
      boolean skip) {
    LabelColumn labels = LabelColumn.of(dataset.schema(), labelColumn, separator);
    int size = vocabulary >= 0 ? vocabulary : size(dataset, featuresColumn);
    boolean named = idColumn != null;
    JavaRDD<CountedRow> rows = counted(dataset, featuresColumn, idColumn, size, labels);
    Map<String, Long> sets =
        LabelSets.counted(
            rows.mapToPair(row -> new Tuple2<>(row.labels(), row.times())), labelColumn);
    LabelSets.demandAny(sets, labelColumn, "");
    Groups all = Groups.of(Encoding.of(labelColumn, labels.syntax(), sets), sets);
    Groups groups = skip ? all.withoutUnlabeled() : all;
    JavaRDD<CountedRow> used = skip ? rows.filter(row -> !row.labels().isEmpty()) : rows;
    return grouped(used, groups, named, size);
  }

  /**
   * The documents of these rows in groups by covariates. One job more, which counts the distinct
   * sets of them, and one a number among them.
   *
   * @param idColumn the column of ids, or null
   * @param vocabulary V as the vocabulary says, or −1
   * @throws Failure (usage) if there is no such column; (input) if all are empty throughout, a
   *     number is none, or there are more than {@link Groups#MOST} distinct sets
   */
  static FeatureDocuments of(
      Dataset<?> dataset,
      String featuresColumn,
      String idColumn,
      int vocabulary,
      Covariates covariates) {
    LabelColumn plain = LabelColumn.of(dataset.schema(), covariates);
    JavaRDD<Row> values = dataset.select(plain.columns().toArray(Column[]::new)).javaRDD();
    Covariates binned = CovariateSets.binned(covariates, values);
    LabelColumn labels = LabelColumn.of(dataset.schema(), binned);
    int size = vocabulary >= 0 ? vocabulary : size(dataset, featuresColumn);
    boolean named = idColumn != null;
    JavaRDD<CountedRow> rows = counted(dataset, featuresColumn, idColumn, size, labels);
    Map<String, Long> sets =
        LabelSets.counted(
            rows.mapToPair(row -> new Tuple2<>(row.labels(), row.times())), covariates.text());
    CovariateSets.demandAny(sets, covariates, "");
    return grouped(rows, Groups.of(Encoding.of(binned, sets), sets), named, size);
  }

  private static FeatureDocuments grouped(
      JavaRDD<CountedRow> used, Groups groups, boolean named, int size) {
    Broadcast<Groups> known = JavaSparkContext.fromSparkContext(used.context()).broadcast(groups);
    JavaRDD<Document> documents =
        used.flatMap(row -> row.documents(named, known.value().find(row.labels())));
    return new FeatureDocuments(documents, size, Optional.of(groups));
  }

  /** Distinct rows, by one shuffle. */
  private static JavaRDD<CountedRow> counted(
      Dataset<?> dataset, String featuresColumn, String idColumn, int size, LabelColumn labels) {
    Column id =
        idColumn == null
            ? functions.lit(null).cast("string")
            : StageColumns.named(idColumn).cast("string");
    boolean named = idColumn != null;
    List<Column> columns = new ArrayList<>(List.of(StageColumns.named(featuresColumn), id));
    columns.addAll(labels.columns());
    return dataset
        .select(columns.toArray(Column[]::new))
        .javaRDD()
        .map(row -> row(row, size, named, labels))
        .mapToPair(row -> new Tuple2<>(row.id(), row))
        .reduceByKey(CountedRow::with)
        .values();
  }

  /**
   * V: what the column's metadata say, else the length of the first row's vector.
   *
   * @throws Failure (input) if there is no row
   */
  static int size(Dataset<?> dataset, String column) {
    int known = AttributeGroup.fromStructField(dataset.schema().apply(column)).size();
    if (known >= 0) {
      return known;
    }
    List<Row> first = dataset.select(StageColumns.named(column)).takeAsList(1);
    if (first.isEmpty()) {
      throw Failure.input("Cannot fit a topic model: there are no rows. Give it some.");
    }
    return WordCounts.size(first.get(0).getAs(0));
  }

  /** A bag as a document whose id is a hash of its terms and counts. */
  static Document hashed(Bag bag) {
    return new Document(hash(bag, null), bag.terms(), bag.counts());
  }

  private static CountedRow row(Row row, int size, boolean named, LabelColumn column) {
    String id = row.getString(1);
    if (named && (id == null || id.isEmpty())) {
      throw Failure.input(
          "Cannot read a row as counts of terms: it has no id; allowed is a distinct one a row."
              + " Fill the column, or set no idCol.");
    }
    Bag bag = WordCounts.of(row.getAs(0), size, id);
    String labels = column.text(row, 2);
    String name = named ? id : hash(bag, labels);
    return new CountedRow(new Document(name, bag.terms(), bag.counts()), labels);
  }

  /**
   * Half of SHA-256 over the terms and their counts, as 32 hex digits; and over the labels, if they
   * are read, and how long they are, so that they end where they do.
   */
  private static String hash(Bag bag, String labels) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * bag.terms().length);
    for (int i = 0; i < bag.terms().length; i++) {
      bytes.putInt(bag.terms()[i]).putInt(bag.counts()[i]);
    }
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(bytes.array());
      if (labels != null) {
        byte[] text = labels.getBytes(StandardCharsets.UTF_8);
        sha.update(text);
        sha.update(ByteBuffer.allocate(4).putInt(text.length).array());
      }
      return HexFormat.of().formatHex(Arrays.copyOf(sha.digest(), ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The documents. */
  JavaRDD<Document> rdd() {
    return documents;
  }

  /**
   * Counts them in one pass; a task holds V numbers.
   *
   * @throws Failure (input) if there is no token
   */
  CorpusFacts facts() {
    int terms = size;
    CorpusFacts counted =
        documents.getNumPartitions() == 0
            ? new CorpusSums(terms).facts()
            : documents
                .mapPartitions(
                    part -> {
                      CorpusSums sums = new CorpusSums(terms);
                      part.forEachRemaining(sums::add);
                      return List.of(sums).iterator();
                    })
                .treeReduce(CorpusSums::add)
                .facts();
    CorpusFacts facts =
        new CorpusFacts(
            counted.documents(),
            counted.tokens(),
            counted.termFrequencies(),
            groups.orElse(counted.groups()));
    if (facts.tokens() == 0) {
      throw Failure.input(
          "Cannot fit a topic model: its "
              + facts.documents()
              + " rows have no counts; allowed is any corpus with a token. Check the features.");
    }
    return facts;
  }
}
