package polya.heldout.error;

import java.io.Serializable;
import polya.heldout.Estimate;
import polya.math.WideSum;
import polya.topics.FixedPoint;

/** What {@link MonteCarlo} is made of: any order and grouping give the same bits. */
final class MonteCarloSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int BITS = 20;

  private final WideSum squares = new WideSum();
  private long weighed;
  private long effective;
  private double leastEffective = Double.POSITIVE_INFINITY;
  private long judged;
  private long aboveHalf;
  private long heavyTailed;
  private long aboveOne;

  /** Adds a scored document. */
  void add(Estimate estimate) {
    long error = FixedPoint.of(estimate.standardError(), BITS);
    squares.addProduct(error, error);
    if (!Double.isNaN(estimate.effectiveSamples())) {
      weighed++;
      effective = Math.addExact(effective, FixedPoint.of(estimate.effectiveSamples(), BITS));
      leastEffective = Math.min(leastEffective, estimate.effectiveSamples());
    }
    if (!Double.isNaN(estimate.paretoK())) {
      judged++;
      aboveHalf += estimate.paretoK() > 0.5 ? 1 : 0;
      heavyTailed += estimate.heavyTailed() ? 1 : 0;
      aboveOne += estimate.paretoK() > 1 ? 1 : 0;
    }
  }

  /** Adds all of another part. */
  void add(MonteCarloSums other) {
    squares.add(other.squares);
    weighed += other.weighed;
    effective = Math.addExact(effective, other.effective);
    leastEffective = Math.min(leastEffective, other.leastEffective);
    judged += other.judged;
    aboveHalf += other.aboveHalf;
    heavyTailed += other.heavyTailed;
    aboveOne += other.aboveOne;
  }

  /** Σ s_d². */
  double variance() {
    double unit = 1.0 / (1L << BITS);
    return squares.toDouble() * unit * unit;
  }

  /**
   * What they amount to for a perplexity of so many tokens.
   *
   * @param escalates whether documents of heavy tails were handed over
   */
  MonteCarlo result(double perplexity, long tokens, boolean escalates) {
    return new MonteCarlo(
        perplexity * Math.sqrt(variance()) / tokens,
        variance() / 2 / tokens,
        weighed == 0 ? Double.NaN : FixedPoint.toDouble(effective, BITS) / weighed,
        weighed == 0 ? Double.NaN : leastEffective,
        judged,
        aboveHalf,
        heavyTailed,
        aboveOne,
        escalates ? heavyTailed : 0);
  }
}
