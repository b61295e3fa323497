package polya.spark.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import polya.Failure;
import polya.spark.ingest.lines.Excerpt;
import polya.spark.ingest.lines.InputFiles;

/**
 * Parquet files with a text in every row, by Spark's own reader, which divides them among tasks. A
 * record's position is its row in its file, from 1.
 */
final class ParquetInput implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String MAGIC = "PAR1";

  private final InputFiles files;
  private final TextFields fields;
  private final Map<String, Integer> numbers = new HashMap<>();

  /** Rows of these files, whose columns are these fields. */
  ParquetInput(InputFiles files, TextFields fields) {
    this.files = files;
    this.fields = fields;
    for (int f = 0; f < files.size(); f++) {
      numbers.put(files.path(f), f);
    }
  }

  /**
   * The drafts of all rows.
   *
   * @throws Failure (input) if a file is no Parquet, or columns are missing or of other types
   */
  JavaRDD<Draft> drafts(SparkSession spark, JavaSparkContext context) {
    for (int f = 0; f < files.size(); f++) {
      if (new Path(files.path(f)).getName().indexOf(':') >= 0) {
        throw refuse(f, "Spark reads no Parquet file with a colon in its name", "the name");
      }
    }
    List<Integer> others =
        files.wholes(context).map(r -> r.file).filter(f -> !isParquet(f)).collect();
    if (!others.isEmpty()) {
      throw refuse(others.get(0), "it is no Parquet file, or is cut short", "the file");
    }
    String[] paths = numbers.keySet().stream().sorted().toArray(String[]::new);
    // These are names by now, and no globs.
    Dataset<Row> table = spark.read().option("__globPaths__", "false").parquet(paths);
    Column[] wanted = new Column[fields.names().size() + 2];
    for (int i = 0; i < wanted.length - 2; i++) {
      wanted[i] = column(table.schema(), i).alias("field" + i);
    }
    wanted[wanted.length - 2] = functions.col("_metadata.file_path").alias("path");
    wanted[wanted.length - 1] = functions.col("_metadata.row_index").alias("row");
    return table.select(wanted).javaRDD().map(this::draft);
  }

  private boolean isParquet(int file) throws IOException {
    byte[] magic = MAGIC.getBytes(StandardCharsets.US_ASCII);
    return Arrays.equals(files.bytes(file, 0, magic.length), magic)
        && Arrays.equals(files.bytes(file, files.length(file) - magic.length, magic.length), magic);
  }

  private Column column(StructType schema, int i) {
    String name = fields.names().get(i);
    if (!Arrays.asList(schema.fieldNames()).contains(name)) {
      throw refuse(
          0,
          "it has no column " + name,
          "--id-field, --text-field or --keep; there are "
              + String.join(", ", schema.fieldNames()));
    }
    DataType type = schema.apply(name).dataType();
    boolean isText = type instanceof StringType;
    if (i == 1 ? !isText : i == 0 && !isText && !(type instanceof IntegralType)) {
      throw refuse(0, "column " + name + " is of type " + type.simpleString(), "the flag");
    }
    Column column = functions.col("`" + name.replace("`", "``") + "`");
    boolean nested = !isText && type.json().startsWith("{");
    return nested ? functions.to_json(column) : column.cast(DataTypes.StringType);
  }

  private Failure refuse(int file, String found, String what) {
    return Failure.input(
        "Cannot ingest "
            + files.path(file)
            + ": "
            + found
            + "; Parquet with an id (a string or whole number) and a text (a string) in every row"
            + " is needed. Correct "
            + what
            + ".");
  }

  /** What is to be said of an input that Spark's reader could not read to its end; else nothing. */
  static Optional<Failure> damage(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable spark
          && spark.getCondition() != null
          && spark.getCondition().startsWith("FAILED_READ_FILE")) {
        return Optional.of(
            Failure.input(
                "Cannot ingest "
                    + spark.getMessageParameters().get("path")
                    + ": its data are damaged or cannot be reached; a whole file is needed. Mend"
                    + " the file."));
      }
    }
    return Optional.empty();
  }

  private Draft draft(Row row) {
    int n = row.length() - 2;
    String[] values = new String[n];
    for (int i = 0; i < n; i++) {
      values[i] = row.getString(i);
    }
    // Spark tells paths as URIs.
    int file = numbers.get(new Path(URI.create(row.getString(n))).toString());
    String excerpt = Excerpt.hash(values[0] + "\t" + values[1]);
    return fields.draft(file, row.getLong(n + 1) + 1, values, excerpt);
  }
}
