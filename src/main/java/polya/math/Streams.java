package polya.math;

/**
 * Keyed random streams: the numbers depend on (seed, purpose, round, key) and on nothing else, in
 * particular not on which machine or thread asks, in which order, or how often.
 *
 * <p>The generator is Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as
 * easy as 1, 2, 3", SC 2011). Its 64-bit key is a mix of seed, purpose and the upper half of the
 * round; its 128-bit counter is (block number, lower half of the round, key). So for one seed and
 * purpose, streams of different (round &lt; 2³², key) never share a block. Making a stream costs
 * about 10 ns.
 */
public final class Streams {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Streams() {}

  /**
   * The stream of a document, a term or any other numbered thing in a round.
   *
   * @param seed the job's seed
   * @param purpose what the numbers are for
   * @param round the round, or 0 where there is none
   * @param key document key, term index, replicate number, …
   */
  public static RandomStream of(long seed, Purpose purpose, long round, long key) {
    long mixed = mix(seed) + purpose.code() * GOLDEN;
    if (round >>> 32 != 0) {
      mixed ^= mix((round >>> 32) * GOLDEN);
    }
    return new RandomStream(mix(mixed), (int) round, key);
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014): a bijection of the longs. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
