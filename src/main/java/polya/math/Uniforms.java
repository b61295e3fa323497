package polya.math;

/**
 * Uniform numbers of a generator that is one long, about a nanosecond each. For draws of single
 * tokens, where a {@link RandomStream} would cost more than the draw. Number i of a key is the
 * finalizer of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
 * OOPSLA 2014) at key + i · φ, that generator's own sequence; the keys are drawn by {@link
 * Streams}.
 */
public final class Uniforms {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private static final long BESIDE = 0xD1B54A32D192ED03L;

  private Uniforms() {}

  /**
   * The key of a document's numbers in one sweep of a round: the sweep-th long of its stream.
   *
   * @param sweep from 0
   */
  public static long key(long seed, Purpose purpose, long round, long document, int sweep) {
    RandomStream stream = Streams.of(seed, purpose, round, document);
    long key = stream.nextLong();
    for (int s = 0; s < sweep; s++) {
      key = stream.nextLong();
    }
    return key;
  }

  /** A generator at its next number: at first it is the key. */
  public static long next(long generator) {
    return generator + GOLDEN;
  }

  /** A generator so many numbers further. */
  public static long skip(long generator, long numbers) {
    return generator + numbers * GOLDEN;
  }

  /**
   * A generator of other numbers that one stands for, so that however many are taken it is itself
   * no further.
   */
  public static long beside(long generator) {
    return mixed(generator ^ BESIDE);
  }

  /** The number that a generator stands at: uniform on [0, 1), a multiple of 2⁻⁵³. */
  public static double of(long generator) {
    return (mixed(generator) >>> 11) * 0x1p-53;
  }

  private static long mixed(long generator) {
    long z = generator;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
