package polya.spark.ingest;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import polya.Failure;
import polya.spark.ingest.lines.Line;
import polya.spark.ingest.lines.ReadingLimits;

/** The values of a column beside the documents, one a line: line n is of document n of its file. */
final class ColumnFile {
  private final String name;
  private final SideLines lines;

  /**
   * Finds the file.
   *
   * @param limits how much is read of a line and of the file
   */
  ColumnFile(JavaSparkContext context, SideColumn column, ReadingLimits limits) {
    this.name = column.name();
    this.lines =
        new SideLines(
            context,
            column.file(),
            limits,
            found -> refuse(column, found, "one line with a value a document is needed"));
  }

  /** Gives every document its value by one shuffle; one whose line is bad becomes a bad record. */
  JavaRDD<Draft> add(JavaRDD<Draft> drafts) {
    String column = name;
    return lines.give(
        drafts,
        (draft, line) ->
            line.kind == Line.Kind.TEXT
                ? draft.keeping(line.text)
                : draft.asBad("the line of its " + column + ": " + line.reason));
  }

  /**
   * Checks that there is a line for each record and no more; blank lines at the end are none.
   *
   * @param input the file that has the records
   * @throws Failure (input) if not
   */
  void check(long records, String input) {
    lines.check(records, input);
  }

  /** What is said of a column's file that cannot be taken. */
  static Failure refuse(SideColumn column, String found, String needed) {
    return Failure.input(
        "Cannot read column "
            + column.name()
            + " from "
            + column.file()
            + ": "
            + found
            + "; "
            + needed
            + ". Correct --column.");
  }
}
