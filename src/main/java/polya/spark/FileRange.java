package polya.spark;

import java.io.Serializable;

/**
 * The lines of a file that begin in a range of its bytes: what one task reads. A class and not a
 * record, for Kryo.
 */
final class FileRange implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The file's number among the inputs. */
  final int file;

  /** The first byte. */
  final long begin;

  /** The first byte after it. */
  final long end;

  /** The number, from 1, of the first line that begins in it. */
  final long firstLine;

  private FileRange(int file, long begin, long end, long firstLine) {
    this.file = file;
    this.begin = begin;
    this.end = end;
    this.firstLine = firstLine;
  }

  /** A file from its first line to its last. */
  static FileRange whole(int file) {
    return new FileRange(file, 0, Long.MAX_VALUE, 1);
  }

  /** Bytes of a file; which lines they are is not known yet. */
  static FileRange of(int file, long begin, long end) {
    return new FileRange(file, begin, end, 0);
  }

  /** The same bytes, once it is known which lines they are. */
  FileRange from(long line) {
    return new FileRange(file, begin, end, line);
  }

  /** Whether it is all of its file. */
  boolean isWhole() {
    return end == Long.MAX_VALUE;
  }
}
