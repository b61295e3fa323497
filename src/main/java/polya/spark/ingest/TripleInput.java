package polya.spark.ingest;

import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import polya.spark.ingest.lines.InputFiles;

/**
 * Tables of (user, item, count), a line each, in any order and spread over any files: tasks stream
 * ranges of files into fragments, and one shuffle, which sorts by user on disk where memory is
 * short, brings each user's together. Memory of a task: one user.
 */
final class TripleInput {
  private static final long BYTES_PER_PARTITION = 64L << 20;
  private static final int MOST_PARTITIONS = 100_000;

  private TripleInput() {}

  /** The drafts of all users, and what belongs to none. */
  static JavaRDD<Draft> drafts(InputFiles files, TableLayout table, JavaSparkContext context) {
    long wanted = Math.max(context.defaultParallelism(), files.bytes() / BYTES_PER_PARTITION);
    return files
        .ranges(context)
        .flatMapToPair(r -> new TripleFragments(files.openInTask(r), r.file, table))
        .repartitionAndSortWithinPartitions(
            new HashPartitioner((int) Math.min(wanted, MOST_PARTITIONS)))
        .mapPartitions(sorted -> new TripleMerge(sorted, table.delimiter()), true);
  }
}
