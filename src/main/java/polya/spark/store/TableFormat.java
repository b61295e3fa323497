package polya.spark.store;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import polya.Failure;

/** The formats of tables, as Spark's catalogs name them: delta, iceberg, parquet, … */
public final class TableFormat {
  private static final List<String> ATOMIC = List.of("delta", "iceberg");

  private TableFormat() {}

  /** The format of a table; empty for a view. */
  public static String of(SparkSession spark, String table) {
    return spark
        .sql("DESCRIBE TABLE EXTENDED " + table)
        .where("col_name = 'Provider'")
        .collectAsList()
        .stream()
        .map(row -> row.getString(1))
        .reduce(
            "", (column, described) -> described); // A column may have the name; it comes first.
  }

  /** The format that a new table gets. */
  static String made(SparkSession spark, String name, Optional<String> using) {
    if (using.isPresent()) {
      return using.get();
    }
    String first = name.split("\\.")[0].replace("`", "");
    String key = "spark.sql.catalog.";
    boolean named = spark.conf().getOption(key + first).isDefined();
    String catalog = spark.conf().get(key + (named ? first : spark.catalog().currentCatalog()), "");
    return catalog.contains("iceberg") && !catalog.contains("SessionCatalog")
        ? "iceberg"
        : spark.conf().get("spark.sql.sources.default", "parquet");
  }

  /**
   * Demands a format whose rows change in one step.
   *
   * @param there whether the table is there
   * @throws Failure (usage) if it is another
   */
  static void demandAtomic(String name, boolean there, String provider) {
    if (!ATOMIC.contains(provider.toLowerCase(Locale.ROOT))) {
      throw Failure.usage(
          "Cannot write to table "
              + name
              + ": "
              + (provider.isEmpty()
                  ? "it is a view"
                  : (there ? "it is" : "it is not there, and would be made") + " of " + provider)
              + ", whose rows do not change in one step; allowed are Delta and Iceberg. "
              + (there
                  ? "Name a table of one of these, or leave --output-table out and load what"
                      + " --output has."
                  : "Give --using delta or --using iceberg, or make the table before."));
    }
  }
}
