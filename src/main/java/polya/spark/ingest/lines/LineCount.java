package polya.spark.ingest.lines;

import java.io.IOException;
import java.io.InputStream;

/** Counts lines without reading them: a line begins after a line break, and where a file begins. */
final class LineCount {
  private static final int BUFFER = 1 << 16;

  private LineCount() {}

  /**
   * How many lines begin in a range.
   *
   * @param in a file from one byte before the range on; from the range on where that begins the
   *     file
   */
  static long of(InputStream in, FileRange range) throws IOException {
    long left = range.end - Math.max(1, range.begin);
    long lines = range.begin == 0 ? 1 : 0;
    byte[] buffer = new byte[BUFFER];
    while (left > 0) {
      int n = in.read(buffer, 0, (int) Math.min(BUFFER, left));
      if (n < 0) {
        break;
      }
      for (int i = 0; i < n; i++) {
        lines += buffer[i] == range.lineBreak ? 1 : 0;
      }
      left -= n;
    }
    return lines;
  }
}
