package polya.spark.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import polya.spark.exchange.ShardRows;
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.LocalBlocks;
import polya.topics.PackedBlock;
import polya.topics.TermBlock;
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
    StoredTerms.Found terms = new StoredTerms.Found(size);
    Map<Integer, List<PackedBlock>> byBlock = new HashMap<>();
    JavaRDD<StoredRows.Run> runs = StoredRows.withTerms(tables.apply(TOPICS), k);
    for (int p = 0; p < runs.getNumPartitions(); p++) {
      for (StoredRows.Run run : runs.collectPartitions(new int[] {p})[0]) {
        terms.add(run.terms());
        int block = TermBlock.blockOf(run.rows().from());
        byBlock.computeIfAbsent(block, b -> new ArrayList<>()).add(run.rows());
      }
    }
    List<TermBlock> blocks = new ArrayList<>();
    for (int from = 0; from < size; from += TermBlock.SIZE) {
      List<PackedBlock> own = byBlock.remove(TermBlock.blockOf(from));
      int rows = Math.min(TermBlock.SIZE, size - from);
      blocks.add(ShardRows.block(own == null ? List.of() : own, from, rows, null));
    }
    if (!byBlock.isEmpty()) {
      throw new IllegalArgumentException("there are rows beyond the " + size + " terms");
    }
    return new Content(
        Vocabulary.of(terms.terms()), ModelState.of(LocalBlocks.of(blocks), globals(tables)));
  }

  /**
   * Reads both tables; the topics' rows stay on the executors, in shards.
   *
   * @param shards how many at most
   */
  static Content read(Function<String, Dataset<Row>> tables, int size, int k, int shards) {
    Vocabulary terms = vocabulary(tables, size);
    Blocks rows =
        ShardRows.of(StoredRows.of(tables.apply(TOPICS), k), size, Rows.padded(k), shards);
    return new Content(terms, ModelState.of(rows, globals(tables)));
  }

  /** Reads the terms alone. */
  static Vocabulary vocabulary(Function<String, Dataset<Row>> tables, int size) {
    return Vocabulary.of(
        StoredTerms.read(tables.apply(TOPICS).select("index", "term"), size).terms());
  }

  private static Globals globals(Function<String, Dataset<Row>> tables) {
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
    return globals;
  }
}
