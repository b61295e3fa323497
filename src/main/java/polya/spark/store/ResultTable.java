package polya.spark.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import polya.describe.GuardedCell;
import polya.spark.Files;
import polya.spark.Tables;

/**
 * A table that fits the driver, written twice: as Parquet and, for people and spreadsheets, as one
 * CSV file (RFC 4180, UTF-8, text guarded as {@link GuardedCell} says). Numbers that are not finite
 * are null, and an empty cell.
 */
public final class ResultTable {
  private static final int ROWS_PER_TASK = 2000;

  private final String name;
  private final List<StructField> columns = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  /** A table without columns yet. */
  public ResultTable(String name) {
    this.name = name;
  }

  /** Adds a column; returns this. */
  public ResultTable with(String column, DataType type) {
    columns.add(new StructField(column, type, true, Metadata.empty()));
    return this;
  }

  /** Adds a row, a value a column. */
  public void add(Object... values) {
    Object[] row = Arrays.copyOf(values, columns.size());
    for (int i = 0; i < row.length; i++) {
      if (row[i] instanceof Double x && !Double.isFinite(x)) {
        row[i] = null;
      }
    }
    rows.add(RowFactory.create(row));
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its columns. */
  public StructType schema() {
    return new StructType(columns.toArray(StructField[]::new));
  }

  /** Its rows. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** Writes it below a data folder as NAME and NAME.csv. */
  public void write(SparkSession spark, StoreFolder folder) {
    JavaRDD<Row> all =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(values(), 1 + rows.size() / ROWS_PER_TASK)
            .map(RowFactory::create);
    Tables.write(spark.createDataFrame(all, schema()), folder.dataPath(name));
    new Files(spark.sparkContext().hadoopConfiguration())
        .replace(new Path(folder.dataPath(name + ".csv")), csv());
  }

  /** What travels: values, and no rows. */
  private List<Object[]> values() {
    List<Object[]> values = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Object[] cells = new Object[columns.size()];
      Arrays.setAll(cells, row::get);
      values.add(cells);
    }
    return values;
  }

  private String csv() {
    StringBuilder csv = new StringBuilder();
    List<String> head = new ArrayList<>();
    columns.forEach(column -> head.add(GuardedCell.text(column.name())));
    csv.append(String.join(",", head)).append("\r\n");
    for (Row row : rows) {
      for (int i = 0; i < columns.size(); i++) {
        csv.append(i == 0 ? "" : ",").append(cell(row.get(i)));
      }
      csv.append("\r\n");
    }
    return csv.toString();
  }

  private static String cell(Object value) {
    return value == null ? "" : value instanceof String text ? GuardedCell.text(text) : "" + value;
  }
}
