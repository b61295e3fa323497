package polya.spark.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import polya.Failure;
import polya.spark.Files;

/**
 * Whether tables that were written are there to their ends. A disk or service may report success
 * and drop what it did not keep; Parquet ends with a mark of its own, so a few bytes of each file
 * tell before a manifest names it.
 */
final class WholeTables {
  /** Parquet's last bytes; the second are those of files whose footer is encrypted. */
  private static final List<String> MARKS = List.of("PAR1", "PARE");

  private static final int MARK_BYTES = 4;
  private static final int THREADS = 8;

  private WholeTables() {}

  /**
   * Looks at the last bytes of every Parquet file of a data folder, several at a time. The threads
   * are made here and use the caller's file system: those of others may act for another user.
   *
   * @throws Failure (resources) if one is cut short
   */
  static void demand(Files files, Path data) {
    FileSystem system = files.system(data);
    List<String> tables = new ArrayList<>();
    List<Callable<Boolean>> looks = new ArrayList<>();
    for (Map.Entry<String, Long> file : StoredFiles.of(files, data).lengths().entrySet()) {
      if (file.getKey().endsWith(".parquet")) {
        tables.add(file.getKey());
        looks.add(() -> isWhole(system, new Path(data, file.getKey()), file.getValue()));
      }
    }
    int cut = looks.isEmpty() ? -1 : answers(looks).indexOf(false);
    if (cut >= 0) {
      throw Failure.resources(
          "Cannot publish "
              + data.getParent()
              + ": "
              + tables.get(cut)
              + " was written and is not whole; nothing was published. Look at the disk or the"
              + " service where it lies, and run it again.");
    }
  }

  private static List<Boolean> answers(List<Callable<Boolean>> looks) {
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, looks.size()));
    try {
      List<Boolean> answers = new ArrayList<>();
      for (Future<Boolean> look : threads.invokeAll(looks)) {
        answers.add(look.get());
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while tables were looked at");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io
          ? new UncheckedIOException(io)
          : new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean isWhole(FileSystem system, Path path, long length) throws IOException {
    if (length < MARK_BYTES) {
      return false;
    }
    byte[] last = new byte[MARK_BYTES];
    try (FSDataInputStream in = system.open(path)) {
      in.readFully(length - MARK_BYTES, last);
      return MARKS.contains(new String(last, StandardCharsets.US_ASCII));
    }
  }
}
