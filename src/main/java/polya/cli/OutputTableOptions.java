package polya.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;
import polya.Failure;
import polya.spark.store.LakeTable;

/** The options that name a table for a command's rows. */
final class OutputTableOptions {
  @Option(
      names = "--output-table",
      paramLabel = "NAME",
      description =
          "A table that gets the rows in place of --output, in one step, with the columns that were"
              + " kept: one of Delta or Iceberg, made where it is not there. One that has rows needs"
              + " --partition or --overwrite.")
  String name;

  @Option(
      names = "--partition",
      paramLabel = "COLUMN=VALUE",
      description =
          "Replace the rows of this partition of the table and no others; the column gets the value."
              + " Repeatable.")
  Map<String, String> partition = new LinkedHashMap<>();

  @Option(
      names = "--using",
      paramLabel = "FORMAT",
      description = "delta or iceberg, for a table that is made. Default: the catalog's own.")
  String using;

  /**
   * Checks what can be checked without a session.
   *
   * @throws Failure (usage) if there is no table for the others, or a value is empty
   */
  void check() {
    boolean table = name != null;
    Usage.demand(!table || !name.isBlank(), "--output-table", "\"\"", "the name of a table");
    Usage.demand(
        table || partition.isEmpty(), "--partition", partition, "only with an --output-table");
    Usage.demand(table || using == null, "--using", using, "only with an --output-table");
    partition.forEach(
        (column, value) ->
            Usage.demand(
                !column.isBlank() && !value.isEmpty(),
                "--partition",
                column + "=" + value,
                "COLUMN=VALUE"));
  }

  /** Tells a job what is in force. */
  void configure(Job job) {
    job.configure("outputTable", name);
    job.configure("partition", partition.isEmpty() ? null : partition);
    job.configure("using", using);
  }

  /** The table, if one is named; see {@link LakeTable#of}. */
  Optional<LakeTable> open(SparkSession spark, boolean overwrite) {
    return Optional.ofNullable(name)
        .map(table -> LakeTable.of(spark, table, Optional.ofNullable(using), partition, overwrite));
  }

  /** Says in a result where the rows are. */
  void tell(Map<String, Object> json) {
    if (name != null) {
      json.put("table", name);
      json.put("partition", partition);
    }
  }
}
