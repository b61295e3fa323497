package polya.spark.ingest.lines;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A file as it lies there. Remembers whether the file system itself failed: such a fault may pass,
 * and goes to Spark to be tried again; one of the decompressor alone means that the file is
 * damaged.
 */
final class RawStream extends FilterInputStream {
  private IOException fault;

  RawStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (IOException e) {
      fault = e;
      throw e;
    }
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    try {
      return in.read(to, offset, length);
    } catch (IOException e) {
      fault = e;
      throw e;
    }
  }

  void rethrow() {
    if (fault != null) {
      throw new UncheckedIOException(fault);
    }
  }
}
