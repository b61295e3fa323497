package polya.spark.ingest.lines;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A file as it lies there. Counts what is read, and remembers whether the file system itself
 * failed: such a fault may pass, and goes to Spark to be tried again; one of the decompressor alone
 * means that the file is damaged.
 */
final class RawStream extends FilterInputStream {
  private IOException fault;
  private long bytes;

  RawStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    try {
      int b = in.read();
      bytes += b < 0 ? 0 : 1;
      return b;
    } catch (IOException e) {
      fault = e;
      throw e;
    }
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    try {
      int n = in.read(to, offset, length);
      bytes += Math.max(0, n);
      return n;
    } catch (IOException e) {
      fault = e;
      throw e;
    }
  }

  /** How many bytes were read. */
  long bytes() {
    return bytes;
  }

  void rethrow() {
    if (fault != null) {
      throw new UncheckedIOException(fault);
    }
  }
}
