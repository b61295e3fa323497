package polya.spark.ingest;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import polya.Failure;
import polya.spark.ingest.lines.InputFiles;
import polya.spark.ingest.lines.Line;
import polya.spark.ingest.lines.ReadingLimits;
import scala.Tuple2;

/**
 * The values of a column by user: lines of a user, a tab and the value, in any order; blank lines
 * are none. A user without a line has no value.
 */
final class UserColumn {
  private static final Comparator<Entry> FIRST = Comparator.comparingLong(e -> e.line);

  private final SideColumn column;
  private final JavaRDD<Entry> entries;

  /**
   * Finds the file.
   *
   * @param limits how much is read of a line and of the file
   */
  UserColumn(JavaSparkContext context, SideColumn column, ReadingLimits limits) {
    this.column = column;
    this.entries =
        InputFiles.one(context.hadoopConfiguration(), column.file(), limits, found -> refuse(found))
            .lines(context)
            .filter(line -> line.kind != Line.Kind.TEXT || !line.text.isBlank())
            .map(Entry::of);
  }

  /** What a line says. A class and not a record, for Kryo. */
  private static final class Entry implements Serializable {
    private static final long serialVersionUID = 1L;
    private final long line;
    private final String user;
    private final String value;
    private final String reason;

    private Entry(long line, String user, String value, String reason) {
      this.line = line;
      this.user = user;
      this.value = value;
      this.reason = reason;
    }

    static Entry of(Line line) {
      if (line.kind != Line.Kind.TEXT) {
        return new Entry(line.number, null, null, line.reason);
      }
      int tab = line.text.indexOf('\t');
      if (tab < 1) {
        String reason = tab < 0 ? "it has no tab" : "nothing stands before its tab";
        return new Entry(line.number, null, null, reason);
      }
      return new Entry(
          line.number, line.text.substring(0, tab), line.text.substring(tab + 1), null);
    }

    /** The later of two lines of one user: one too many. */
    Entry again(Entry other) {
      return new Entry(Math.max(line, other.line), user, value, "its user has an earlier line");
    }
  }

  /** The entry of every user that has one. */
  private JavaPairRDD<String, Entry> byUser() {
    return entries
        .filter(e -> e.user != null)
        .mapToPair(e -> new Tuple2<>(e.user, e))
        .reduceByKey(Entry::again);
  }

  /** Gives every user the value by one shuffle. */
  JavaRDD<Draft> add(JavaRDD<Draft> drafts) {
    return drafts
        .mapToPair(d -> new Tuple2<>(d.isDocument() ? d.id : TripleFragments.NO_USER, d))
        .leftOuterJoin(byUser())
        .values()
        .map(
            pair ->
                pair._1().isDocument()
                    ? pair._1().keeping(pair._2().isPresent() ? pair._2().get().value : null)
                    : pair._1());
  }

  /**
   * Checks that every line names a user, and no user twice.
   *
   * @throws Failure (input) if not
   */
  void check() {
    Optional<Entry> bad =
        entries
            .filter(e -> e.reason != null)
            .union(byUser().values().filter(e -> e.reason != null))
            .mapPartitions(UserColumn::first)
            .collect()
            .stream()
            .min(FIRST);
    if (bad.isPresent()) {
      throw refuse("line " + bad.get().line + ": " + bad.get().reason);
    }
  }

  private static Iterator<Entry> first(Iterator<Entry> entries) {
    Entry first = null;
    while (entries.hasNext()) {
      Entry next = entries.next();
      first = first == null || FIRST.compare(next, first) < 0 ? next : first;
    }
    return Stream.ofNullable(first).iterator();
  }

  /** The file. */
  String file() {
    return column.file();
  }

  /** How many lines are of users that are none of these documents. */
  long strangers(JavaRDD<Draft> drafts) {
    JavaRDD<String> users = drafts.filter(Draft::isDocument).map(d -> d.id);
    return byUser().keys().subtract(users).count();
  }

  private Failure refuse(String found) {
    return ColumnFile.refuse(column, found, "lines of a user, a tab and a value are needed");
  }
}
