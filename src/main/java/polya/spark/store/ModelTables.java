package polya.spark.store;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.corpus.Vocabulary;
import polya.infer.ModelState;
import polya.math.Rows;
import polya.spark.Tables;
import polya.topics.Globals;
import polya.topics.LocalBlocks;
import scala.collection.immutable.ArraySeq;

/**
 * A model's parameters in a folder: the Parquet tables {@code topics} (index, term, weights) and
 * {@code globals} (name, values, shape).
 */
public final class ModelTables {
  /** The table of the topics' weights. */
  static final String TOPICS = ModelState.TOPICS;

  private static final String NUMBERS = "globals";

  private static final StructType TOPICS_SCHEMA =
      new StructType()
          .add("index", DataTypes.IntegerType, false)
          .add("term", DataTypes.StringType, false)
          .add("weights", DataTypes.createArrayType(DataTypes.FloatType, false), false);

  private static final StructType GLOBALS =
      new StructType()
          .add("name", DataTypes.StringType, false)
          .add("values", DataTypes.createArrayType(DataTypes.DoubleType, false), false)
          .add("shape", DataTypes.createArrayType(DataTypes.IntegerType, false), false);

  private ModelTables() {}

  /** What was read: the terms, and the parameters by them. */
  public record Content(Vocabulary vocabulary, ModelState parameters) {}

  /** The tables' names, below a folder. */
  static String[] names(String folder) {
    return new String[] {folder + TOPICS, folder + NUMBERS};
  }

  /** Writes both tables, in the place of what a killed run may have left there. */
  public static void write(
      SparkSession spark, String path, ModelState parameters, Vocabulary vocabulary, int k) {
    if (parameters.tables().size() > 1) {
      throw new IllegalStateException(
          "a model of the tables " + parameters.tables().keySet() + " cannot be stored yet");
    }
    try (TopicRows rows = TopicRows.of(spark, parameters.topics(), vocabulary, k)) {
      Tables.write(
          spark.createDataFrame(rows.rows(), TOPICS_SCHEMA),
          SaveMode.Overwrite,
          path + "/" + TOPICS);
    }
    Tables.write(globals(spark, parameters.globals()), SaveMode.Overwrite, path + "/" + NUMBERS);
  }

  private static Dataset<Row> globals(SparkSession spark, Globals globals) {
    List<Row> rows = new ArrayList<>();
    globals
        .vectors()
        .forEach(
            (name, values) ->
                rows.add(
                    RowFactory.create(
                        name,
                        ArraySeq.unsafeWrapArray(values),
                        ArraySeq.unsafeWrapArray(globals.shape(name)))));
    return spark.createDataFrame(rows, GLOBALS).coalesce(1);
  }

  /**
   * Reads both tables; the driver holds one partition of rows beside what it has read.
   *
   * @param tables the tables by their names
   * @param size V
   * @param k K
   */
  public static Content read(Function<String, Dataset<Row>> tables, int size, int k) {
    String[] terms = new String[size];
    float[][] rows = new float[size][];
    int length = Rows.padded(k);
    JavaRDD<Indexed> indexed = tables.apply(TOPICS).javaRDD().map(row -> new Indexed(row, length));
    for (int p = 0; p < indexed.getNumPartitions(); p++) {
      for (Indexed row : indexed.collectPartitions(new int[] {p})[0]) {
        terms[row.index] = row.term;
        rows[row.index] = row.weights;
      }
    }
    Globals globals = Globals.none();
    for (Row row : tables.apply(NUMBERS).collectAsList()) {
      double[] values = row.<Double>getList(1).stream().mapToDouble(Double::doubleValue).toArray();
      boolean hasShape = row.length() > 2; // Not in format 1.
      int[] shape =
          hasShape
              ? row.<Integer>getList(2).stream().mapToInt(Integer::intValue).toArray()
              : new int[] {values.length};
      globals = globals.with(row.getString(0), values, shape);
    }
    return new Content(Vocabulary.of(List.of(terms)), ModelState.of(LocalBlocks.of(rows), globals));
  }

  /** One row as read, with its weights padded. */
  private static final class Indexed implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int index;
    private final String term;
    private final float[] weights;

    Indexed(Row row, int length) {
      index = row.getInt(0);
      term = row.getString(1);
      List<Float> values = row.getList(2);
      weights = new float[length];
      for (int k = 0; k < values.size(); k++) {
        weights[k] = values.get(k);
      }
    }
  }
}
