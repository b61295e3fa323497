package polya.topics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Which named sums are added up together, each with its shape and the fraction bits it is kept
 * with: a number of a {@link Sums} is a whole multiple of 2^-bits, in 127 bits and a sign. Built up
 * from {@link #none}, in the order in which the numbers stand. Immutable.
 */
public final class SumsLayout implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Fraction bits of sums of real numbers: a unit is 9e-19, so that a billion terms put in are
   * rounded by less than 1e-9 together, and there is room for 7e19.
   */
  public static final int REAL = 60;

  /** Fraction bits of sums of whole numbers. */
  public static final int WHOLE = 0;

  /** Bits of a sum beside its sign, and one to spare. */
  static final int ROOM = 126;

  private static final SumsLayout NONE =
      new SumsLayout(new String[0], new int[1], new int[0], new int[0]);

  private final String[] names;

  /** Where each sum's numbers begin; one more than there are sums. */
  private final int[] starts;

  /** K of a symmetric K × K matrix, of which the upper triangle is kept; else 0. */
  private final int[] orders;

  private final int[] bits;

  /** 2^bits. */
  private final double[] units;

  private SumsLayout(String[] names, int[] starts, int[] orders, int[] bits) {
    this.names = names;
    this.starts = starts;
    this.orders = orders;
    this.bits = bits;
    units = Arrays.stream(bits).mapToDouble(b -> Math.scalb(1.0, b)).toArray();
  }

  /** Fraction bits of real numbers that stay within this: {@link #REAL}, or as many as fit. */
  public static int bitsWithin(double most) {
    return Math.max(0, Math.min(REAL, ROOM - 1 - Math.getExponent(most)));
  }

  /** No sums. */
  public static SumsLayout none() {
    return NONE;
  }

  /**
   * These and one number more.
   *
   * @param bits its fraction bits, ≥ 0
   * @param most what the sum, and every term put in, stays within
   * @throws IllegalArgumentException if the name is taken, or there is no room for that
   */
  public SumsLayout scalar(String name, int bits, double most) {
    return with(name, 1, 0, bits, most);
  }

  /** These and so many numbers more; the rest as for {@link #scalar}. */
  public SumsLayout vector(String name, int numbers, int bits, double most) {
    return with(name, numbers, 0, bits, most);
  }

  /** These and a symmetric matrix of this order more; the rest as for {@link #scalar}. */
  public SumsLayout symmetric(String name, int order, int bits, double most) {
    return with(name, Math.multiplyExact(order, order + 1) / 2, order, bits, most);
  }

  private SumsLayout with(String name, int numbers, int order, int fraction, double most) {
    if (Arrays.asList(names).contains(name)) {
      throw new IllegalArgumentException("there is a sum " + name + " already");
    }
    if (fraction < 0 || !(Math.scalb(most, fraction) < Math.scalb(1.0, ROOM))) {
      throw new IllegalArgumentException(
          "a sum " + name + " of up to " + most + " does not fit " + fraction + " fraction bits");
    }
    int n = names.length;
    String[] moreNames = Arrays.copyOf(names, n + 1);
    moreNames[n] = name;
    int[] moreOrders = with(orders, order);
    return new SumsLayout(
        moreNames, with(starts, size() + numbers), moreOrders, with(bits, fraction));
  }

  private static int[] with(int[] values, int last) {
    int[] more = Arrays.copyOf(values, values.length + 1);
    more[values.length] = last;
    return more;
  }

  /** How many numbers there are. */
  public int size() {
    return starts[names.length];
  }

  /** The place of a sum's first number; the others follow. Cost: a look at every name. */
  public int at(String name) {
    return starts[index(name)];
  }

  /** How many numbers a sum has. */
  int numbers(String name) {
    int i = index(name);
    return starts[i + 1] - starts[i];
  }

  /** The order of a symmetric matrix; 0 of other sums. */
  int order(String name) {
    return orders[index(name)];
  }

  /** The fraction bits of the number at a place. */
  int bits(int place) {
    return bits[indexAt(place)];
  }

  /** The name of the sum that has the number at a place. */
  String nameAt(int place) {
    return names[indexAt(place)];
  }

  /** How many units of a sum make 1: 2 to the power of its fraction bits. */
  double units(int sum) {
    return units[sum];
  }

  /** Whether a place belongs to a sum. */
  boolean has(int sum, int place) {
    return sum < names.length && starts[sum] <= place && place < starts[sum + 1];
  }

  /** The sum that a place belongs to. */
  int indexAt(int place) {
    int at = Arrays.binarySearch(starts, place);
    if (at < 0) {
      return -at - 2;
    }
    while (starts[at + 1] == place) {
      at++; // Sums without numbers share their start with the next.
    }
    return at;
  }

  private int index(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("there is no sum " + name + " among " + this);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(names.length);
    for (int i = 0; i < names.length; i++) {
      out.writeUTF(names[i]);
      out.writeInt(starts[i + 1] - starts[i]);
      out.writeInt(orders[i]);
      out.writeInt(bits[i]);
    }
  }

  static SumsLayout read(DataInput in) throws IOException {
    SumsLayout layout = NONE;
    for (int n = in.readInt(); n > 0; n--) {
      layout = layout.with(in.readUTF(), in.readInt(), in.readInt(), in.readInt(), 0);
    }
    return layout;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SumsLayout layout
        && Arrays.equals(layout.names, names)
        && Arrays.equals(layout.starts, starts)
        && Arrays.equals(layout.orders, orders)
        && Arrays.equals(layout.bits, bits);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(names);
  }

  @Override
  public String toString() {
    return Arrays.toString(names);
  }
}
