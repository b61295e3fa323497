package polya.math;

/**
 * One stream of random numbers, see {@link Streams}. Ten rounds of Philox4x32 give two longs, about
 * 5 ns each; the period is 2³³ longs. For one thread at a time.
 */
public final class RandomStream {
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final int ROUNDS = 10;

  private final int key0;
  private final int key1;
  private final int round;
  private final long key;
  private int block;
  private long second;
  private boolean hasSecond;
  private double secondGaussian = Double.NaN;

  RandomStream(long philoxKey, int round, long key) {
    this.key0 = (int) philoxKey;
    this.key1 = (int) (philoxKey >>> 32);
    this.round = round;
    this.key = key;
  }

  /** 64 random bits. */
  public long nextLong() {
    if (hasSecond) {
      hasSecond = false;
      return second;
    }
    return nextBlock();
  }

  /**
   * Uniform on 0 … bound − 1, without bias (Lemire 2019: multiply and shift, rejecting the short
   * end).
   *
   * @param bound ≥ 1; below that the result is meaningless
   */
  public int nextInt(int bound) {
    long product = (nextLong() >>> 32) * bound;
    if ((product & 0xFFFFFFFFL) < bound) {
      long reject = (1L << 32) % bound;
      while ((product & 0xFFFFFFFFL) < reject) {
        product = (nextLong() >>> 32) * bound;
      }
    }
    return (int) (product >>> 32);
  }

  /** Uniform on [0, 1): the multiples of 2⁻⁵³. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Uniform on (0, 1): the odd multiples of 2⁻⁵³, so neither end is ever met. */
  public double nextOpen() {
    return ((nextLong() >>> 12) + 0.5) * 0x1p-52;
  }

  /** A standard normal draw by Marsaglia's polar method (1964); {@link StrictMath} only. */
  public double nextGaussian() {
    if (!Double.isNaN(secondGaussian)) {
      double gaussian = secondGaussian;
      secondGaussian = Double.NaN;
      return gaussian;
    }
    double x;
    double y;
    double square;
    do {
      x = 2 * nextOpen() - 1;
      y = 2 * nextOpen() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    double scale = Math.sqrt(-2 * StrictMath.log(square) / square);
    secondGaussian = y * scale;
    return x * scale;
  }

  /** Both longs of one block: for the published answers. */
  static long[] block(long philoxKey, int block, int round, long key) {
    RandomStream stream = new RandomStream(philoxKey, round, key);
    stream.block = block;
    return new long[] {stream.nextLong(), stream.nextLong()};
  }

  private long nextBlock() {
    int c0 = block++;
    int c1 = round;
    int c2 = (int) key;
    int c3 = (int) (key >>> 32);
    int k0 = key0;
    int k1 = key1;
    for (int i = 0; i < ROUNDS; i++) {
      long p0 = MULTIPLIER_0 * (c0 & 0xFFFFFFFFL);
      long p1 = MULTIPLIER_1 * (c2 & 0xFFFFFFFFL);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c1 = (int) p1;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c3 = (int) p0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    second = (c2 & 0xFFFFFFFFL) | (long) c3 << 32;
    hasSecond = true;
    return (c0 & 0xFFFFFFFFL) | (long) c1 << 32;
  }
}
