package polya.spark.ingest;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import polya.Failure;
import polya.spark.ingest.lines.Line;
import polya.spark.ingest.lines.ReadingLimits;

/** Document ids beside the documents, one a line: line n names document n of its file. */
final class IdsFile {
  private static final int LINE_LENGTH = 1 << 16;

  private final SideLines lines;

  /**
   * Finds the file.
   *
   * @param limits of the input, whose lines may be longer
   */
  IdsFile(JavaSparkContext context, String path, ReadingLimits limits) {
    ReadingLimits own = limits.ofLines(LINE_LENGTH);
    this.lines = new SideLines(context, path, own, found -> refuse(path, found));
  }

  /** Gives every document its id by one shuffle; one whose id is blank becomes a bad record. */
  JavaRDD<Draft> name(JavaRDD<Draft> drafts) {
    return lines.give(drafts, IdsFile::named);
  }

  private static Draft named(Draft draft, Line line) {
    if (line.kind != Line.Kind.TEXT) {
      return draft.asBad("the line of its id: " + line.reason);
    }
    String id = line.text.strip();
    return id.isEmpty() ? draft.asBad("the line of its id is blank") : draft.withId(id);
  }

  /**
   * Checks that there is an id for each record and no more; blank lines at the end are none.
   *
   * @param input the file that has the records
   * @throws Failure (input) if not
   */
  void check(long records, String input) {
    lines.check(records, input);
  }

  private static Failure refuse(String path, String found) {
    return Failure.input(
        "Cannot read ids from "
            + path
            + ": "
            + found
            + "; one line with an id a document is needed. Correct --ids.");
  }
}
