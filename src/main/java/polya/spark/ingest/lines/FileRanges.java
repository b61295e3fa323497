package polya.spark.ingest.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * How the lines of files are divided among tasks, in their order. A file is divided by ranges of
 * its bytes, unless it is small or compressed: what was compressed can be read from its beginning
 * only. Lines are numbered as if one task read them all; for that one job counts the line breaks of
 * divided files before.
 */
final class FileRanges {
  /** Hadoop's own name of the most bytes of a range, where they are to be others. */
  static final String MOST_BYTES = "mapreduce.input.fileinputformat.split.maxsize";

  private static final long LEAST = 4L << 20;
  private static final long MOST = 64L << 20;
  private static final int RANGES_PER_CORE = 4;
  private static final int TASKS_PER_CORE = 16;

  private FileRanges() {}

  /** The ranges of all files; cost: one reading of those that are divided. */
  static List<FileRange> of(InputFiles files, JavaSparkContext context) {
    long bytes = bytes(files, context);
    List<FileRange> ranges = new ArrayList<>();
    for (int f = 0; f < files.size(); f++) {
      long length = files.length(f);
      if (length <= bytes || files.isCompressed(f)) {
        ranges.add(FileRange.whole(f));
        continue;
      }
      for (long begin = 0; begin < length; begin += bytes) {
        ranges.add(FileRange.of(f, begin, Math.min(length, begin + bytes)));
      }
    }
    return ranges.stream().allMatch(FileRange::isWhole) ? ranges : numbered(files, ranges, context);
  }

  private static long bytes(InputFiles files, JavaSparkContext context) {
    long shared = files.bytes() / (RANGES_PER_CORE * (long) context.defaultParallelism());
    long most = Math.max(LEAST, Math.min(MOST, shared));
    return Math.max(1, context.hadoopConfiguration().getLong(MOST_BYTES, most));
  }

  private static List<FileRange> numbered(
      InputFiles files, List<FileRange> ranges, JavaSparkContext context) {
    List<Long> counts = counted(files, ranges, context);
    Set<Integer> returns = byReturns(files, ranges, counts, context);
    if (returns.isEmpty()) {
      return numbered(ranges, counts);
    }
    List<FileRange> mended =
        ranges.stream().map(r -> returns.contains(r.file) ? r.byReturns() : r).toList();
    return numbered(mended, counted(files, mended, context));
  }

  private static List<Long> counted(
      InputFiles files, List<FileRange> ranges, JavaSparkContext context) {
    return context
        .parallelize(ranges, tasks(files, ranges, context))
        .map(range -> range.isWhole() ? 0 : files.countLines(range))
        .collect();
  }

  /** The divided files whose lines end with carriage returns: to line feeds, each is one line. */
  private static Set<Integer> byReturns(
      InputFiles files, List<FileRange> ranges, List<Long> counts, JavaSparkContext context) {
    Map<Integer, Long> lines = new TreeMap<>();
    for (int i = 0; i < counts.size(); i++) {
      lines.merge(ranges.get(i).file, counts.get(i), Long::sum);
    }
    lines.values().removeIf(n -> n != 1);
    if (lines.isEmpty()) {
      return Set.of();
    }
    List<Integer> single = List.copyOf(lines.keySet());
    return Set.copyOf(
        context.parallelize(single, single.size()).filter(files::isByReturns).collect());
  }

  /**
   * Ranges that know their first lines.
   *
   * @param counts how many lines begin in each; of a whole file any number
   */
  static List<FileRange> numbered(List<FileRange> ranges, List<Long> counts) {
    List<FileRange> numbered = new ArrayList<>(ranges.size());
    long line = 1;
    for (int i = 0; i < ranges.size(); i++) {
      FileRange range = ranges.get(i);
      line = range.begin == 0 ? 1 : line;
      numbered.add(range.from(line));
      line += counts.get(i);
    }
    return numbered;
  }

  /** How many tasks read them: a few for each core, and more where a task would read too much. */
  static int tasks(InputFiles files, List<FileRange> ranges, JavaSparkContext context) {
    long wanted = Math.max(TASKS_PER_CORE * context.defaultParallelism(), files.bytes() / MOST);
    return (int) Math.max(1, Math.min(ranges.size(), wanted));
  }
}
