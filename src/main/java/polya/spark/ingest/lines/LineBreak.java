package polya.spark.ingest.lines;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import polya.spark.InputPaths;

/** What ends the lines of a file. */
final class LineBreak {
  /** A line feed, after a carriage return or not. */
  static final byte FEED = '\n';

  /** A carriage return. */
  static final byte RETURN = '\r';

  private static final int BUFFER = 1 << 16;

  private LineBreak() {}

  /**
   * Whether the lines of a file end with carriage returns: it has some, and no line feed. Cost: its
   * first line, read once more; all of it if that is the only one.
   */
  static boolean isReturn(Configuration configuration, Path path, ReadingLimits limits) {
    try (RawStream raw = new RawStream(InputPaths.fileSystem(path, configuration).open(path))) {
      return isReturn(configuration, path, limits, raw);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isReturn(
      Configuration configuration, Path path, ReadingLimits limits, RawStream raw) {
    try (InputStream in = LineReader.plain(configuration, path, raw, limits)) {
      return isReturn(in);
    } catch (IOException e) {
      raw.rethrow();
      // The compressed data are damaged: whoever reads the lines will come there, too.
      return false;
    }
  }

  private static boolean isReturn(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER];
    boolean found = false;
    for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
      if (isIn(buffer, n)) {
        return false;
      }
      for (int i = 0; i < n && !found; i++) {
        found = buffer[i] == RETURN;
      }
    }
    return found;
  }

  /** Whether there is a line feed among the first n bytes. */
  static boolean isIn(byte[] bytes, int n) {
    for (int i = 0; i < n; i++) {
      if (bytes[i] == FEED) {
        return true;
      }
    }
    return false;
  }
}
