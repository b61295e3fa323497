package polya.spark.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriterV2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import polya.Failure;
import polya.spark.Causes;
import polya.spark.SqlRefusal;

/**
 * A table of a catalog that a result goes to, in one commit of the table's own format: whoever
 * reads it has the rows before or the rows after, whenever the writer dies. Delta and Iceberg have
 * such commits; tables of any other kind are refused.
 */
public final class LakeTable {
  /** What is done to a table. */
  public enum Change {
    /** It is made. */
    CREATED,
    /** It had no rows. */
    FILLED,
    /** The rows of one partition are others than before, or the first. */
    PARTITION_REPLACED,
    /** All rows are others than before. */
    REPLACED
  }

  private final SparkSession spark;
  private final String name;
  private final String provider;
  private final Map<String, Object> partition = new LinkedHashMap<>();

  /** The columns of the table; null where it is to be made. */
  private final StructType columns;

  private final Change change;

  private LakeTable(
      SparkSession spark, String name, String provider, StructType columns, Change change) {
    this.spark = spark;
    this.name = name;
    this.provider = provider;
    this.columns = columns;
    this.change = change;
  }

  /**
   * Looks at a table that is to be written; nothing changes yet.
   *
   * @param name as SQL has it
   * @param using the format of a table that is to be made, if it is not the catalog's own
   * @param partition values of the columns whose rows are to be replaced; none for the whole table
   * @param overwrite whether a whole table that has rows may be replaced
   * @throws Failure (usage) if it is of a kind without commits, is not partitioned so, or the
   *     values do not fit; (input) if it cannot be had; (output in the way) if it has rows that may
   *     not be replaced
   */
  public static LakeTable of(
      SparkSession spark,
      String name,
      Optional<String> using,
      Map<String, String> partition,
      boolean overwrite) {
    return LakeFaults.told(
        name,
        () -> {
          Optional<StructType> columns = columns(spark, name);
          String provider =
              columns.isPresent()
                  ? TableFormat.of(spark, name)
                  : TableFormat.made(spark, name, using);
          TableFormat.demandAtomic(name, columns.isPresent(), provider);
          Change change =
              columns.isEmpty()
                  ? Change.CREATED
                  : !partition.isEmpty()
                      ? Change.PARTITION_REPLACED
                      : spark.table(name).isEmpty() ? Change.FILLED : Change.REPLACED;
          if (change == Change.REPLACED && !overwrite) {
            throw Failure.outputInTheWay(
                "Cannot write to table "
                    + name
                    + ": it has rows; nothing was changed. Name a part of it with --partition, or"
                    + " give --overwrite to replace them all.");
          }
          LakeTable table = new LakeTable(spark, name, provider, columns.orElse(null), change);
          List<String> by = partition.isEmpty() ? List.of() : table.partitions();
          partition.forEach((column, value) -> table.demandPartition(by, column, value));
          return table;
        });
  }

  private static Optional<StructType> columns(SparkSession spark, String name) {
    try {
      return Optional.of(spark.table(name).schema());
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      if (SqlRefusal.in(e).filter(SqlRefusal::isMissing).isPresent()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void demandPartition(List<String> by, String column, String value) {
    if (columns == null) {
      partition.put(column, value);
      return;
    }
    String known =
        by.stream()
            .filter(column::equalsIgnoreCase)
            .findFirst()
            .orElseThrow(
                () ->
                    Failure.usage(
                        "Cannot use --partition "
                            + column
                            + "="
                            + value
                            + ": table "
                            + name
                            + (by.isEmpty()
                                ? " is not partitioned; allowed is a table that is."
                                : " is not partitioned by it; allowed is "
                                    + String.join(", ", by)
                                    + ".")
                            + " Correct --partition, or make the table anew."));
    try {
      DataType type = columns.apply(known).dataType();
      Object cast = spark.range(1).select(functions.lit(value).cast(type)).first().get(0);
      if (cast == null) {
        throw Failure.usage(
            "Cannot use --partition "
                + column
                + "="
                + value
                + ": the column "
                + known
                + " of table "
                + name
                + " holds "
                + type.simpleString()
                + ". Correct --partition.");
      }
      partition.put(known, cast);
    } catch (Failure e) {
      throw e;
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      SqlRefusal found = SqlRefusal.in(e).orElseThrow(() -> Causes.of(e));
      throw Failure.usage(
          "Cannot use --partition "
              + column
              + "="
              + value
              + " for table "
              + name
              + ": "
              + found.sentence()
              + ". Correct --partition.");
    }
  }

  private List<String> partitions() throws AnalysisException {
    if (columns == null) {
      return List.of();
    }
    List<String> by = new ArrayList<>();
    for (Row row : spark.catalog().listColumns(name).toDF().collectAsList()) {
      if (row.<Boolean>getAs("isPartition")) {
        by.add(row.getAs("name"));
      }
    }
    return by;
  }

  /** What {@link #write} will do. */
  public Change change() {
    return change;
  }

  /** The value of a column that all rows of the partition have; empty for any other column. */
  public Optional<String> value(String column) {
    return partition.keySet().stream()
        .filter(column::equalsIgnoreCase)
        .map(key -> partition.get(key).toString())
        .findFirst();
  }

  /** The columns of others that the table has no place for. */
  public List<String> without(List<String> others) {
    return columns == null
        ? List.of()
        : others.stream().filter(other -> field(other).isEmpty()).toList();
  }

  private Optional<StructField> field(String column) {
    return Arrays.stream(columns.fields())
        .filter(field -> field.name().equalsIgnoreCase(column))
        .findFirst();
  }

  /**
   * Demands that rows of these columns fill the table.
   *
   * @throws Failure (input) if it lacks one of them, or has another
   */
  public void demand(List<String> given) {
    if (columns == null) {
      return;
    }
    List<String> lacking = without(given);
    List<String> unknown =
        Arrays.stream(columns.fieldNames())
            .filter(column -> given.stream().noneMatch(column::equalsIgnoreCase))
            .filter(column -> value(column).isEmpty())
            .toList();
    if (!lacking.isEmpty() || !unknown.isEmpty()) {
      throw Failure.input(
          "Cannot write to table "
              + name
              + ": "
              + (lacking.isEmpty()
                  ? "nothing is known for its column " + String.join(", ", unknown)
                  : "it has no column " + String.join(", ", lacking))
              + "; the columns of the rows are "
              + String.join(", ", given)
              + (partition.isEmpty() ? "" : " and " + String.join(", ", partition.keySet()))
              + ". Alter the table, or give --keep or --partition with the column.");
    }
  }

  /**
   * Writes rows in one commit, cast to the types of the table where it is there (ANSI).
   *
   * @param rows those of {@link #demand}, without the columns of the partition
   * @throws Failure (input) if a value does not fit; (retry) if another writer was quicker
   */
  public void write(Dataset<Row> rows) {
    Dataset<Row> whole = rows;
    for (Map.Entry<String, Object> column : partition.entrySet()) {
      whole = whole.withColumn(column.getKey(), functions.lit(column.getValue()));
    }
    Dataset<Row> cast = columns == null ? whole : whole.select(cast());
    LakeFaults.told(
        name,
        () -> {
          commit(cast);
          return null;
        });
  }

  private Column[] cast() {
    return Arrays.stream(columns.fields())
        .map(f -> CorpusStore.named(f.name()).cast(f.dataType()).alias(f.name()))
        .toArray(Column[]::new);
  }

  private void commit(Dataset<Row> rows) throws Exception {
    DataFrameWriterV2<Row> writer = rows.writeTo(name);
    switch (change) {
      case CREATED -> {
        writer.using(provider);
        Column[] by = partition.keySet().stream().map(CorpusStore::named).toArray(Column[]::new);
        if (by.length > 0) {
          writer.partitionedBy(by[0], Arrays.copyOfRange(by, 1, by.length));
        }
        writer.create();
      }
      // Static, whatever the session says: the condition alone is what goes. A table that had no
      // rows is
      // replaced too: what another writer has put there meanwhile is a conflict, not the half of a
      // result.
      case FILLED, PARTITION_REPLACED, REPLACED ->
          writer.option("partitionOverwriteMode", "static").overwrite(replaced());
    }
  }

  private Column replaced() {
    return partition.entrySet().stream()
        .map(c -> CorpusStore.named(c.getKey()).equalTo(functions.lit(c.getValue())))
        .reduce(Column::and)
        .orElse(functions.lit(true));
  }
}
