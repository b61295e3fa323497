package polya.spark;

import static polya.spark.Fault.says;

import java.io.FileNotFoundException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.spark.SparkThrowable;
import polya.Failure;

/** Tables of a corpus, a model or a running training that are missing or damaged. */
final class DataFaults {
  /** Where several fit, the first counts. */
  static final List<Fault> ALL =
      List.of(
          new Fault(t -> has(t, "UNABLE_TO_INFER_SCHEMA"), DataFaults::empty),
          new Fault(t -> has(t, "PATH_NOT_FOUND"), DataFaults::missing),
          new Fault(DataFaults::isMissing, DataFaults::missing),
          new Fault(t -> has(t, "FAILED_READ_FILE"), DataFaults::damaged),
          new Fault(t -> t instanceof ChecksumException, DataFaults::damaged));

  private static final Pattern PATH =
      Pattern.compile("(?:File |Checksum error: )(.+?)(?: does not exist| at [0-9]+ ).*");

  private static final Pattern OF_MODEL =
      Pattern.compile(".*/(?:polya-)?data-[^/]*/(?:topics|globals|assignments|samples)(?:/.*)?");

  /** What a training keeps for itself while it lasts. */
  private static final Pattern OF_RUN = Pattern.compile(".*/[.]checkpoint/.*");

  private DataFaults() {}

  /** Whether Spark gives it this name, or one that begins so. */
  private static boolean has(Throwable t, String condition) {
    return t instanceof SparkThrowable spark
        && spark.getCondition() != null
        && spark.getCondition().startsWith(condition);
  }

  private static boolean isMissing(Throwable t) {
    return t instanceof FileNotFoundException && says(t, " does not exist");
  }

  private static Failure empty(Throwable t) {
    return Failure.input(
        "Cannot read a table of the corpus: its folder holds no data; the files that ingest wrote"
            + " are needed. Restore them, or ingest again.");
  }

  private static Failure missing(Throwable t) {
    return unreadable(t, "it is missing");
  }

  private static Failure damaged(Throwable t) {
    return unreadable(t, "it is damaged or cannot be reached");
  }

  private static Failure unreadable(Throwable t, String found) {
    String path = path(t);
    String start = "Cannot read " + path + ": " + found + "; ";
    if (OF_RUN.matcher(path).matches()) {
      return Failure.retry(
          start
              + "this run wrote it and needs it whole. Run it again, with --resume; if that fails too,"
              + " look at the disk or the service where it lies.",
          t);
    }
    return OF_MODEL.matcher(path).matches()
        ? Failure.store(start + "a whole model is needed. Restore it, or train again.", t)
        : Failure.input(start + "whole files are needed. Restore it, or ingest again.", t);
  }

  private static String path(Throwable t) {
    if (t instanceof SparkThrowable spark && spark.getMessageParameters().get("path") != null) {
      return spark.getMessageParameters().get("path");
    }
    Matcher path = PATH.matcher(Fault.line(t));
    return path.matches() ? path.group(1) : Fault.line(t);
  }
}
