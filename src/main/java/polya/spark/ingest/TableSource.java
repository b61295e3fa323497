package polya.spark.ingest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows that Spark reads: a table of a catalog, the answer to a query, or files of any format that
 * Spark has a source for. Exactly one of the first three is there.
 *
 * @param table name of a table, as SQL has it
 * @param sql a query
 * @param format the name of Spark's source
 * @param paths of the files that it is to read; none for sources that are told by options
 * @param where which rows are wanted, as SQL has it
 * @param options of the reader, by name: {@code versionAsOf}, …
 */
public record TableSource(
    Optional<String> table,
    Optional<String> sql,
    Optional<String> format,
    List<String> paths,
    Optional<String> where,
    Map<String, String> options) {
  /** What it is, for people: table a.b, the query, delta files at P. */
  public String what() {
    return table
        .map(name -> "table " + name)
        .or(() -> sql.map(text -> "the rows of --sql"))
        .orElseGet(
            () ->
                format.orElseThrow()
                    + (paths.isEmpty() ? " source" : " at " + String.join(",", paths)));
  }
}
