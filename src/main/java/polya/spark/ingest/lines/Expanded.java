package polya.spark.ingest.lines;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a compressed file holds, read no further than to so many times the bytes of the file: a few
 * kilobytes may be made to hold what fills every disk. The first {@value #FREE} bytes are read
 * whatever they came of.
 */
final class Expanded extends FilterInputStream {
  /** The end of what is said of a file that holds too much. */
  static final String OPTION = "(--max-expansion)";

  static final long FREE = 1 << 24;

  private final long length;
  private final ReadingLimits limits;
  private long bytes;

  /** More than there may be. */
  static final class TooMuch extends IOException {
    private static final long serialVersionUID = 1L;

    private TooMuch(ReadingLimits limits) {
      super(
          "it holds more than "
              + limits.expansion()
              + " times as many bytes as it has"
              + (limits.isAsked() ? " " + OPTION : ""));
    }
  }

  /**
   * Reads what is decompressed.
   *
   * @param length of the file, in bytes
   * @param limits how many bytes it may hold for each that it has
   */
  Expanded(InputStream in, long length, ReadingLimits limits) {
    super(in);
    this.length = length;
    this.limits = limits;
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    count(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    int n = in.read(to, offset, length);
    count(Math.max(0, n));
    return n;
  }

  private void count(int n) throws TooMuch {
    bytes += n;
    if (bytes > FREE && bytes / limits.expansion() > length) {
      throw new TooMuch(limits);
    }
  }
}
