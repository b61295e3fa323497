package polya.describe;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import polya.Failure;
import polya.corpus.DelimitedLine;
import polya.corpus.Parsed;

/**
 * Labels as a person writes them, a line a topic: {@code 7,Praise of the Lord}, with a comma, a
 * semicolon or a tab after the number, the same in all lines. Other columns are passed over where a
 * first line names {@code topic}, which comes first, and {@code label}: so a table that {@code
 * describe} wrote can be edited and given back. A topic without a label keeps its own.
 */
public final class LabelLines {
  /** The longest label. */
  public static final int MOST = 200;

  private final String name;
  private final int topics;
  private final Map<Integer, String> labels = new TreeMap<>();

  /** Whether a first line names the columns, so that there may be others. */
  private boolean named;

  private LabelLines(String name, int topics) {
    this.name = name;
    this.topics = topics;
  }

  /**
   * The labels of a file.
   *
   * @param name of the file, for messages
   * @param topics K
   * @return labels by topic
   * @throws Failure (input) if a line is no such, a topic is not there or has two labels, or a
   *     label is longer than {@value #MOST} characters
   */
  public static Map<Integer, String> parse(String name, String text, int topics) {
    LabelLines lines = new LabelLines(name, topics);
    String bare = text.startsWith("\ufeff") ? text.substring(1) : text;
    lines.read(bare.lines().toList());
    return lines.labels;
  }

  private void read(List<String> lines) {
    char delimiter = ',';
    int label = 1;
    boolean begun = false;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      if (!begun) {
        delimiter = delimiter(lines.get(i));
      }
      List<String> fields = fields(lines.get(i), delimiter, i + 1);
      if (!begun && fields.get(0).strip().equalsIgnoreCase("topic")) {
        label = fields.stream().map(f -> f.strip().toLowerCase()).toList().indexOf("label");
        named = true;
        if (label < 0) {
          throw refused(1, "its first line names no column label", "topic and label");
        }
      } else {
        put(fields, label, i + 1);
      }
      begun = true;
    }
  }

  /** What stands behind the first field. */
  private static char delimiter(String line) {
    for (char c : line.toCharArray()) {
      if (c == ',' || c == ';' || c == '\t') {
        return c;
      }
    }
    return ',';
  }

  private List<String> fields(String line, char delimiter, int number) {
    Parsed<List<String>> fields = DelimitedLine.fields(line, delimiter);
    if (!fields.isGood()) {
      throw refused(number, fields.reason(), "a topic's number and its label");
    }
    return fields.value();
  }

  private void put(List<String> fields, int column, int line) {
    String number = fields.get(0).strip();
    if (!number.matches("\\d{1,9}")) {
      throw refused(line, "its first field is no number", "a topic's number and its label");
    }
    if (Integer.parseInt(number) >= topics) {
      throw refused(
          line, "there is no topic " + number, "topics of the model, 0 … " + (topics - 1));
    }
    if (fields.size() <= column) {
      throw refused(line, "it has no label", "a topic's number and its label");
    }
    if (!named && fields.size() > 2) {
      throw refused(
          line,
          "it has " + fields.size() + " fields",
          "a topic's number and its label, in double quotes if it has a comma");
    }
    String label = GuardedCell.open(fields.get(column)).strip().replaceAll("\\s+", " ");
    if (label.length() > MOST) {
      throw refused(
          line, "its label has " + label.length() + " characters", "up to " + MOST + " of them");
    }
    if (!label.isEmpty() && labels.put(Integer.parseInt(number), label) != null) {
      throw refused(line, "topic " + number + " has a label already", "one label a topic");
    }
  }

  private Failure refused(int line, String found, String allowed) {
    return Failure.input(
        "Cannot use labels of "
            + name
            + ": line "
            + line
            + ", "
            + found
            + "; allowed is "
            + allowed
            + ". Correct the file.");
  }
}
