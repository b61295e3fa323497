package polya.spark.pass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.corpus.Document;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.mixing.FoldInSweeps;
import polya.mixing.Mixtures;
import polya.spark.exchange.Exchange;
import polya.spark.exchange.Exchanges;
import polya.spark.store.CorpusStore;

/**
 * Documents' mixtures under a model, on all executors. Topics are published once, when the pass is
 * opened, and taken back when it is closed. A document's row depends on the document and the model
 * alone; a task holds one document at a time.
 */
public final class MixturePass implements AutoCloseable {
  private static final StructType SHARE =
      new StructType()
          .add("topic", DataTypes.IntegerType, false)
          .add("share", DataTypes.FloatType, false);

  private final SparkSession spark;
  private final Exchange exchange;
  private final Exchange.Published topics;
  private final DocumentPrior prior;
  private final FoldInSweeps sweeps;

  /**
   * Publishes the topics.
   *
   * @param sweeps by how many documents are folded in
   */
  public MixturePass(SparkSession spark, Posterior posterior, FoldInSweeps sweeps) {
    this.spark = spark;
    this.sweeps = sweeps;
    exchange =
        Exchanges.of(JavaSparkContext.fromSparkContext(spark.sparkContext()), posterior.topics());
    topics = exchange.publish(posterior.topics());
    prior = posterior.documents();
  }

  /**
   * The columns of the rows, before any that are kept.
   *
   * @param top how many shares, or none for all
   */
  public StructType columns(OptionalInt top) {
    StructType columns =
        new StructType()
            .add("id", DataTypes.StringType, false)
            .add("tokens", DataTypes.LongType, false)
            .add("outOfVocabularyTokens", DataTypes.LongType, false);
    DataType entry = top.isPresent() ? SHARE : DataTypes.FloatType;
    columns =
        columns.add(
            top.isPresent() ? "topics" : "mixture", DataTypes.createArrayType(entry, false), false);
    for (String own : prior.columns()) {
      columns = columns.add(own, DataTypes.DoubleType, false);
    }
    return columns;
  }

  /**
   * One row a document: id, tokens of the vocabulary and beside it, and {@code mixture}, K shares
   * that add up to 1 but for rounding to float32; or {@code topics}, the largest shares with their
   * topics, descending, equal ones by lower topic. What else documents have is in columns of its
   * own ({@link DocumentPrior#columns}): where the model has intensities, {@code intensity}, their
   * sum, of which the shares are proportions. Lazy, so the pass must stay open until they are used.
   *
   * @param top how many of the largest shares, ≥ 1, at most K are given; none for all
   */
  public Dataset<Row> rows(CorpusStore corpus, OptionalInt top) {
    return rows(corpus, top, List.of());
  }

  /**
   * The same rows, each with columns that the corpus kept behind its own.
   *
   * @param kept their names, none of them among {@link #columns}
   */
  public Dataset<Row> rows(CorpusStore corpus, OptionalInt top, List<String> kept) {
    Exchange.Published phi = topics;
    DocumentPrior own = prior;
    FoldInSweeps by = sweeps;
    int most = top.orElse(0);
    StructType schema = columns(top);
    for (String name : kept) {
      schema = schema.add(name, DataTypes.StringType, true);
    }
    JavaRDD<Row> rows =
        exchange
            .reading(phi, HeldOutDocuments.rows(corpus, kept))
            .mapPartitions(
                part -> {
                  Mixtures mixtures = new Mixtures(phi.phi(), own, by);
                  return HeldOutPass.map(part, document -> row(document, mixtures, most, own));
                });
    return spark.createDataFrame(rows, schema);
  }

  /** A row; all shares for a top of 0. */
  private static Row row(Row read, Mixtures mixtures, int top, DocumentPrior prior) {
    Document document = CorpusStore.document(read);
    long tokens = document.tokens();
    double[] theta = mixtures.of(document.group(), document.terms(), document.counts());
    double[] expected = prior.expected(theta, tokens);
    double[] values = prior.values(expected);
    double[] shares = DocumentShares.of(theta, expected);
    List<Object> row = new ArrayList<>();
    row.add(document.id());
    row.add(tokens);
    row.add((long) read.getInt(3));
    row.add(top > 0 ? largest(shares, Math.min(top, shares.length)) : floats(shares));
    for (double value : values) {
      row.add(value);
    }
    for (int i = HeldOutDocuments.COLUMNS.size(); i < read.length(); i++) {
      row.add(read.get(i));
    }
    return RowFactory.create(row.toArray());
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int k = 0; k < values.length; k++) {
      floats[k] = (float) values[k];
    }
    return floats;
  }

  /** The n largest by insertion into a short descending list. */
  private static Row[] largest(double[] theta, int n) {
    int[] topics = new int[n];
    for (int k = 0; k < theta.length; k++) {
      if (k < n || theta[k] > theta[topics[n - 1]]) {
        int at = Math.min(k, n - 1);
        for (; at > 0 && theta[topics[at - 1]] < theta[k]; at--) {
          topics[at] = topics[at - 1];
        }
        topics[at] = k;
      }
    }
    return Arrays.stream(topics)
        .mapToObj(k -> RowFactory.create(k, (float) theta[k]))
        .toArray(Row[]::new);
  }

  /** Takes the topics back. */
  @Override
  public void close() {
    exchange.retire(topics);
    exchange.close();
  }
}
