package polya.spark;

import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import polya.Failure;
import scala.Tuple2;

/** Document ids beside the documents, one a line: line n names document n of its file. */
final class IdsFile {
  private static final int MAX_LENGTH = 1 << 16;

  private final JavaSparkContext context;
  private final InputFiles file;

  IdsFile(JavaSparkContext context, String path) {
    this.context = context;
    this.file = InputFiles.of(context.hadoopConfiguration(), List.of(path), MAX_LENGTH);
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
   * Checks that there is an id for each record and no more.
   *
   * @throws Failure (input) if not
   */
  void check(long records) {
    long[] counted =
        file.lines(context)
            .mapPartitions(
                (Iterator<Line> lines) -> {
                  long n = 0;
                  long damaged = 0;
                  while (lines.hasNext()) {
                    n++;
                    damaged += lines.next().kind == Line.Kind.DAMAGED ? 1 : 0;
                  }
                  return List.of(new long[] {n, damaged}).iterator();
                })
            .reduce((a, b) -> new long[] {a[0] + b[0], a[1] + b[1]});
    if (counted[1] > 0) {
      throw refuse("its compressed data are damaged or cut short");
    }
    if (counted[0] != records) {
      throw refuse("it has " + counted[0] + " lines for " + records + " documents");
    }
  }

  private Failure refuse(String found) {
    return Failure.input(
        "Cannot read ids from "
            + new Path(file.path(0))
            + ": "
            + found
            + "; one line with an id a document is needed. Correct --ids.");
  }
}
