package polya.spark.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import polya.Failure;
import polya.spark.Files;

/**
 * Whether tables that were written are there to their ends. A disk or service may report success
 * and drop what it did not keep; Parquet ends with a mark of its own, so a few bytes of each file
 * tell before a manifest names it.
 */
final class WholeTables {
  private static final byte[] MARK = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private WholeTables() {}

  /**
   * Looks at the last bytes of every Parquet file of a data folder, several at a time.
   *
   * @throws Failure (resources) if one is cut short
   */
  static void demand(Files files, Path data) {
    Optional<String> cut =
        StoredFiles.of(files, data).lengths().entrySet().parallelStream()
            .filter(file -> file.getKey().endsWith(".parquet"))
            .filter(file -> !isWhole(files, new Path(data, file.getKey()), file.getValue()))
            .map(Map.Entry::getKey)
            .findFirst();
    if (cut.isPresent()) {
      throw Failure.resources(
          "Cannot publish "
              + data.getParent()
              + ": "
              + cut.get()
              + " was written and is not whole; nothing was published. Look at the disk or the"
              + " service where it lies, and run it again.");
    }
  }

  private static boolean isWhole(Files files, Path path, long length) {
    if (length < MARK.length) {
      return false;
    }
    byte[] last = new byte[MARK.length];
    try (FSDataInputStream in = files.open(path)) {
      in.readFully(length - MARK.length, last);
      return Arrays.equals(last, MARK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
