package polya.spark.ingest;

import java.util.Arrays;
import java.util.Iterator;
import polya.corpus.UciHeader;
import polya.corpus.UciLine;
import polya.spark.ingest.lines.Excerpt;
import polya.spark.ingest.lines.Line;
import scala.Tuple2;

/**
 * A range of a UCI file as a stream of fragments, each keyed by (document, position): documents
 * count from 0 over all files; what belongs to no document has the key {@link #NO_DOCUMENT}, after
 * all others. The rows are counted on the way, so that {@link UciRows} can tell whether they are as
 * many as the header says. Memory: one fragment.
 */
final class UciFragments extends Fragments<Tuple2<Long, Long>, int[]> {
  /** The document key of what belongs to none. */
  static final long NO_DOCUMENT = Long.MAX_VALUE;

  private static final int[] NO_TERMS = {};
  private static final int MOST_ENTRIES = 1 << 16;

  private final int file;
  private final UciHeader header;
  private final long offset;
  private int rows;
  private long lastLine;

  private long document;
  private long position;
  private int size;
  private int[] terms = new int[64];
  private int[] counts = new int[64];
  private Fragment<int[]> bad;

  /**
   * Reads lines, but for those of the header.
   *
   * @param lines of a range of the file
   * @param offset the key of the file's first document
   */
  UciFragments(Iterator<Line> lines, int file, UciHeader header, long offset) {
    super(lines);
    this.file = file;
    this.header = header;
    this.offset = offset;
  }

  @Override
  void take(Line line) {
    lastLine = line.number;
    if (line.kind == Line.Kind.DAMAGED) {
      fault(line.number, line.reason);
    } else if (line.number > UciHeader.LINES) {
      if (line.kind == Line.Kind.BAD) {
        count();
        orphan(Fragment.bad(file, line.number, line.reason, line.excerpt));
      } else if (!line.text.isBlank()) {
        count();
        row(line, UciLine.parse(line.text, header.terms()));
      }
    }
  }

  private void count() {
    if (++rows == Integer.MAX_VALUE) {
      tellRows();
    }
  }

  private void row(Line line, UciLine row) {
    if (row.document() == 0 || (row.reason() != null && row.document() > header.documents())) {
      orphan(Fragment.bad(file, line.number, row.reason(), Excerpt.hash(line.text)));
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
      bad = Fragment.bad(file, line.number, row.reason(), Excerpt.hash(line.text));
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
          Fragment.good(file, position, Arrays.copyOf(terms, size), Arrays.copyOf(counts, size)));
    }
    size = 0;
    bad = null;
    document = 0;
  }

  @Override
  void end() {
    flush();
    tellRows();
  }

  /** Tells how many rows were read since the last time. */
  private void tellRows() {
    orphan(Fragment.good(file, lastLine, NO_TERMS, new int[] {rows}));
    rows = 0;
  }

  private void fault(long line, String reason) {
    flush();
    stop();
    orphan(Fragment.fault(file, line, reason));
  }

  private void orphan(Fragment<int[]> fragment) {
    emit(NO_DOCUMENT, fragment);
  }

  private void emit(long key, Fragment<int[]> fragment) {
    emit(new Tuple2<>(key, fragment.position), fragment);
  }
}
