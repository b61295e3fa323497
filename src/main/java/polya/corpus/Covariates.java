package polya.corpus;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import polya.Failure;

/**
 * Which columns of a corpus tell what its documents are beside their words, and how each is read: a
 * category, labels with semicolons between them, or a number that stands for the nearest of a few
 * bins. A document's values become labels {@code column=value}, so that documents with the same are
 * a group ({@link Groups}), and all of it is one {@link Encoding}. Columns are sorted by their
 * names: in which order they are given makes no difference. Immutable. A class and not a record,
 * for Kryo.
 */
public final class Covariates implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What {@link AttributeRow#kind} says of them. */
  public static final String KIND = "covariates";

  /** The most bins of a number. */
  public static final int BINS = 32;

  /** Knots of a number where none are given. */
  public static final int KNOTS = 5;

  private static final String NUMBER = "number";
  private static final String LABELS = "labels";
  private static final char BETWEEN = '=';

  private final String[] names;

  /** Knots of a number; 0 of a category, −1 of labels. */
  private final int[] knots;

  /** By column, ascending; null of what is no number. */
  private final double[][] bins;

  private Covariates(String[] names, int[] knots, double[][] bins) {
    this.names = names;
    this.knots = knots;
    this.bins = bins;
  }

  /**
   * What {@code author,tags:labels,year:number:5} says, without any bins.
   *
   * @throws Failure (usage) if it says nothing that is known, or a column twice
   */
  public static Covariates parse(String text) {
    Map<String, Integer> columns = new TreeMap<>(LabelSyntax.ORDER);
    for (String part : text.split(",", -1)) {
      String[] words = part.strip().split(":", -1);
      int form = form(words);
      if (form < -1 || words[0].isBlank() || words[0].indexOf(BETWEEN) >= 0) {
        throw refused(text, "no column is " + (part.isBlank() ? "blank" : part.strip()));
      }
      if (columns.put(words[0].strip(), form) != null) {
        throw refused(text, "it has " + words[0].strip() + " twice");
      }
    }
    String[] names = columns.keySet().toArray(String[]::new);
    int[] knots = columns.values().stream().mapToInt(n -> n).toArray();
    return new Covariates(names, knots, new double[names.length][]);
  }

  /** Knots, 0, −1, or −2 for none of them. */
  private static int form(String[] words) {
    if (words.length == 1) {
      return 0;
    }
    if (words.length == 2 && words[1].equals(LABELS)) {
      return -1;
    }
    if (!words[1].equals(NUMBER) || words.length > 3) {
      return -2;
    }
    if (words.length == 2) {
      return KNOTS;
    }
    boolean whole = words[2].matches("[0-9]{1,2}");
    int given = whole ? Integer.parseInt(words[2]) : 0;
    return given >= 2 && given <= BINS ? given : -2;
  }

  private static Failure refused(String text, String found) {
    return Failure.usage(
        "Cannot read covariates "
            + text
            + ": "
            + found
            + "; allowed are columns with commas between them, each NAME, NAME:labels or"
            + " NAME:number:KNOTS with 2 to "
            + BINS
            + " knots. Correct covariateCols.");
  }

  /** The names of the columns, ascending. */
  public List<String> columns() {
    return List.of(names);
  }

  /** How many knots a column has that is a number; 0 of the others. */
  public int knots(String column) {
    return Math.max(0, knots[at(column)]);
  }

  /** Whether a column has one category a document. */
  public boolean isCategory(String column) {
    return knots[at(column)] == 0;
  }

  private int at(String column) {
    return List.of(names).indexOf(column);
  }

  /** What {@link #parse} reads, in the order of the names. */
  public String text() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      parts.add(
          names[i]
              + (knots[i] == 0 ? "" : knots[i] < 0 ? ":" + LABELS : ":" + NUMBER + ":" + knots[i]));
    }
    return String.join(",", parts);
  }

  /**
   * The same with bins of the numbers.
   *
   * @param counts how many documents have each number, by column
   */
  public Covariates withBins(Map<String, Map<Double, Long>> counts) {
    double[][] found = new double[names.length][];
    for (int i = 0; i < names.length; i++) {
      found[i] = knots[i] <= 0 ? null : binned(counts.getOrDefault(names[i], Map.of()));
    }
    return new Covariates(names, knots, found);
  }

  /** The same with the bins that an encoding's values stand for. */
  Covariates withBinsOf(List<String> values) {
    double[][] found = new double[names.length][];
    for (int i = 0; i < names.length; i++) {
      String column = names[i];
      found[i] =
          knots[i] <= 0
              ? null
              : values.stream()
                  .filter(value -> column(value).equals(column))
                  .mapToDouble(value -> Double.parseDouble(value(value)))
                  .sorted()
                  .toArray();
    }
    return new Covariates(names, knots, found);
  }

  /** At most {@value #BINS} quantile bins: equal numbers together, each bin its documents' mean. */
  private static double[] binned(Map<Double, Long> counts) {
    TreeMap<Double, Long> sorted = new TreeMap<>(counts);
    if (sorted.size() <= BINS) {
      return sorted.keySet().stream().mapToDouble(x -> x).toArray();
    }
    double all = sorted.values().stream().mapToLong(n -> n).sum();
    double[] means = new double[BINS];
    double[] documents = new double[BINS];
    double before = 0;
    for (Map.Entry<Double, Long> number : sorted.entrySet()) {
      double n = number.getValue();
      int bin = (int) Math.min(BINS - 1, (before + n / 2) / all * BINS);
      documents[bin] += n;
      means[bin] += (number.getKey() - means[bin]) * (n / documents[bin]);
      before += n;
    }
    double[] filled = new double[BINS];
    int bins = 0;
    for (int b = 0; b < BINS; b++) {
      filled[bins] = means[b];
      bins += documents[b] > 0 ? 1 : 0;
    }
    return Arrays.copyOf(filled, bins);
  }

  /**
   * A document's labels, see {@link LabelSyntax#sorted}: of a category or number at most one. What
   * is blank, and what is no finite number where one is read, is missing and has none.
   *
   * @param values of {@link #columns} in their order; null for none
   * @throws Failure (input) if a value that is to be a number is a word
   */
  public List<String> labels(List<String> values) {
    List<String> labels = new ArrayList<>(names.length);
    for (int i = 0; i < names.length; i++) {
      String value = values.get(i) == null ? "" : values.get(i).strip();
      if (knots[i] > 0) {
        double number = number(names[i], value);
        if (Double.isFinite(number) && bins[i].length > 0) {
          labels.add(label(names[i], Double.toString(nearest(bins[i], number))));
        }
      } else if (knots[i] == 0 && !value.isEmpty()) {
        labels.add(label(names[i], value));
      } else if (knots[i] < 0) {
        for (String part : value.split(LabelSyntax.SEPARATOR, -1)) {
          if (!part.isBlank()) {
            labels.add(label(names[i], part.strip()));
          }
        }
      }
    }
    return LabelSyntax.sorted(labels);
  }

  /**
   * A value as a number; NaN if it is missing.
   *
   * @throws Failure (input) if it is a word
   */
  public static double number(String column, String value) {
    String text = value == null ? "" : value.strip();
    if (text.isEmpty()) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text) + 0.0; // No −0.
    } catch (NumberFormatException e) {
      throw Failure.input(
          "Cannot read covariate "
              + column
              + " of a document: "
              + (text.length() <= 40 ? text : text.substring(0, 39) + "…")
              + " is no number; allowed are numbers, and nothing or NaN where there is none. Give"
              + " it as a category, without :number.");
    }
  }

  /** The bin that a number stands for: the nearest, of two the lower one. */
  private static double nearest(double[] bins, double number) {
    int low = 0;
    int high = bins.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (number - bins[middle] <= bins[middle + 1] - number) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return bins[low];
  }

  /** The label of a value. */
  public static String label(String column, String value) {
    return column + BETWEEN + value;
  }

  /** The column of a label. */
  public static String column(String label) {
    return label.substring(0, label.indexOf(BETWEEN));
  }

  /** The value of a label. */
  public static String value(String label) {
    return label.substring(label.indexOf(BETWEEN) + 1);
  }
}
