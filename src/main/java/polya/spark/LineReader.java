package polya.spark;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * The lines of a UTF-8 file, one at a time; compressed files by Hadoop's codecs. A line longer than
 * the limit, or one that is not UTF-8, is a bad record; a damaged compressed stream ends the file
 * with a {@link Line.Kind#DAMAGED} line. Memory: one line and one buffer.
 */
final class LineReader implements Iterator<Line>, Closeable {
  private static final int BUFFER = 1 << 16;

  private final int file;
  private final int maxLength;
  private final RawStream raw;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private byte[] line = new byte[256];
  private long number;
  private Line ahead;
  private boolean ended;

  private LineReader(int file, int maxLength, RawStream raw, InputStream in) {
    this.file = file;
    this.maxLength = maxLength;
    this.raw = raw;
    this.in = in;
  }

  /**
   * Opens a file.
   *
   * @param file its number among the inputs, given to each line
   * @param maxLength the longest line that is read, in bytes
   */
  static LineReader open(Configuration configuration, String path, int file, int maxLength) {
    Path at = new Path(path);
    try {
      RawStream raw = new RawStream(at.getFileSystem(configuration).open(at));
      CompressionCodec codec = new CompressionCodecFactory(configuration).getCodec(at);
      if (codec == null) {
        return new LineReader(file, maxLength, raw, raw);
      }
      try {
        return new LineReader(file, maxLength, raw, codec.createInputStream(raw));
      } catch (IOException e) {
        raw.close();
        raw.rethrow();
        LineReader damaged = new LineReader(file, maxLength, raw, raw);
        damaged.end(Line.damaged(file, 1, damage(e)));
        return damaged;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean hasNext() {
    if (ahead == null && !ended) {
      try {
        ahead = read();
      } catch (IOException e) {
        raw.rethrow();
        end(Line.damaged(file, number + 1, damage(e)));
      }
    }
    return ahead != null;
  }

  @Override
  public Line next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Line next = ahead;
    ahead = null;
    return next;
  }

  @Override
  public void close() {
    ended = true;
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void end(Line last) {
    ahead = last;
    ended = true;
  }

  private static String damage(IOException e) {
    return "its compressed data are damaged or cut short (" + e.getMessage() + ")";
  }

  /** The next line, or null at the end. */
  private Line read() throws IOException {
    long length = 0;
    while (true) {
      if (position == limit && !fill()) {
        ended = true;
        return length == 0 ? null : line(length);
      }
      int newline = position;
      while (newline < limit && buffer[newline] != '\n') {
        newline++;
      }
      append(length, position, newline - position);
      length += newline - position;
      position = newline;
      if (newline < limit) {
        position++;
        return line(length);
      }
    }
  }

  private boolean fill() throws IOException {
    int n = in.read(buffer, 0, BUFFER);
    position = 0;
    limit = Math.max(0, n);
    if (number == 0 && limit >= 3 && isByteOrderMark()) {
      position = 3;
    }
    return limit > 0;
  }

  private boolean isByteOrderMark() {
    return (buffer[0] & 0xff) == 0xef && (buffer[1] & 0xff) == 0xbb && (buffer[2] & 0xff) == 0xbf;
  }

  /** Keeps what fits the limit, and of a longer line what was there before. */
  private void append(long length, int from, int n) {
    int room = (int) Math.min(n, Math.max(0, maxLength + 1L - length));
    if (room == 0) {
      return;
    }
    int needed = (int) length + room;
    if (needed > line.length) {
      line =
          Arrays.copyOf(line, Math.max(needed, (int) Math.min(2L * line.length, maxLength + 1L)));
    }
    System.arraycopy(buffer, from, line, (int) length, room);
  }

  private Line line(long length) {
    number++;
    int n = (int) Math.min(length, maxLength + 1L);
    if (n > 0 && n == length && line[n - 1] == '\r') {
      n--;
    }
    if (n > maxLength) {
      return Line.bad(
          file,
          number,
          "it is longer than " + maxLength + " bytes (--max-line-length)",
          Excerpt.hash(line, n));
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, n)).toString();
      return Line.of(file, number, text);
    } catch (CharacterCodingException e) {
      return Line.bad(file, number, "it is not UTF-8", Excerpt.hash(line, n));
    }
  }

  /**
   * Remembers whether the file system itself failed: such a fault may pass, and goes to Spark to be
   * tried again; one of the decompressor alone means that the file is damaged.
   */
  private static final class RawStream extends FilterInputStream {
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
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
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
}
