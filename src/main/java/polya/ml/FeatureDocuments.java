package polya.ml;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import polya.Failure;
import polya.corpus.Bag;
import polya.corpus.Document;
import polya.infer.CorpusFacts;
import scala.Tuple2;

/**
 * The rows of a Dataset as documents with distinct ids. An id is the row's own, where there is a
 * column of them; else a hash of its terms and counts, and equal rows are told apart by a number:
 * which of them gets which does not matter. Either way ids, and so tiles and random streams, depend
 * on what the rows hold alone, not on their order or partitions.
 */
final class FeatureDocuments {
  private static final int ID_BYTES = 16;

  private final JavaRDD<Document> documents;
  private final int size;

  private FeatureDocuments(JavaRDD<Document> documents, int size) {
    this.documents = documents;
    this.size = size;
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
    Column id =
        idColumn == null
            ? functions.lit(null).cast("string")
            : StageColumns.named(idColumn).cast("string");
    boolean named = idColumn != null;
    JavaRDD<Document> documents =
        dataset
            .select(StageColumns.named(featuresColumn), id)
            .javaRDD()
            .map(row -> document(row, size, named))
            .mapToPair(d -> new Tuple2<>(d.id(), new Tuple2<>(d, 1L)))
            .reduceByKey((a, b) -> new Tuple2<>(a._1(), a._2() + b._2()))
            .values()
            .flatMap(counted -> copies(counted._1(), counted._2(), named));
    return new FeatureDocuments(documents, size);
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
    return new Document(hash(bag), bag.terms(), bag.counts());
  }

  private static Document document(Row row, int size, boolean named) {
    String id = row.getString(1);
    if (named && (id == null || id.isEmpty())) {
      throw Failure.input(
          "Cannot read a row as counts of terms: it has no id; allowed is a distinct one a row."
              + " Fill the column, or set no idCol.");
    }
    Bag bag = WordCounts.of(row.getAs(0), size, id);
    return named ? new Document(id, bag.terms(), bag.counts()) : hashed(bag);
  }

  /** Half of SHA-256 over the terms and their counts, as 32 hex digits. */
  private static String hash(Bag bag) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * bag.terms().length);
    for (int i = 0; i < bag.terms().length; i++) {
      bytes.putInt(bag.terms()[i]).putInt(bag.counts()[i]);
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
      return HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Iterator<Document> copies(Document document, long times, boolean named) {
    if (named && times > 1) {
      throw Failure.input(
          "Cannot fit a topic model: "
              + times
              + " rows have the id "
              + document.id()
              + "; allowed is a distinct one a row. Drop duplicates, or set no idCol.");
    }
    if (times == 1) {
      return List.of(document).iterator();
    }
    return LongStream.range(0, times)
        .mapToObj(i -> new Document(document.id() + "-" + i, document.terms(), document.counts()))
        .iterator();
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
    CorpusFacts facts =
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
    if (facts.tokens() == 0) {
      throw Failure.input(
          "Cannot fit a topic model: its "
              + facts.documents()
              + " rows have no counts; allowed is any corpus with a token. Check the features.");
    }
    return facts;
  }
}
