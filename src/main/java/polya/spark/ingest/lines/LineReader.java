package polya.spark.ingest.lines;

import java.io.Closeable;
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
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.GzipCodec;
import polya.spark.InputPaths;

/**
 * The lines of a UTF-8 file, one at a time; compressed files by Hadoop's codecs, gzip as gzip does.
 * Lines end with a line feed, or with a carriage return in a {@link LineBreak#isReturn file} that
 * has no line feed. A line longer than the limit, or one that is not UTF-8, is a bad record; a
 * compressed stream that is damaged or holds too much ends the file with a {@link
 * Line.Kind#DAMAGED} line. Memory: one line and one buffer.
 */
public final class LineReader implements Iterator<Line>, Closeable {
  private static final int BUFFER = 1 << 16;

  private final Configuration configuration;
  private final Path path;
  private final int file;
  private final long end;
  private final ReadingLimits limits;
  private final int maxLength;
  private final RawStream raw;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private byte[] line = new byte[256];

  /** Where the buffer begins, and where the line ahead does, in bytes from that of the file. */
  private long offset;

  private long start;
  private long number;
  private Line ahead;
  private boolean ended;

  /** What ends a line; 0 until that is known. */
  private byte lineBreak;

  private LineReader(
      Configuration configuration,
      Path path,
      FileRange range,
      ReadingLimits limits,
      RawStream raw,
      InputStream in) {
    this.configuration = configuration;
    this.path = path;
    this.lineBreak = range.lineBreak;
    this.file = range.file;
    this.end = range.end;
    this.offset = Math.max(0, range.begin - 1);
    this.number = range.firstLine - 1;
    this.limits = limits;
    this.maxLength = limits.lineLength();
    this.raw = raw;
    this.in = in;
  }

  /**
   * Opens a range of a file.
   *
   * @param range all of the file if that is compressed
   */
  static LineReader open(
      Configuration configuration, String path, FileRange range, ReadingLimits limits) {
    Path at = new Path(path);
    try {
      FSDataInputStream file = InputPaths.fileSystem(at, configuration).open(at);
      RawStream raw = new RawStream(file);
      if (range.begin > 0) {
        LineReader reader = new LineReader(configuration, at, range, limits, raw, raw);
        file.seek(range.begin - 1);
        reader.skipLine();
        return reader;
      }
      try {
        InputStream in = plain(configuration, at, raw, limits);
        return new LineReader(configuration, at, range, limits, raw, in);
      } catch (IOException e) {
        raw.close();
        raw.rethrow();
        LineReader damaged = new LineReader(configuration, at, range, limits, raw, raw);
        damaged.end(Line.damaged(range.file, 1, damage(e)));
        return damaged;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's bytes as they were before they were compressed, if they were. */
  static InputStream plain(
      Configuration configuration, Path path, RawStream raw, ReadingLimits limits)
      throws IOException {
    CompressionCodec codec = new CompressionCodecFactory(configuration).getCodec(path);
    if (codec == null) {
      return raw;
    }
    InputStream held =
        codec instanceof GzipCodec
            ? new GzipMembers(raw, path.toString())
            : codec.createInputStream(raw);
    long length = InputPaths.fileSystem(path, configuration).getFileStatus(path).getLen();
    return new Expanded(held, length, limits);
  }

  /** Goes on after the next line break: what stands before it belongs to the range before. */
  private void skipLine() throws IOException {
    while (offset + position < end && (position < limit || fill())) {
      if (buffer[position++] == lineBreak) {
        break;
      }
    }
    start = offset + position;
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
    return e instanceof Expanded.TooMuch
        ? e.getMessage()
        : "its compressed data are damaged or cut short (" + e.getMessage() + ")";
  }

  /** The next line, or null at the end. */
  private Line read() throws IOException {
    if (start >= end) {
      ended = true;
      return null;
    }
    long length = 0;
    while (true) {
      if (position == limit && !fill()) {
        ended = true;
        return length == 0 ? null : line(length);
      }
      int newline = position;
      while (newline < limit && buffer[newline] != lineBreak) {
        newline++;
      }
      append(length, position, newline - position);
      length += newline - position;
      position = newline;
      if (newline < limit) {
        position++;
        start = offset + position;
        return line(length);
      }
    }
  }

  private boolean fill() throws IOException {
    offset += limit;
    int n = in.read(buffer, 0, BUFFER);
    position = 0;
    limit = Math.max(0, n);
    if (offset == 0 && limit >= 3 && isByteOrderMark()) {
      position = 3;
    }
    if (lineBreak == 0 && limit > 0) {
      boolean isReturn =
          !LineBreak.isIn(buffer, limit) && LineBreak.isReturn(configuration, path, limits);
      lineBreak = isReturn ? LineBreak.RETURN : LineBreak.FEED;
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
}
