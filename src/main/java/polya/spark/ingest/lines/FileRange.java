package polya.spark.ingest.lines;

import java.io.Serializable;

/**
 * The lines of a file that begin in a range of its bytes: what one task reads. A class and not a
 * record, for Kryo.
 */
public final class FileRange implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The file's number among the inputs. */
  public final int file;

  /** The first byte. */
  final long begin;

  /** The first byte after it. */
  final long end;

  /** The number, from 1, of the first line that begins in it. */
  final long firstLine;

  /** What ends a line, see {@link LineBreak}; 0 if the file is still to be asked. */
  final byte lineBreak;

  private FileRange(int file, long begin, long end, long firstLine, byte lineBreak) {
    this.file = file;
    this.begin = begin;
    this.end = end;
    this.firstLine = firstLine;
    this.lineBreak = lineBreak;
  }

  /** A file from its first line to its last. */
  static FileRange whole(int file) {
    return new FileRange(file, 0, Long.MAX_VALUE, 1, (byte) 0);
  }

  /** Bytes of a file; which lines they are is not known yet. */
  static FileRange of(int file, long begin, long end) {
    return new FileRange(file, begin, end, 0, LineBreak.FEED);
  }

  /** The same bytes, once it is known which lines they are. */
  FileRange from(long line) {
    return new FileRange(file, begin, end, line, lineBreak);
  }

  /** The same bytes in a file whose lines end with carriage returns. */
  FileRange byReturns() {
    return new FileRange(file, begin, end, firstLine, LineBreak.RETURN);
  }

  /** Whether it is all of its file. */
  boolean isWhole() {
    return end == Long.MAX_VALUE;
  }
}
