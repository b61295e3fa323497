package polya.spark.ingest.lines;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.slf4j.LoggerFactory;
import polya.Shown;

/**
 * A gzip file as gzip reads it (RFC 1952): all its members, one after the other. Zeros after the
 * last one are padding; anything else that is no member is garbage, which is left out with a
 * warning. A member that is cut short or damaged is an error, wherever it stands. Hadoop's own
 * reader refuses padding and garbage.
 */
final class GzipMembers extends InputStream {
  private static final int BUFFER = 1 << 16;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int HEADER_CRC = 2;

  private final InputStream in;
  private final String name;
  private final byte[] buffer = new byte[BUFFER];
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] one = new byte[1];
  private int position;
  private int limit;
  private boolean ended;

  /**
   * Reads the first header.
   *
   * @param name the file, for warnings
   */
  GzipMembers(InputStream in, String name) throws IOException {
    this.in = in;
    this.name = name;
    if (peek() != 0x1f) {
      throw new IOException("it does not begin as a gzip file");
    }
    header();
  }

  @Override
  public int read() throws IOException {
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (!ended && length > 0) {
      int n = inflate(bytes, offset, length);
      if (n > 0) {
        crc.update(bytes, offset, n);
        return n;
      }
      if (inflater.finished()) {
        trailer();
        ended = !nextMember();
      } else if (inflater.needsInput()) {
        position = limit;
        if (peek() < 0) {
          throw new EOFException("a member is cut short");
        }
        inflater.setInput(buffer, position, limit - position);
      } else {
        throw new IOException("a member needs a dictionary");
      }
    }
    return length > 0 ? -1 : 0;
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    try {
      return inflater.inflate(bytes, offset, length);
    } catch (DataFormatException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Checks what a member says of itself at its end. */
  private void trailer() throws IOException {
    position = limit - inflater.getRemaining();
    long sum = number();
    long size = number();
    if (sum != crc.getValue() || size != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new IOException("a member's checksum or size is not what it says");
    }
  }

  private long number() throws IOException {
    long value = 0;
    for (int i = 0; i < 4; i++) {
      value |= (long) next() << (8 * i);
    }
    return value;
  }

  /** Begins the next member, if there is one. */
  private boolean nextMember() throws IOException {
    while (peek() == 0) {
      position++;
    }
    if (peek() == 0x1f) {
      header();
      return true;
    }
    if (peek() >= 0) {
      LoggerFactory.getLogger(GzipMembers.class)
          .warn("{}: what follows its compressed data is none, and is left out", Shown.text(name));
    }
    return false;
  }

  private void header() throws IOException {
    if (next() != 0x1f || next() != 0x8b || next() != 8) {
      throw new IOException("a member does not begin as one");
    }
    int flags = next();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    for (int flag : new int[] {NAME, COMMENT}) {
      while ((flags & flag) != 0 && next() != 0) {
        // A text that ends with a zero.
      }
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
    inflater.reset();
    crc.reset();
    inflater.setInput(buffer, position, limit - position);
  }

  private void skip(int n) throws IOException {
    for (int i = 0; i < n; i++) {
      next();
    }
  }

  private int next() throws IOException {
    int b = peek();
    if (b < 0) {
      throw new EOFException("a member is cut short");
    }
    position++;
    return b;
  }

  /** The byte ahead, or −1 at the end of the file. */
  private int peek() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, in.read(buffer, 0, BUFFER));
    }
    return position < limit ? buffer[position] & 0xff : -1;
  }

  @Override
  public void close() throws IOException {
    ended = true;
    inflater.end();
    in.close();
  }
}
