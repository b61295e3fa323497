package polya.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import polya.cli.Main;
import polya.faults.FaultyFileSystem;
import polya.spark.LocalDisk;

/**
 * What {@link LakesIT} runs in a JVM of its own, since Delta and Iceberg need a session with their
 * extensions: a table that grows is ingested as of its first version, by number and again.
 */
final class LakeTables {
  private static final String VERSION = "option.versionAsOf";

  private final SparkSession spark;
  private final Path folder;

  private LakeTables(SparkSession spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /**
   * Checks both; an assertion that fails ends the JVM with 1.
   *
   * @param arguments a folder
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    SparkSession spark = session(folder);
    LakeTables tables = new LakeTables(spark, folder);
    tables.check("delta", "articles");
    tables.check("iceberg", "ice.db.articles");
    tables.checkPath();
    new LakeMixtures(spark, folder).check();
    spark.stop();
  }

  /**
   * A session with Delta's catalog and two of Iceberg's: {@code ice}, and {@code frail} on a disk
   * that can be made to die.
   */
  static SparkSession session(Path folder) {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            // Compiling a query costs more than running it on a handful of rows.
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .config("spark.sql.adaptive.enabled", "false")
            .config("spark.hadoop.fs.file.impl", LocalDisk.class.getName())
            .config("spark.databricks.delta.snapshotPartitions", "1")
            .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.catalog.ice", "org.apache.iceberg.spark.SparkCatalog")
            .config("spark.sql.catalog.ice.type", "hadoop")
            .config("spark.sql.catalog.ice.warehouse", folder.resolve("ice").toString())
            .config("spark.sql.catalog.frail", "org.apache.iceberg.spark.SparkCatalog")
            .config("spark.sql.catalog.frail.type", "hadoop")
            .config("spark.sql.catalog.frail.warehouse", "crash://" + folder.resolve("frail"))
            .getOrCreate();
    FaultyFileSystem.under(spark.sparkContext().hadoopConfiguration(), folder);
    spark.sparkContext().setLogLevel("OFF");
    return spark;
  }

  private void check(String format, String table) throws IOException {
    if (table.startsWith("ice.")) {
      spark.sql("CREATE NAMESPACE IF NOT EXISTS ice.db");
    }
    spark.sql("CREATE TABLE " + table + " (id STRING, text STRING, day STRING) USING " + format);
    spark.sql(
        "INSERT INTO "
            + table
            + " VALUES ('b', 'hill and hut', '1'), ('a', 'sea and ships, sea', '1'),"
            + " ('c', 'ships of the sea', '2')");
    Path lines = folder.resolve(format + ".jsonl");
    Files.writeString(
        lines,
        """
        {"id":"a","text":"sea and ships, sea","day":"1"}
        {"id":"b","text":"hill and hut","day":"1"}
        {"id":"c","text":"ships of the sea","day":"2"}
        """);
    ingest(format + "-lines", "--format", "jsonl", "--input", lines.toString(), "--keep", "day");
    List<Row> expected = documents(format + "-lines");
    ingest(format + "-first", "--format", "table", "--table", table, "--keep", "day");
    assertThat(documents(format + "-first")).as(format).isEqualTo(expected);
    String read = manifest(format + "-first").path("source").path(VERSION).asText();
    assertThat(read).as(table).isNotEmpty();

    spark.sql("INSERT INTO " + table + " VALUES ('d', 'a tree', '3')");
    ingest(format + "-next", "--format", "table", "--table", table, "--keep", "day");
    assertThat(documents(format + "-next")).as(format).hasSize(4);
    assertThat(manifest(format + "-next").path("source").path(VERSION).asText()).isNotEqualTo(read);

    String option = "versionAsOf=" + read;
    ingest(
        format + "-again",
        "--format",
        "table",
        "--table",
        table,
        "--keep",
        "day",
        "--option",
        option);
    assertThat(documents(format + "-again")).as(format).isEqualTo(expected);
  }

  /** Delta's files by their path. */
  private void checkPath() throws IOException {
    String path = folder.resolve("warehouse/articles").toString();
    ingest("path", "--format", "delta", "--input", path, "--where", "day <> '2'");
    assertThat(documents("path")).hasSize(3);
    assertThat(manifest("path").path("source").path(VERSION).asText()).isEqualTo("2");
  }

  private void ingest(String name, String... more) {
    List<String> arguments = new ArrayList<>(List.of("ingest"));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--output", folder.resolve(name).toString()));
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            arguments.toArray(String[]::new));
    assertThat(code).as(name + ": " + err).isZero();
  }

  private JsonNode manifest(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name).resolve("corpus.json").toFile());
  }

  private List<Row> documents(String name) throws IOException {
    String data = manifest(name).path("data").asText();
    return spark
        .read()
        .parquet(folder.resolve(name).resolve(data).resolve("documents").toString())
        .orderBy("id")
        .collectAsList();
  }
}
