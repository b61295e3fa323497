package polya.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;
import polya.Failure;
import polya.spark.InputPaths;
import polya.spark.ingest.IngestPlan.Format;
import polya.spark.ingest.TableSource;
import polya.spark.ingest.lines.SideFile;

/** Which rows Spark is to read, for formats that are tables. */
final class TableOptions {
  private static final String ROWS = "table, orc and Spark's own formats only";

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "table: the table, as SQL names it: t, schema.t, catalog.schema.t.")
  String table;

  @Option(
      names = "--sql",
      paramLabel = "TEXT|@FILE",
      description = "sql: the query whose rows are documents, or a file that has it.")
  String sql;

  @Option(
      names = "--where",
      paramLabel = "SQL",
      description = "table, orc and Spark's own formats: only rows for which this holds.")
  String where;

  @Option(
      names = "--option",
      paramLabel = "KEY=VALUE",
      description =
          "table, orc and Spark's own formats: an option of Spark's reader, versionAsOf=12."
              + " Repeatable.")
  Map<String, String> options = new TreeMap<>();

  /**
   * Checks what goes with a format.
   *
   * @param input whether files are given
   */
  void check(Format format, boolean input) {
    Usage.demand(
        (format == Format.TABLE) == (table != null),
        "--table",
        table,
        "given with --format table, and only there");
    Usage.demand(
        (format == Format.SQL) == (sql != null),
        "--sql",
        sql,
        "given with --format sql, and only there");
    boolean rows = format.isRows() && format != Format.SQL;
    Usage.demand(rows || where == null, "--where", where, ROWS);
    Usage.demand(rows || options.isEmpty(), "--option", options.keySet(), ROWS);
    boolean files = !format.isRows() || format == Format.ORC;
    Usage.demand(!files || input, "--input", null, "a file, a folder or a glob");
    boolean named = format == Format.TABLE || format == Format.SQL;
    Usage.demand(
        !named || !input, "--input", "given", "none for " + format.name().toLowerCase(Locale.ROOT));
  }

  /**
   * The rows that are meant; none for formats of files that Polya reads by itself.
   *
   * @param name of the format, as it was given
   * @throws Failure (input) if a query is in a file that cannot be read
   */
  Optional<TableSource> source(
      Format format, String name, List<String> input, Configuration configuration) {
    if (!format.isRows()) {
      return Optional.empty();
    }
    boolean files = format == Format.ORC || format == Format.SOURCE;
    return Optional.of(
        new TableSource(
            Optional.ofNullable(table),
            Optional.ofNullable(sql).map(text -> query(text, configuration)),
            files ? Optional.of(name) : Optional.empty(),
            files
                ? input.stream()
                    .flatMap(value -> InputPaths.names(configuration, value).stream())
                    .toList()
                : List.of(),
            Optional.ofNullable(where),
            new TreeMap<>(options)));
  }

  /** The file that has the query, if it is in one. */
  Optional<String> queryFile() {
    return Optional.ofNullable(sql).filter(text -> text.startsWith("@")).map(t -> t.substring(1));
  }

  private String query(String text, Configuration configuration) {
    if (queryFile().isEmpty()) {
      return text;
    }
    String file = queryFile().get();
    return SideFile.lines(
            configuration,
            file,
            found ->
                Failure.input(
                    "Cannot read the query "
                        + file
                        + ": "
                        + found
                        + "; a file with one query is needed. Correct --sql."))
        .stream()
        .collect(Collectors.joining("\n"));
  }
}
