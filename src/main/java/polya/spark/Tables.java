package polya.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Tables of Parquet, before and beside any manifest. On file systems with a rename they are what
 * Spark writes and reads. On object stores ({@link Files#puts}) {@link TableCommit} writes them,
 * and a list in their folder names their files: they are read by it. A session that has a commit
 * protocol of somebody else's, a platform's or a committer's, keeps it.
 */
public final class Tables {
  private static final String LIST = "_polya-files.json";
  private static final String PROTOCOL = "spark.sql.sources.commitProtocolClass";
  private static final String SPARKS_OWN =
      "org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol";

  private Tables() {}

  /** Writes a table where there is none. */
  public static void write(Dataset<Row> rows, String path) {
    write(rows, SaveMode.ErrorIfExists, path);
  }

  /**
   * Writes a table.
   *
   * @param mode what becomes of what is there; on an object store nobody looks for that, and what
   *     is not appended to is replaced
   */
  public static void write(Dataset<Row> rows, SaveMode mode, String path) {
    SparkSession spark = rows.sparkSession();
    Files files = new Files(spark.sparkContext().hadoopConfiguration());
    if (!files.puts(new Path(path)) || !spark.conf().get(PROTOCOL).equals(SPARKS_OWN)) {
      rows.write().mode(mode).parquet(path);
      return;
    }
    if (mode != SaveMode.Append) {
      files.delete(new Path(path, LIST));
    }
    beside(spark)
        .createDataFrame(rows.javaRDD(), rows.schema())
        .write()
        .mode(SaveMode.Append)
        .parquet(path);
  }

  /** A session with the settings of this one in which tables are put; what others set stays. */
  private static SparkSession beside(SparkSession spark) {
    SparkSession beside = spark.newSession();
    for (Map.Entry<String, String> setting :
        CollectionConverters.asJava(spark.conf().getAll()).entrySet()) {
      if (beside.conf().isModifiable(setting.getKey())) {
        beside.conf().set(setting.getKey(), setting.getValue());
      }
    }
    beside.conf().set(PROTOCOL, TableCommit.class.getName());
    return beside;
  }

  /**
   * Reads a table that no manifest lists.
   *
   * @param schema its columns, or null to have them found
   */
  public static Dataset<Row> read(SparkSession spark, StructType schema, String path) {
    Files files = new Files(spark.sparkContext().hadoopConfiguration());
    String[] paths =
        listed(files, new Path(path))
            .map(
                lengths ->
                    lengths.keySet().stream()
                        .map(name -> Files.literal(new Path(path, name).toString()))
                        .toArray(String[]::new))
            .orElseGet(() -> new String[] {Files.literal(path)});
    DataFrameReader reader = spark.read();
    return (schema == null ? reader : reader.schema(schema)).parquet(paths);
  }

  /** Deletes a table, its list first. */
  public static void delete(Files files, Path table) {
    files.delete(new Path(table, LIST));
    files.delete(table);
  }

  /** The files of a table with their lengths, if there is a list of them. */
  public static Optional<SortedMap<String, Long>> listed(Files files, Path table) {
    return files.read(new Path(table, LIST)).map(Tables::parsed);
  }

  private static SortedMap<String, Long> parsed(String text) {
    SortedMap<String, Long> lengths = new TreeMap<>();
    try {
      Json.read(text).properties().forEach(e -> lengths.put(e.getKey(), e.getValue().asLong()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list is JSON, and put in one piece", e);
    }
    return lengths;
  }

  /**
   * Adds files to a table's list. For those who read the folder without it, what lost attempts left
   * there goes, as far as it is seen.
   */
  static void list(Files files, Path table, SortedMap<String, Long> added) {
    SortedMap<String, Long> all = listed(files, table).orElseGet(TreeMap::new);
    all.putAll(added);
    ObjectNode json = Json.object();
    all.forEach(json::put);
    files.replace(new Path(table, LIST), Json.pretty(json));
    for (FileStatus there : files.list(table)) {
      String name = there.getPath().getName();
      if (name.startsWith("part-") && !all.containsKey(name)) {
        try {
          files.delete(there.getPath());
        } catch (UncheckedIOException e) {
          // No list names it.
        }
      }
    }
  }
}
