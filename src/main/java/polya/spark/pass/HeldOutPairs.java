package polya.spark.pass;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.heldout.Estimate;
import polya.heldout.error.DocumentScore;
import polya.heldout.error.PairedScore;
import polya.spark.Tables;

/** One row a document under two models, as Parquet. */
public final class HeldOutPairs {
  /**
   * id; tokens scored (0 if it could not be compared); tokens out of the vocabulary; log
   * probability and its Monte-Carlo error under the first and the second model; second minus first.
   */
  public static final StructType COLUMNS =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("tokens", DataTypes.LongType, false)
          .add("outOfVocabulary", DataTypes.IntegerType, false)
          .add("logProbabilityA", DataTypes.DoubleType, false)
          .add("standardErrorA", DataTypes.DoubleType, false)
          .add("logProbabilityB", DataTypes.DoubleType, false)
          .add("standardErrorB", DataTypes.DoubleType, false)
          .add("difference", DataTypes.DoubleType, false)
          .add("documentTokens", DataTypes.LongType, false);

  private HeldOutPairs() {}

  /**
   * Rows of the same documents under two models, joined by id. One shuffle.
   *
   * @param first a row a document, ids that differ
   */
  public static JavaRDD<PairedScore> joined(
      JavaRDD<DocumentScore> first, JavaRDD<DocumentScore> second) {
    return first
        .keyBy(DocumentScore::id)
        .join(second.keyBy(DocumentScore::id))
        .map(both -> new PairedScore(both._2()._1(), both._2()._2()));
  }

  /** Writes the rows, and gives them as they were written: no second evaluation. */
  public static JavaRDD<PairedScore> write(
      SparkSession spark, JavaRDD<PairedScore> pairs, String path) {
    Tables.write(spark.createDataFrame(pairs.map(HeldOutPairs::row), COLUMNS), path);
    return Tables.read(spark, COLUMNS, path).javaRDD().map(HeldOutPairs::pair);
  }

  private static Row row(PairedScore pair) {
    DocumentScore first = pair.first();
    Estimate a = pair.comparable() ? first.estimate() : Estimate.NONE;
    Estimate b = pair.comparable() ? pair.second().estimate() : Estimate.NONE;
    return RowFactory.create(
        first.id(),
        a.tokens(),
        first.outOfVocabulary(),
        a.logProbability(),
        a.standardError(),
        b.logProbability(),
        b.standardError(),
        pair.difference(),
        first.documentTokens());
  }

  private static PairedScore pair(Row row) {
    return new PairedScore(score(row, 3), score(row, 5));
  }

  private static DocumentScore score(Row row, int column) {
    return new DocumentScore(
        row.getString(0),
        row.getLong(8),
        row.getInt(2),
        new Estimate(row.getLong(1), row.getDouble(column), row.getDouble(column + 1)));
  }
}
