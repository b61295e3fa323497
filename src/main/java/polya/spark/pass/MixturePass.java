package polya.spark.pass;

import java.util.Arrays;
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
import polya.heldout.HeldOut;
import polya.infer.Posterior;
import polya.mixing.Activity;
import polya.mixing.Intensities;
import polya.mixing.Mixtures;
import polya.spark.BroadcastExchange;
import polya.spark.Exchange;
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
  private final double[] alpha;
  private final double[] rates;
  private final double[] ratePrior;
  private final Activity activity;

  /** Publishes the topics. */
  public MixturePass(SparkSession spark, Posterior posterior) {
    this.spark = spark;
    exchange = new BroadcastExchange(JavaSparkContext.fromSparkContext(spark.sparkContext()));
    topics = exchange.publish(posterior.topics());
    alpha = posterior.docConcentration();
    rates = posterior.intensityRates().orElse(null);
    ratePrior = posterior.documentRatePrior().orElse(null);
    activity = posterior.activity().orElse(null);
  }

  /**
   * The columns of the rows.
   *
   * @param top how many shares, or none for all
   */
  private StructType columns(OptionalInt top) {
    StructType columns =
        new StructType()
            .add("id", DataTypes.StringType, false)
            .add("tokens", DataTypes.LongType, false)
            .add("outOfVocabularyTokens", DataTypes.LongType, false);
    DataType entry = top.isPresent() ? SHARE : DataTypes.FloatType;
    columns =
        columns.add(
            top.isPresent() ? "topics" : "mixture", DataTypes.createArrayType(entry, false), false);
    return rates == null ? columns : columns.add("intensity", DataTypes.DoubleType, false);
  }

  /**
   * One row a document: id, tokens of the vocabulary and beside it, and {@code mixture}, K shares
   * that add up to 1 but for rounding to float32; or {@code topics}, the largest shares with their
   * topics, descending, equal ones by lower topic. Where the model has intensities there is {@code
   * intensity} too, their sum, of which the shares are proportions. Lazy, so the pass must stay
   * open until they are used.
   *
   * @param top how many of the largest shares, ≥ 1, at most K are given; none for all
   */
  public Dataset<Row> rows(CorpusStore corpus, OptionalInt top) {
    Exchange.Published phi = topics;
    double[] prior = alpha;
    double[] b = rates;
    double[] ce = ratePrior;
    Activity active = activity;
    int most = top.orElse(0);
    JavaRDD<Row> rows =
        HeldOutDocuments.of(corpus)
            .mapPartitions(
                part -> {
                  Mixtures mixtures = new Mixtures(phi.phi(), prior, active);
                  return HeldOutPass.map(
                      part, document -> row(document, mixtures, most, prior, b, ce, active));
                });
    return spark.createDataFrame(rows, columns(top));
  }

  /** A row; all shares for a top of 0. */
  private static Row row(
      HeldOut heldOut,
      Mixtures mixtures,
      int top,
      double[] alpha,
      double[] rates,
      double[] ratePrior,
      Activity activity) {
    Document document = heldOut.document();
    double[] theta = mixtures.of(document.terms(), document.counts());
    long tokens = document.tokens();
    double intensity = 0;
    if (rates != null) {
      theta =
          ratePrior == null
              ? Intensities.of(theta, tokens, alpha, rates, activity)
              : Intensities.ofDocumentRates(theta, tokens, alpha, ratePrior);
      intensity = proportions(theta);
    }
    Object shares = top > 0 ? largest(theta, Math.min(top, theta.length)) : floats(theta);
    long others = heldOut.outOfVocabulary();
    return rates == null
        ? RowFactory.create(document.id(), tokens, others, shares)
        : RowFactory.create(document.id(), tokens, others, shares, intensity);
  }

  /** Divides intensities by their sum, which it gives. */
  private static double proportions(double[] theta) {
    double sum = Arrays.stream(theta).sum();
    for (int k = 0; k < theta.length; k++) {
      theta[k] /= sum;
    }
    return sum;
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
  }
}
