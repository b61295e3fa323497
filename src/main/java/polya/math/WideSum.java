package polya.math;

import java.io.Serializable;

/** A sum of products of longs in 128 bits: exact, so it comes out the same in any order. */
public final class WideSum implements Serializable {
  private static final long serialVersionUID = 1L;

  private long high;
  private long low;

  /** Adds a · b. */
  public void addProduct(long a, long b) {
    add(Math.multiplyHigh(a, b), a * b);
  }

  /** Adds another sum. */
  public void add(WideSum other) {
    add(other.high, other.low);
  }

  private void add(long h, long l) {
    long sum = low + l;
    long carry = Long.compareUnsigned(sum, l) < 0 ? 1 : 0;
    low = sum;
    high += h + carry;
  }

  /** The nearest double, but for two roundings. */
  public double toDouble() {
    double unsignedLow = (low >>> 1) * 2.0 + (low & 1);
    return high * 0x1p64 + unsignedLow;
  }
}
