package polya.spark.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import polya.Failure;
import polya.spark.ingest.lines.ReadingLimits;

/**
 * What stands in files beside the input and goes to its documents: ids, and columns by the
 * documents' lines or by users.
 *
 * @param ids the file of ids, if there is one
 * @param byLine columns with a line a document
 * @param byUser columns with a line a user
 */
record Beside(Optional<IdsFile> ids, List<ColumnFile> byLine, List<UserColumn> byUser) {
  /** Finds the files of a plan. */
  static Beside of(JavaSparkContext context, IngestPlan plan) {
    boolean users = plan.format() == IngestPlan.Format.TRIPLES;
    ReadingLimits limits = plan.reading();
    List<SideColumn> lines = users ? List.of() : plan.columns();
    List<SideColumn> named = users ? plan.columns() : List.of();
    return new Beside(
        plan.idsFile().map(path -> new IdsFile(context, path, limits)),
        lines.stream().map(column -> new ColumnFile(context, column, limits)).toList(),
        named.stream().map(column -> new UserColumn(context, column, limits)).toList());
  }

  /** The documents with their ids and values; those of bad lines become bad records. */
  JavaRDD<Draft> give(JavaRDD<Draft> drafts) {
    JavaRDD<Draft> given = ids.isPresent() ? ids.get().name(drafts) : drafts;
    for (ColumnFile column : byLine) {
      given = column.add(given);
    }
    for (UserColumn column : byUser) {
      given = column.add(given);
    }
    return given;
  }

  /**
   * Checks every file against the input.
   *
   * @param records how many records the input has
   * @param input its file
   * @throws Failure (input) if one has too many lines or too few, or lines of no user
   */
  void check(long records, String input) {
    ids.ifPresent(file -> file.check(records, input));
    byLine.forEach(column -> column.check(records, input));
    byUser.forEach(UserColumn::check);
  }

  /** Tells of lines that belong to no document. */
  void tell(JavaRDD<Draft> drafts, Consumer<String> warnings) {
    for (UserColumn column : byUser) {
      long strangers = column.strangers(drafts);
      if (strangers > 0) {
        warnings.accept(
            String.format(
                Locale.ROOT,
                "warning: %,d of the users of %s have no document, and are left out.",
                strangers,
                column.file()));
      }
    }
  }
}
