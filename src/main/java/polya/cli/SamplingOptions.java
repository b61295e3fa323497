package polya.cli;

/**
 * How much work the estimators that sample may do.
 *
 * @param seed of whatever is drawn
 * @param particles R of left-to-right
 * @param moves rejuvenation moves of left-to-right, a particle and token
 * @param samples draws of importance sampling, and states of Chib's chain
 * @param temperatures steps of annealed importance sampling from the prior to the posterior
 * @param chains independent chains of annealed importance sampling
 */
public record SamplingOptions(
    long seed, int particles, int moves, int samples, int temperatures, int chains) {
  /** The defaults. */
  public static SamplingOptions of(long seed) {
    return new SamplingOptions(seed, 20, 3, 1000, 5000, 4);
  }
}
