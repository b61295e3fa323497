package polya.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import polya.corpus.DelimitedLine;

/**
 * The records of a CSV file, each as one line: those whose quoted fields hold line breaks are put
 * together again, at the position of their first line. Where a quote stays open, its line is a bad
 * record and the next one begins another. Memory: one record.
 */
final class CsvRecords implements Iterator<Line> {
  private final Iterator<Line> lines;
  private final char delimiter;
  private final int mostLength;

  /** Lines that were read in search of a closing quote. */
  private final Deque<Line> back = new ArrayDeque<>();

  /**
   * Reads a file from its first line on.
   *
   * @param mostLength the longest record, in characters
   */
  CsvRecords(Iterator<Line> lines, char delimiter, int mostLength) {
    this.lines = lines;
    this.delimiter = delimiter;
    this.mostLength = mostLength;
  }

  @Override
  public boolean hasNext() {
    return !back.isEmpty() || lines.hasNext();
  }

  @Override
  public Line next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Line first = line();
    return isOpen(first, false) ? goneOn(first) : first;
  }

  private Line line() {
    return back.isEmpty() ? lines.next() : back.remove();
  }

  private boolean isOpen(Line line, boolean inside) {
    return line.kind == Line.Kind.TEXT && DelimitedLine.isOpen(line.text, delimiter, inside);
  }

  private Line goneOn(Line first) {
    StringBuilder text = new StringBuilder(first.text);
    List<Line> more = new ArrayList<>();
    while (hasNext()) {
      Line line = line();
      more.add(line);
      if (line.kind != Line.Kind.TEXT || text.length() + line.text.length() >= mostLength) {
        break;
      }
      text.append('\n').append(line.text);
      if (!isOpen(line, true)) {
        return Line.of(first.file, first.number, text.toString());
      }
    }
    for (int i = more.size() - 1; i >= 0; i--) {
      back.push(more.get(i));
    }
    return Line.bad(
        first.file, first.number, "a quote is not closed in it", Excerpt.hash(first.text));
  }
}
