package polya.spark;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import polya.corpus.UciHeader;
import polya.corpus.UciLine;
import scala.Tuple2;

/**
 * A UCI file as a stream of fragments, each keyed by (document, position): documents count from 0
 * over all files; what belongs to no document has the key {@link #NO_DOCUMENT}, after all others.
 * Checks on the way that the rows agree with the header. Memory: one fragment.
 */
final class UciFragments implements Iterator<Tuple2<Tuple2<Long, Long>, UciFragment>> {
  /** The document key of what belongs to none. */
  static final long NO_DOCUMENT = Long.MAX_VALUE;

  private static final int MOST_ENTRIES = 1 << 16;

  private final Iterator<Line> lines;
  private final int file;
  private final UciHeader header;
  private final long offset;
  private final Deque<Tuple2<Tuple2<Long, Long>, UciFragment>> ready = new ArrayDeque<>();
  private boolean ended;
  private long rows;
  private long lastLine;

  private long document;
  private long position;
  private int size;
  private int[] terms = new int[64];
  private int[] counts = new int[64];
  private UciFragment bad;

  /**
   * Reads on after the header.
   *
   * @param lines all lines of the file, the header's included
   * @param offset the key of the file's first document
   */
  UciFragments(Iterator<Line> lines, int file, UciHeader header, long offset) {
    this.lines = lines;
    this.file = file;
    this.header = header;
    this.offset = offset;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !ended) {
      if (lines.hasNext()) {
        take(lines.next());
      } else {
        end();
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public Tuple2<Tuple2<Long, Long>, UciFragment> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void take(Line line) {
    lastLine = line.number;
    if (line.kind == Line.Kind.DAMAGED) {
      fault(line.number, line.reason);
    } else if (line.number > UciHeader.LINES) {
      if (line.kind == Line.Kind.BAD) {
        rows++;
        orphan(UciFragment.bad(file, line.number, line.reason, line.excerpt));
      } else if (!line.text.isBlank()) {
        rows++;
        row(line, UciLine.parse(line.text, header.terms()));
      }
    }
  }

  private void row(Line line, UciLine row) {
    if (row.document() == 0 || (row.reason() != null && row.document() > header.documents())) {
      orphan(UciFragment.bad(file, line.number, row.reason(), Excerpt.hash(line.text)));
      return;
    }
    if (row.document() > header.documents()) {
      fault(
          line.number,
          "it names document " + row.document() + " but its header says D = " + header.documents());
      return;
    }
    if (row.document() != document || size == MOST_ENTRIES) {
      flush();
      document = row.document();
      position = line.number;
    }
    if (row.reason() != null && bad == null) {
      bad = UciFragment.bad(file, line.number, row.reason(), Excerpt.hash(line.text));
    } else if (bad == null) {
      if (size == terms.length) {
        terms = Arrays.copyOf(terms, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
      }
      terms[size] = row.term();
      counts[size++] = row.count();
    }
  }

  private void flush() {
    if (bad != null) {
      emit(offset + document - 1, bad);
    } else if (size > 0) {
      emit(
          offset + document - 1,
          UciFragment.good(
              file, position, Arrays.copyOf(terms, size), Arrays.copyOf(counts, size)));
    }
    size = 0;
    bad = null;
    document = 0;
  }

  private void end() {
    flush();
    ended = true;
    if (rows != header.rows()) {
      orphan(
          UciFragment.fault(
              file,
              lastLine,
              "it has " + rows + " rows but its header says NNZ = " + header.rows()));
    }
  }

  private void fault(long line, String reason) {
    flush();
    ended = true;
    orphan(UciFragment.fault(file, line, reason));
  }

  private void orphan(UciFragment fragment) {
    emit(NO_DOCUMENT, fragment);
  }

  private void emit(long key, UciFragment fragment) {
    ready.add(new Tuple2<>(new Tuple2<>(key, fragment.position), fragment));
  }
}
