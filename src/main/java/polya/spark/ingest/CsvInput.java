package polya.spark.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import polya.Failure;
import polya.corpus.ColumnNames;
import polya.corpus.DelimitedLine;
import polya.corpus.Parsed;
import polya.spark.ingest.lines.Excerpt;
import polya.spark.ingest.lines.FileRange;
import polya.spark.ingest.lines.InputFiles;
import polya.spark.ingest.lines.Line;
import polya.spark.ingest.lines.LineReader;

/**
 * CSV files with a text in every row. The first record of a file names its columns. One task reads
 * a file: a quoted field may hold line breaks, so that nobody who begins in the middle can tell
 * where a record ends; but where a tab stands between fields there are no quotes, and tasks read
 * ranges.
 */
final class CsvInput implements Serializable {
  private static final long serialVersionUID = 1L;

  private final InputFiles files;
  private final TextFields fields;
  private final char delimiter;
  private final List<int[]> columns = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();

  /**
   * Reads the header of every file.
   *
   * @throws Failure (input) if a header does not name a column that is needed
   */
  CsvInput(InputFiles files, TextFields fields, char delimiter) {
    this.files = files;
    this.fields = fields;
    this.delimiter = delimiter;
    for (int f = 0; f < files.size(); f++) {
      Parsed<ColumnNames> names = header(f);
      if (!names.isGood()) {
        throw Failure.input(
            "Cannot ingest "
                + files.path(f)
                + ": "
                + names.reason()
                + "; the first line of a csv file names its columns. Mend the file, or correct"
                + " --id-field, --text-field, --keep or --delimiter.");
      }
      columns.add(names.value().wanted());
      widths.add(names.value().width());
    }
  }

  private Parsed<ColumnNames> header(int file) {
    try (LineReader lines = files.open(file)) {
      CsvRecords records = new CsvRecords(lines, delimiter, 0, files.maxLineLength());
      if (!records.hasNext()) {
        return Parsed.bad("it is empty");
      }
      Line line = records.next();
      if (line.kind != Line.Kind.TEXT) {
        return Parsed.bad(line.reason);
      }
      Parsed<List<String>> names = DelimitedLine.fields(line.text, delimiter);
      return names.isGood()
          ? ColumnNames.find(names.value(), fields.names())
          : Parsed.bad(names.reason());
    }
  }

  /** The drafts of all rows; blank lines are none. */
  JavaRDD<Draft> drafts(JavaSparkContext context) {
    JavaRDD<Line> records =
        DelimitedLine.hasQuotes(delimiter)
            ? files.wholes(context).flatMap(this::records)
            : files.lines(context);
    LineFormat format = this::draft;
    return format.drafts(records.filter(line -> line.number > 1), context);
  }

  private Iterator<Line> records(FileRange file) {
    int width = widths.get(file.file);
    return new CsvRecords(files.openInTask(file), delimiter, width, files.maxLineLength());
  }

  private Draft draft(Line line) {
    Draft draft = row(line);
    int breaks = (int) line.text.chars().filter(c -> c == '\n').count();
    return draft == null || breaks == 0 ? draft : draft.ofLines(1 + breaks);
  }

  private Draft row(Line line) {
    if (line.text.isBlank()) {
      return null;
    }
    Parsed<List<String>> row = DelimitedLine.fields(line.text, delimiter);
    if (!row.isGood()) {
      return Draft.bad(line.file, line.number, row.reason(), Excerpt.hash(line.text));
    }
    int width = widths.get(line.file);
    if (row.value().size() != width) {
      int n = row.value().size();
      String reason = "it has " + n + (n == 1 ? " field" : " fields") + ", its header " + width;
      return Draft.bad(line.file, line.number, reason, Excerpt.hash(line.text));
    }
    int[] wanted = columns.get(line.file);
    String[] values = new String[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      values[i] = row.value().get(wanted[i]);
    }
    return fields.draft(line.file, line.number, values, Excerpt.hash(line.text));
  }
}
