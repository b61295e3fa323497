package polya.topics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import polya.Failure;

/**
 * Named sums that come out the same in any order: every term put in is rounded once, to a multiple
 * of 2^-bits ({@link SumsLayout}), and whole numbers are added up exactly, in 128 bits. Memory 16
 * bytes a number. Not thread-safe.
 */
public final class Sums implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final double WORD = 0x1p64;

  private final SumsLayout layout;

  /** High and low words of each number in turn. */
  private final long[] words;

  /** The sum that was added to last: the next place is most likely one of it. */
  private transient int last;

  /** Sums of nothing. */
  public Sums(SumsLayout layout) {
    this(layout, new long[2 * layout.size()]);
  }

  private Sums(SumsLayout layout, long[] words) {
    this.layout = layout;
    this.words = words;
  }

  /**
   * K numbers added up over parts, each rounded once; cost: their numbers.
   *
   * @param parts as many numbers each
   */
  public static double[] of(Iterable<double[]> parts, int numbers) {
    Sums sums = new Sums(SumsLayout.none().vector("all", numbers, SumsLayout.REAL, 0));
    for (double[] part : parts) {
      for (int i = 0; i < numbers; i++) {
        sums.add(i, part[i]);
      }
    }
    return sums.vector("all");
  }

  /** Which sums these are. */
  public SumsLayout layout() {
    return layout;
  }

  /** Adds to a sum of one number. */
  public void add(String name, double x) {
    add(layout.at(name), x);
  }

  /** Adds to a sum of several numbers, each its own. */
  public void add(String name, double[] x) {
    int at = layout.at(name);
    for (int i = 0; i < layout.numbers(name); i++) {
      add(at + i, x[i]);
    }
  }

  /**
   * Adds to the number at a place.
   *
   * @throws Failure (resources) if x is not finite, or beyond what fits
   * @throws ArithmeticException if the sum is beyond what fits
   */
  public void add(int place, double x) {
    if (!layout.has(last, place)) {
      last = layout.indexAt(place);
    }
    double scaled = Math.rint(x * layout.units(last));
    if (Math.abs(scaled) < 0x1p62) {
      long fixed = (long) scaled;
      add(place, fixed >> 63, fixed);
      return;
    }
    if (!(Math.abs(scaled) < 0x1p126)) {
      throw Failure.resources(
          "Cannot go on: "
              + x
              + " does not fit the sum "
              + layout.nameAt(place)
              + "; allowed are finite numbers up to "
              + Math.scalb(1.0, SumsLayout.ROOM - layout.bits(place))
              + ". Raise priors that are far below 1e-6, or report this as a bug.");
    }
    // Beyond 2^53 a double is a whole number, so both parts are exact.
    double high = Math.floor(scaled / WORD);
    double low = scaled - high * WORD;
    long word = low < 0x1p63 ? (long) low : (long) (low - 0x1p63) ^ Long.MIN_VALUE;
    add(place, (long) high, word);
  }

  private void add(int place, long high, long low) {
    int at = 2 * place;
    long sum = words[at + 1] + low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    words[at + 1] = sum;
    words[at] = Math.addExact(words[at], high + carry);
  }

  /** Adds all numbers of other sums of the same layout. */
  public void add(Sums other) {
    if (other.words.length != words.length) {
      throw new IllegalArgumentException(other.layout + " cannot be added to " + layout);
    }
    for (int place = 0; place < layout.size(); place++) {
      add(place, other.words[2 * place], other.words[2 * place + 1]);
    }
  }

  /** The number at a place. */
  public double get(int place) {
    long high = words[2 * place];
    long low = words[2 * place + 1];
    boolean negative = high < 0;
    if (negative) {
      low = -low;
      high = ~high + (low == 0 ? 1 : 0);
    }
    double all = high == 0 && low >= 0 ? low : high * WORD + ((low >>> 1) * 2.0 + (low & 1));
    double number = Math.scalb(all, -layout.bits(place));
    return negative ? -number : number;
  }

  /** A sum of one number. */
  public double scalar(String name) {
    return get(layout.at(name));
  }

  /** The numbers of a sum; a new array. */
  public double[] vector(String name) {
    double[] numbers = new double[layout.numbers(name)];
    int at = layout.at(name);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = get(at + i);
    }
    return numbers;
  }

  /**
   * A symmetric matrix; a new one.
   *
   * @return K × K; what was added at place {@link #place(int, int, int)} stands at (i, j) and (j,
   *     i)
   */
  public double[][] symmetric(String name) {
    int order = layout.order(name);
    double[][] matrix = new double[order][order];
    int at = layout.at(name);
    for (int i = 0; i < order; i++) {
      for (int j = i; j < order; j++) {
        matrix[i][j] = get(at + place(order, i, j));
        matrix[j][i] = matrix[i][j];
      }
    }
    return matrix;
  }

  /** Where an entry i ≤ j of a symmetric matrix stands among its numbers. */
  public static int place(int order, int i, int j) {
    return i * order - i * (i - 1) / 2 + j - i;
  }

  /** All numbers in their places; a new array. */
  public double[] numbers() {
    double[] numbers = new double[layout.size()];
    for (int place = 0; place < numbers.length; place++) {
      numbers[place] = get(place);
    }
    return numbers;
  }

  /** A copy that goes its own way. */
  Sums copy() {
    return new Sums(layout, words.clone());
  }

  /** The bytes that they are. */
  long bytes() {
    return 8L * words.length;
  }

  /** Writes layout and numbers as data: what {@link #read} reads. */
  void write(DataOutput out) throws IOException {
    layout.write(out);
    for (long word : words) {
      out.writeLong(word);
    }
  }

  static Sums read(DataInput in) throws IOException {
    Sums sums = new Sums(SumsLayout.read(in));
    for (int i = 0; i < sums.words.length; i++) {
      sums.words[i] = in.readLong();
    }
    return sums;
  }
}
