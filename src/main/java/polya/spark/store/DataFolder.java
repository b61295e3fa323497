package polya.spark.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import polya.spark.Files;
import polya.spark.Tables;

/**
 * The data of a published store: the tables in the folder that its manifest names, each as the
 * files that it lists, or, of an older store, as all that lies there.
 *
 * @param path the data folder
 * @param files what the manifest lists; empty in older stores
 */
public record DataFolder(Path path, Optional<StoredFiles> files) {
  /** The data folder that a manifest names. */
  static DataFolder of(String store, JsonNode manifest) {
    return new DataFolder(
        new Path(store, manifest.path("data").asText()), StoredFiles.in(manifest));
  }

  /** A folder of which nothing is listed: one that is not published yet. */
  public static DataFolder unlisted(String path) {
    return new DataFolder(new Path(path), Optional.empty());
  }

  /** A table by its path below the data folder; nothing of it is read yet. */
  public Dataset<Row> table(SparkSession spark, String name) {
    Files disk = new Files(spark.sparkContext().hadoopConfiguration());
    List<String> listed =
        files
            .map(list -> list.of(name))
            .or(
                () ->
                    Tables.listed(disk, new Path(path, name))
                        .map(list -> list.keySet().stream().map(f -> name + "/" + f).toList()))
            .orElse(List.of());
    String[] paths =
        listed.isEmpty()
            ? new String[] {Files.literal(new Path(path, name).toString())}
            : listed.stream()
                .map(file -> Files.literal(new Path(path, file).toString()))
                .toArray(String[]::new);
    DataFrameReader reader = spark.read();
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    Stream<Path> parts =
        listed.isEmpty()
            ? disk.list(new Path(path, name)).stream()
                .map(FileStatus::getPath)
                .filter(file -> file.getName().startsWith("part-"))
            : listed.stream().map(file -> new Path(path, file));
    parts
        .findFirst()
        .flatMap(file -> TableSchema.of(configuration, file))
        .ifPresent(reader::schema);
    return reader.parquet(paths);
  }

  /** Whether there is a table of this path below the data folder. */
  public boolean has(Files disk, String name) {
    return files
        .map(list -> !list.of(name).isEmpty())
        .orElseGet(() -> !disk.list(new Path(path, name)).isEmpty());
  }

  /** In what the folder differs from the manifest's list; nothing where there is no list. */
  List<String> missing(Files disk) {
    return files.map(list -> list.missing(disk, path)).orElse(List.of());
  }

  /** This folder without the files that are not there as they are listed. */
  DataFolder remaining(Files disk) {
    return new DataFolder(path, files.map(list -> list.remaining(disk, path)));
  }
}
