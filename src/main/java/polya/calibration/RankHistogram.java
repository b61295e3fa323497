package polya.calibration;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import polya.Failure;
import polya.math.Special;

/**
 * How often the truth had each rank 0 … L among L posterior draws, for one quantity, and what that
 * says of the inference. Flat: calibrated. Heaped at both ends: draws lie too close together, or
 * depend on one another. Heaped in the middle: they are too wide. Heaped below: the inference
 * overestimates the quantity; above: it underestimates it. Immutable.
 */
public final class RankHistogram implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Fewer expected in a bin, and chi-square is no chi-square. */
  private static final int FEWEST_EXPECTED = 5;

  private final String quantity;
  private final long[] counts;

  /**
   * A histogram of ranks.
   *
   * @param quantity its name
   * @param counts how often each of the ranks 0 … L was seen; L ≥ 1
   * @throws Failure (usage) if there is one rank only, or a count is negative
   */
  public RankHistogram(String quantity, long[] counts) {
    if (counts.length < 2 || Arrays.stream(counts).anyMatch(n -> n < 0)) {
      throw Failure.usage(
          "Cannot make a histogram of the ranks of "
              + quantity
              + " from "
              + Arrays.toString(counts)
              + ": allowed are two counts or more, none below 0. Count ranks 0 … L.");
    }
    this.quantity = quantity;
    this.counts = counts.clone();
  }

  /** What was ranked. */
  public String quantity() {
    return quantity;
  }

  /** How often each rank 0 … L was seen, or each bin of them; a new array. */
  public long[] counts() {
    return counts.clone();
  }

  /** How many ranks were counted. */
  public long replicates() {
    return Arrays.stream(counts).sum();
  }

  /**
   * Ranks of both.
   *
   * @throws Failure (usage) if they are of different quantities or numbers of draws
   */
  public RankHistogram plus(RankHistogram other) {
    if (!quantity.equals(other.quantity) || counts.length != other.counts.length) {
      throw Failure.usage(
          "Cannot add ranks of "
              + other.quantity
              + " to those of "
              + quantity
              + ": there are "
              + other.counts.length
              + " against "
              + counts.length
              + " ranks; quantity and number must be the same. Add replicates of one calibration.");
    }
    long[] sum = counts();
    Arrays.setAll(sum, r -> sum[r] + other.counts[r]);
    return new RankHistogram(quantity, sum);
  }

  /**
   * Neighbouring ranks put together.
   *
   * @param bins a divisor of L + 1, at least 2
   * @throws Failure (usage) if it is not
   */
  public RankHistogram binned(int bins) {
    if (bins < 2 || counts.length % bins != 0) {
      throw Failure.usage(
          "Cannot put "
              + counts.length
              + " ranks into "
              + bins
              + " bins: allowed are divisors of "
              + counts.length
              + " from 2 on. Choose one.");
    }
    int width = counts.length / bins;
    long[] wide = new long[bins];
    for (int r = 0; r < counts.length; r++) {
      wide[r / width] += counts[r];
    }
    return new RankHistogram(quantity, wide);
  }

  /**
   * p value of Pearson's chi-square against the uniform distribution, of the ranks, or of as many
   * bins of them as leave {@value #FEWEST_EXPECTED} replicates or more to expect in each. A
   * calibrated inference is below x with probability x, nearly. With several quantities, several p.
   *
   * @throws Failure (usage) if there are too few replicates for two bins
   */
  public double uniformity() {
    double all = replicates();
    int bins = counts.length;
    while (bins > 1 && (counts.length % bins != 0 || all / bins < FEWEST_EXPECTED)) {
      bins--;
    }
    if (bins < 2) {
      throw Failure.usage(
          "Cannot test the ranks of "
              + quantity
              + ": "
              + replicates()
              + " replicates of "
              + counts.length
              + " ranks leave no two bins with "
              + FEWEST_EXPECTED
              + " each. Rank more replicates, or take a number of draws that is one less than a"
              + " power of 2.");
    }
    double expected = all / bins;
    double sum = 0;
    for (long observed : binned(bins).counts) {
      sum += (observed - expected) * (observed - expected) / expected;
    }
    return chiSquare(sum, bins - 1);
  }

  /**
   * p value of the symmetry that variational simulation-based calibration asks for (Yao, Vehtari,
   * Simpson and Gelman, "Yes, but did it work?", ICML 2018, algorithm 2): if the probability of a
   * value below the truth is distributed symmetrically about ½, the posterior is not biased in this
   * quantity, though it may be too narrow or too wide. Rank r is tested against rank L − r, Σ (n_r
   * − n_{L−r})² / (n_r + n_{L−r}) being chi-square with a degree of freedom a pair; they compare
   * the two by Kolmogorov and Smirnov instead. 1 if there is no pair to compare.
   */
  public double symmetry() {
    double sum = 0;
    int pairs = 0;
    for (int r = 0; r < counts.length / 2; r++) {
      long below = counts[r];
      long above = counts[counts.length - 1 - r];
      if (below + above > 0) {
        double apart = below - above;
        sum += apart * apart / (below + above);
        pairs++;
      }
    }
    return pairs == 0 ? 1 : chiSquare(sum, pairs);
  }

  private static double chiSquare(double sum, int freedom) {
    // Beyond this it is below 1e-100, and the series would overflow.
    return sum / 2 > freedom + 500 ? 0 : 1 - Special.gammaP(freedom / 2.0, sum / 2);
  }

  /**
   * Share of replicates whose truth lies below or above all draws; 2/(L + 1) if calibrated. NaN
   * without replicates.
   */
  public double beyondAllDraws() {
    return (counts[0] + counts[counts.length - 1]) / (double) replicates();
  }

  /**
   * Mean rank as a share of L: ½ if calibrated, less if the inference overestimates the quantity.
   * NaN without replicates.
   */
  public double meanRank() {
    double sum = 0;
    for (int r = 0; r < counts.length; r++) {
      sum += r * (double) counts[r] / (counts.length - 1);
    }
    return sum / replicates();
  }

  /** One line for a person. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: beyond all draws %.1f %% (%.1f), mean rank %.3f (0.500), symmetry p %.4f, ranks %s",
        quantity,
        100 * beyondAllDraws(),
        200.0 / counts.length,
        meanRank(),
        symmetry(),
        Arrays.toString(counts));
  }
}
