package polya.spark.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import polya.spark.Causes;
import polya.spark.store.TableFormat;

/**
 * Which version of a table that keeps its history is read: Delta's number, Iceberg's snapshot. It
 * is looked up before the rows are read and then asked for by name, so that a table that grows
 * meanwhile is read as of one moment, and the corpus says which.
 */
public final class TableVersion {
  private static final String OPTION = "versionAsOf";

  /** Options that name a moment already. */
  private static final List<String> NAMED =
      List.of(
          "versionasof",
          "timestampasof",
          "branch",
          "tag",
          "snapshot-id",
          "as-of-timestamp",
          "start-snapshot-id",
          "end-snapshot-id",
          "readchangefeed",
          "startingversion",
          "startingtimestamp");

  private TableVersion() {}

  /**
   * The source as of now, where it keeps its history and no moment is named; else as it is. Cost:
   * one look at the table's metadata.
   *
   * @throws polya.Failure (usage or input) if the source is not there or cannot be understood
   */
  public static TableSource pinned(SparkSession spark, TableSource source) {
    try {
      return at(spark, source);
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw TableInput.refused(source, e)
          .map(refused -> (RuntimeException) refused)
          .orElseGet(() -> Causes.of(e));
    }
  }

  private static TableSource at(SparkSession spark, TableSource source) {
    boolean named =
        source.options().keySet().stream()
            .anyMatch(option -> NAMED.contains(option.toLowerCase(Locale.ROOT)));
    if (named || source.sql().isPresent()) {
      return source;
    }
    return option(spark, source)
        .map(
            option -> {
              Map<String, String> options = new TreeMap<>(source.options());
              options.put(option.getKey(), option.getValue());
              return new TableSource(
                  source.table(),
                  source.sql(),
                  source.format(),
                  source.paths(),
                  source.where(),
                  options);
            })
        .orElse(source);
  }

  private static Optional<Map.Entry<String, String>> option(
      SparkSession spark, TableSource source) {
    String provider =
        source.table().map(name -> TableFormat.of(spark, name)).or(source::format).orElse("");
    String name =
        source
            .table()
            .orElseGet(
                () ->
                    source.paths().size() == 1
                        ? provider + ".`" + source.paths().get(0).replace("`", "``") + "`"
                        : "");
    return switch (name.isEmpty() ? "" : provider.toLowerCase(Locale.ROOT)) {
      case "delta" -> first(spark, "DESCRIBE HISTORY " + name + " LIMIT 1", "version");
      case "iceberg" ->
          source.table().isEmpty()
              ? Optional.empty()
              : first(
                  spark,
                  "SELECT snapshot_id FROM "
                      + name
                      + ".history WHERE is_current_ancestor ORDER BY made_current_at DESC LIMIT 1",
                  "snapshot_id");
      default -> Optional.empty();
    };
  }

  private static Optional<Map.Entry<String, String>> first(
      SparkSession spark, String query, String column) {
    List<Row> rows = spark.sql(query).collectAsList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(Map.entry(OPTION, rows.get(0).getAs(column).toString()));
  }
}
