package polya.spark.ingest;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import polya.Failure;
import polya.spark.ingest.lines.InputFiles;
import polya.spark.ingest.lines.Line;
import scala.Tuple2;

/** Document ids beside the documents, one a line: line n names document n of its file. */
final class IdsFile {
  private static final int MAX_LENGTH = 1 << 16;

  private final JavaSparkContext context;
  private final InputFiles file;

  IdsFile(JavaSparkContext context, String path) {
    this.context = context;
    this.file =
        InputFiles.one(
            context.hadoopConfiguration(), path, MAX_LENGTH, found -> refuse(path, found));
  }

  /** Gives every document its id by one shuffle; one whose id is blank becomes a bad record. */
  JavaRDD<Draft> name(JavaRDD<Draft> drafts) {
    JavaPairRDD<Long, Line> ids = file.lines(context).mapToPair(l -> new Tuple2<>(l.number, l));
    // Bad records need no id: negative keys find none.
    return drafts
        .mapToPair(d -> new Tuple2<>(d.isDocument() ? d.number : -d.position, d))
        .leftOuterJoin(ids)
        .values()
        .map(
            pair ->
                pair._1().isDocument() && pair._2().isPresent()
                    ? named(pair._1(), pair._2().get())
                    : pair._1());
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
   * @throws Failure (input) if not
   */
  void check(long records) {
    IdLines found =
        file.lines(context)
            .mapPartitions(lines -> List.of(IdLines.of(lines)).iterator())
            .reduce(IdLines::with);
    if (found.damaged) {
      throw refuse(file.path(0), "its compressed data are damaged or cut short");
    }
    if (records > found.lines || records < found.filled) {
      long lines = records < found.filled ? found.filled : found.lines;
      throw refuse(file.path(0), "it has " + lines + " lines for " + records + " documents");
    }
  }

  /** How many lines there are, and up to the last that is not blank. */
  private static final class IdLines implements Serializable {
    private static final long serialVersionUID = 1L;
    private long lines;
    private long filled;
    private boolean damaged;

    static IdLines of(Iterator<Line> read) {
      IdLines counted = new IdLines();
      while (read.hasNext()) {
        Line line = read.next();
        counted.lines++;
        counted.filled =
            line.kind == Line.Kind.TEXT && line.text.isBlank() ? counted.filled : line.number;
        counted.damaged |= line.kind == Line.Kind.DAMAGED;
      }
      return counted;
    }

    IdLines with(IdLines other) {
      lines += other.lines;
      filled = Math.max(filled, other.filled);
      damaged |= other.damaged;
      return this;
    }
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
