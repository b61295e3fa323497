package polya.spark.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import polya.corpus.DelimitedLine;
import polya.corpus.Parsed;
import polya.spark.ingest.lines.Excerpt;
import polya.spark.ingest.lines.Line;

/**
 * The records of a CSV file, each as one line: those whose quoted fields hold line breaks are put
 * together again, at the position of their first line. Where that makes no record, because a quote
 * stays open or closes where it cannot, the first line alone is a bad record and the next one
 * begins another: a quote that strayed in costs its line, not all up to the next quote. Memory: one
 * record.
 */
final class CsvRecords implements Iterator<Line> {
  private static final String OPEN = "a quote is not closed in it";

  private final Iterator<Line> lines;
  private final char delimiter;
  private final int width;
  private final int mostLength;

  /** Lines that were read in search of a closing quote. */
  private final Deque<Line> back = new ArrayDeque<>();

  /**
   * Reads a file from its first line on.
   *
   * @param width how many fields a row has; 0 if that is not known
   * @param mostLength the longest record, in characters
   */
  CsvRecords(Iterator<Line> lines, char delimiter, int width, int mostLength) {
    this.lines = lines;
    this.delimiter = delimiter;
    this.width = width;
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
    String reason = OPEN;
    while (hasNext()) {
      Line line = line();
      more.add(line);
      if (line.kind != Line.Kind.TEXT || text.length() + line.text.length() >= mostLength) {
        break;
      }
      text.append('\n').append(line.text);
      if (!isOpen(line, true)) {
        Parsed<List<String>> fields = DelimitedLine.fields(text.toString(), delimiter);
        if (fields.isGood() && (isRow(fields) || !areRows(more))) {
          return Line.of(first.file, first.number, text.toString());
        }
        reason = fields.isGood() ? OPEN : fields.reason();
        break;
      }
    }
    for (int i = more.size() - 1; i >= 0; i--) {
      back.push(more.get(i));
    }
    return Line.bad(first.file, first.number, reason, Excerpt.hash(first.text));
  }

  private boolean isRow(Parsed<List<String>> fields) {
    return fields.isGood() && (width == 0 || fields.value().size() == width);
  }

  /**
   * Whether all lines inside of a record of another width, but for its last, are rows by
   * themselves: the quotes then strayed in. Else they are the text of a field.
   */
  private boolean areRows(List<Line> more) {
    List<Line> inside = more.subList(0, more.size() - 1);
    return !inside.isEmpty()
        && inside.stream()
            .allMatch(l -> l.text.isBlank() || isRow(DelimitedLine.fields(l.text, delimiter)));
  }
}
