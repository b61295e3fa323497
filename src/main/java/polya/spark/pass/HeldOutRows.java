package polya.spark.pass;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.error.DocumentScore;
import polya.spark.Tables;

/**
 * One row a document and estimator, as Parquet: {@code exp(-sum(logProbability) / sum(tokens))}
 * over an estimator's rows is its perplexity. A document that could not be scored has 0 in {@code
 * tokens} and {@code logProbability}; an empty one that has a probability of being empty, 0 tokens
 * alone.
 */
public final class HeldOutRows {
  /**
   * id; tokens scored; tokens out of the vocabulary; log; its Monte-Carlo error; by what; all its
   * tokens; effective number of draws, k̂ (both null where the estimator has none); whether k̂ made
   * left-to-right take over; what the probability is of, {@link Estimator#likelihood}.
   */
  public static final StructType COLUMNS =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("tokens", DataTypes.LongType, false)
          .add("outOfVocabulary", DataTypes.IntegerType, false)
          .add("logProbability", DataTypes.DoubleType, false)
          .add("standardError", DataTypes.DoubleType, false)
          .add("estimator", DataTypes.StringType, false)
          .add("documentTokens", DataTypes.LongType, false)
          .add("effectiveSamples", DataTypes.DoubleType, true)
          .add("paretoK", DataTypes.DoubleType, true)
          .add("escalated", DataTypes.BooleanType, false)
          .add("likelihood", DataTypes.StringType, false);

  private HeldOutRows() {}

  /**
   * Writes an estimator's rows beside those of others, and gives them as they were written: what is
   * made of them costs no second evaluation.
   */
  public static JavaRDD<DocumentScore> write(
      SparkSession spark, JavaRDD<DocumentScore> scores, Estimator estimator, String path) {
    String name = estimator.name();
    JavaRDD<Row> rows = scores.map(score -> row(score, estimator));
    Tables.write(spark.createDataFrame(rows, COLUMNS), SaveMode.Append, path);
    return Tables.read(spark, COLUMNS, path)
        .where(functions.col("estimator").equalTo(name))
        .javaRDD()
        .map(HeldOutRows::score);
  }

  private static Row row(DocumentScore score, Estimator estimator) {
    Estimate e = score.estimate();
    return RowFactory.create(
        score.id(),
        e.tokens(),
        score.outOfVocabulary(),
        e.logProbability(),
        e.standardError(),
        estimator.name(),
        score.documentTokens(),
        orNull(e.effectiveSamples()),
        orNull(e.paretoK()),
        estimator.escalates() && e.heavyTailed(),
        estimator.likelihood());
  }

  private static Double orNull(double x) {
    return Double.isNaN(x) ? null : x;
  }

  private static double orNaN(Row row, int column) {
    return row.isNullAt(column) ? Double.NaN : row.getDouble(column);
  }

  private static DocumentScore score(Row row) {
    return new DocumentScore(
        row.getString(0),
        row.getLong(6),
        row.getInt(2),
        new Estimate(
            row.getLong(1), row.getDouble(3), row.getDouble(4), orNaN(row, 7), orNaN(row, 8)));
  }
}
