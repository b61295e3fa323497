package polya.spark.ingest;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import polya.Failure;
import polya.spark.ingest.lines.InputFiles;
import polya.spark.ingest.lines.Line;
import polya.spark.ingest.lines.ReadingLimits;
import scala.Tuple2;

/**
 * A file beside an input of one file: line n belongs to document n. It has ids, or the values of a
 * column.
 */
final class SideLines {
  /** What a document gets of its line. */
  interface Giving extends Serializable {
    /** The document with what its line says. */
    Draft give(Draft document, Line line);
  }

  private final JavaSparkContext context;
  private final InputFiles file;
  private final Function<String, Failure> refuse;

  /**
   * Finds the file.
   *
   * @param limits how much is read of a line and of the file
   * @param refuse what is thrown, given what was found
   */
  SideLines(
      JavaSparkContext context,
      String path,
      ReadingLimits limits,
      Function<String, Failure> refuse) {
    this.context = context;
    this.file = InputFiles.one(context.hadoopConfiguration(), path, limits, refuse);
    this.refuse = refuse;
  }

  /** Its lines. */
  JavaRDD<Line> lines() {
    return file.lines(context);
  }

  /** Gives every document its line by one shuffle; bad records stay as they are. */
  JavaRDD<Draft> give(JavaRDD<Draft> drafts, Giving giving) {
    JavaPairRDD<Long, Line> lines = lines().mapToPair(l -> new Tuple2<>(l.number, l));
    // Bad records need no line: negative keys find none.
    return drafts
        .mapToPair(d -> new Tuple2<>(d.isDocument() ? d.number : -d.position, d))
        .leftOuterJoin(lines)
        .values()
        .map(
            pair ->
                pair._1().isDocument() && pair._2().isPresent()
                    ? giving.give(pair._1(), pair._2().get())
                    : pair._1());
  }

  /**
   * Checks that there is a line for each record and no more; blank lines at the end are none.
   *
   * @param input the file that has the records
   * @throws Failure (input) if not
   */
  void check(long records, String input) {
    Lines found =
        lines().mapPartitions(lines -> List.of(Lines.of(lines)).iterator()).reduce(Lines::with);
    if (found.damage != null) {
      throw refuse.apply(found.damage);
    }
    if (records > found.lines || records < found.filled) {
      long lines = records < found.filled ? found.filled : found.lines;
      throw refuse.apply("it has " + lines + " lines for " + records + " documents of " + input);
    }
  }

  /** How many lines there are, and up to the last that is not blank. */
  private static final class Lines implements Serializable {
    private static final long serialVersionUID = 1L;
    private long lines;
    private long filled;
    private String damage;

    static Lines of(Iterator<Line> read) {
      Lines counted = new Lines();
      while (read.hasNext()) {
        Line line = read.next();
        counted.lines++;
        counted.filled =
            line.kind == Line.Kind.TEXT && line.text.isBlank() ? counted.filled : line.number;
        counted.damage = line.kind == Line.Kind.DAMAGED ? line.reason : counted.damage;
      }
      return counted;
    }

    Lines with(Lines other) {
      lines += other.lines;
      filled = Math.max(filled, other.filled);
      damage = damage == null ? other.damage : damage;
      return this;
    }
  }
}
