package polya.spark.ingest;

import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import polya.corpus.LibsvmLine;
import polya.spark.ingest.lines.InputFiles;
import polya.spark.ingest.lines.Line;

/** Lines of a libsvm file that are comments: ids beside it have no lines for them. */
final class LibsvmComments {
  private LibsvmComments() {}

  /**
   * The drafts of one file, numbered without its comments; cost: one more reading, and the places
   * of the comments on the driver.
   */
  static JavaRDD<Draft> skipped(JavaRDD<Draft> drafts, InputFiles file, JavaSparkContext context) {
    Broadcast<long[]> comments =
        context.broadcast(
            file
                .lines(context)
                .filter(l -> l.kind == Line.Kind.TEXT && LibsvmLine.isComment(l.text))
                .map(l -> l.number)
                .collect()
                .stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray());
    return drafts.map(
        d ->
            d.isDocument()
                ? d.withNumber(d.number + 1 + Arrays.binarySearch(comments.value(), d.number))
                : d);
  }
}
