package polya.spark.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import polya.corpus.TripleLine;
import polya.spark.ingest.lines.Excerpt;
import polya.spark.ingest.lines.Line;

/**
 * A range of a file of triples as a stream of fragments, each keyed by its user; what belongs to no
 * user has the key {@link #NO_USER}. Memory: one fragment.
 */
final class TripleFragments extends Fragments<String, String[]> {
  /** The key of what belongs to no user: no user's name is empty. */
  static final String NO_USER = "";

  private static final int MOST_ENTRIES = 1 << 12;
  private static final String NAMES = "; a line of column names needs --header";

  private final int file;
  private final TableLayout table;
  private final List<String> items = new ArrayList<>();
  private int[] counts = new int[64];
  private String user;
  private long position;
  private Fragment<String[]> bad;

  /** Reads lines of a range of the file, its header included. */
  TripleFragments(Iterator<Line> lines, int file, TableLayout table) {
    super(lines);
    this.file = file;
    this.table = table;
  }

  @Override
  void take(Line line) {
    if (line.kind == Line.Kind.DAMAGED) {
      orphan(Fragment.fault(file, line.number, line.reason));
    } else if (table.header() && line.number == 1) {
      return;
    } else if (line.kind == Line.Kind.BAD) {
      orphan(Fragment.bad(file, line.number, line.reason, line.excerpt));
    } else if (!line.text.isBlank()) {
      triple(line, TripleLine.parse(line.text, table.delimiter()));
    }
  }

  private void triple(Line line, TripleLine triple) {
    if (triple.user() == null) {
      orphan(bad(line, triple));
      return;
    }
    if (!triple.user().equals(user) || items.size() == MOST_ENTRIES) {
      flush();
      user = triple.user();
      position = line.number;
    }
    if (triple.reason() != null && bad == null) {
      bad = bad(line, triple);
    } else if (bad == null) {
      if (items.size() == counts.length) {
        counts = Arrays.copyOf(counts, 2 * counts.length);
      }
      counts[items.size()] = triple.count();
      items.add(triple.item());
    }
  }

  private Fragment<String[]> bad(Line line, TripleLine triple) {
    String hint = hint(line, triple.reason());
    return Fragment.bad(file, line.number, triple.reason() + hint, Excerpt.hash(line.text));
  }

  /** What may help with a line of other fields than three. */
  private String hint(Line line, String reason) {
    boolean first = line.number == 1 && !table.header();
    if (reason.startsWith("count ")) {
      return first && reason.contains("(hidden)") ? NAMES : "";
    }
    if (!reason.startsWith("it has ")) {
      return "";
    }
    if (line.text.contains("::")) {
      return "; between fields stands ::, write a tab there and give --delimiter tab";
    }
    if (table.delimiter() != '\t' && line.text.indexOf('\t') >= 0) {
      return "; there are tabs in it, which need --delimiter tab";
    }
    boolean rows = line.text.chars().anyMatch(c -> c >= '0' && c <= '9');
    return first && !rows ? NAMES : "; other columns are to be cut off, a header needs --header";
  }

  @Override
  void end() {
    flush();
  }

  private void flush() {
    if (bad != null) {
      emit(user, bad);
    } else if (!items.isEmpty()) {
      emit(
          user,
          Fragment.good(
              file, position, items.toArray(String[]::new), Arrays.copyOf(counts, items.size())));
    }
    items.clear();
    bad = null;
    user = null;
  }

  private void orphan(Fragment<String[]> fragment) {
    emit(NO_USER, fragment);
  }
}
