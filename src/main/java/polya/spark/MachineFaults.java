package polya.spark;

import static polya.spark.Fault.line;
import static polya.spark.Fault.says;

import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.hdfs.protocol.QuotaExceededException;
import polya.Failure;

/** Memory, disks and processes that give out, and places that cannot be written. */
final class MachineFaults {
  private static final String EXECUTOR_LOST = "ExecutorLostFailure";
  private static final String OUT_OF_MEMORY = "java.lang.OutOfMemoryError";
  private static final String READ_ONLY = "Read-only file system";
  private static final String NO_FOLDER = "Mkdirs failed to create";

  /** Where several fit, the first counts. */
  static final List<Fault> ALL =
      List.of(
          new Fault(MachineFaults::isMemory, MachineFaults::memory),
          new Fault(MachineFaults::isDisk, MachineFaults::disk),
          new Fault(t -> says(t, "Too many open files"), MachineFaults::files),
          new Fault(MachineFaults::isKilledExecutor, MachineFaults::killedExecutor),
          new Fault(t -> says(t, EXECUTOR_LOST), MachineFaults::lostExecutor),
          new Fault(MachineFaults::isFile, MachineFaults::file),
          new Fault(MachineFaults::isReadOnly, MachineFaults::readOnly));

  private MachineFaults() {}

  private static boolean isMemory(Throwable t) {
    return t instanceof OutOfMemoryError || says(t, OUT_OF_MEMORY);
  }

  private static Failure memory(Throwable t) {
    return Failure.resources(
        "Cannot finish: the memory ran out ("
            + line(t, OUT_OF_MEMORY)
            + "). Give the driver or the executors more (spark.driver.memory,"
            + " spark.executor.memory), or lower k.");
  }

  private static boolean isDisk(Throwable t) {
    return t instanceof QuotaExceededException
        || says(t, "No space left on device", "Disk quota exceeded")
        || says(t, "There is not enough space on the disk");
  }

  private static Failure disk(Throwable t) {
    return Failure.resources(
        "Cannot write to the end: a disk is full or its quota is used up; nothing was published."
            + " Make room where the output lies and where Spark keeps temporary files"
            + " (spark.local.dir, SPARK_LOCAL_DIRS, /tmp), and run it again.");
  }

  private static Failure files(Throwable t) {
    return Failure.resources(
        "Cannot open another file: this process has as many open as it may. Raise the limit"
            + " (ulimit -n), or give fewer --partitions.");
  }

  private static boolean isKilledExecutor(Throwable t) {
    return says(t, EXECUTOR_LOST) && LostExecutors.byMemory(t.getMessage());
  }

  private static Failure killedExecutor(Throwable t) {
    return Failure.resources(
        "Cannot finish: executors were lost because their memory ran out ("
            + line(t, EXECUTOR_LOST)
            + "). Give them more (--executor-memory, spark.executor.memoryOverhead), or lower k.");
  }

  private static Failure lostExecutor(Throwable t) {
    return Failure.retry(
        "Cannot finish: executors were lost time and again ("
            + line(t, EXECUTOR_LOST)
            + "). "
            + LostExecutors.remedy(t.getMessage()));
  }

  private static boolean isFile(Throwable t) {
    return t instanceof ParentNotDirectoryException
        || says(t, "Parent path is not a directory", "(Not a directory)");
  }

  private static Failure file(Throwable t) {
    return Failure.outputInTheWay(
        "Cannot make the folder of the output: a file is where a folder is needed ("
            + line(t)
            + "); nothing was changed. Name another --output.");
  }

  private static boolean isReadOnly(Throwable t) {
    return t instanceof ReadOnlyFileSystemException || says(t, READ_ONLY, NO_FOLDER);
  }

  private static Failure readOnly(Throwable t) {
    return Failure.resources(
        "Cannot write the output: "
            + line(t, READ_ONLY, NO_FOLDER)
                .replaceFirst("(/(?:polya-)?data-[^/]*/.*| \\(exists=.*)", "")
            + "; a place where this user may write is needed. Name another --output, or have the"
            + " rights changed.");
  }
}
