package polya.mixing;

import java.io.Serializable;

/**
 * How many sweeps a document is folded in by: until they converge ({@link #converged}), or so many
 * at most ({@link #of}), which begin nearer to where they end. Documents that have their mixture in
 * closed form need none, and do not ask.
 *
 * <p>From θ even on all topics EM takes the first half of its sweeps to leave the topics that a
 * document does not have. What one sweep counts, n_k, says already which these are: sweeps whose
 * number is given go on from θ_k ∝ n_k^2.5 after the first, and so three do what some thirty do
 * from an even start. The mode is the same one: Σ_w c_w log Σ_k θ_k φ_wk + Σ_k α_k log θ_k is
 * concave in θ, and α_k &gt; 0 brings back a topic that was given up.
 */
public final class FoldInSweeps implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The most sweeps where they go on until they converge. */
  public static final int MOST = 50;

  /**
   * Sweeps have converged when Σ_k |Δθ_k| falls below this. Against all 50 sweeps it moves
   * perplexity by less than 0.05 %.
   */
  public static final double TOLERANCE = 3e-4;

  private final int most;
  private final double tolerance;
  private final boolean sharpens;

  private FoldInSweeps(int most, double tolerance, boolean sharpens) {
    this.most = most;
    this.tolerance = tolerance;
    this.sharpens = sharpens;
  }

  /** Until they converge, from θ even. */
  public static FoldInSweeps converged() {
    return converged(TOLERANCE);
  }

  /**
   * The same to another tolerance.
   *
   * @param tolerance ends the sweeps when Σ_k |Δθ_k| falls below it; 0 for all {@value #MOST}
   */
  public static FoldInSweeps converged(double tolerance) {
    return new FoldInSweeps(MOST, tolerance, false);
  }

  /**
   * So many at most, from a sharpened start where there is more than one; fewer where they converge
   * before.
   *
   * @param sweeps ≥ 1; 3 complete documents of a hundred tokens as well as convergence, and those
   *     of five better
   */
  public static FoldInSweeps of(int sweeps) {
    return new FoldInSweeps(sweeps, TOLERANCE, sweeps > 1);
  }

  /** The most sweeps. */
  int most() {
    return most;
  }

  /** Ends them when Σ_k |Δθ_k| falls below it. */
  double tolerance() {
    return tolerance;
  }

  /** Whether θ after the first sweep is what it counted to the power of 2.5. */
  boolean sharpens() {
    return sharpens;
  }

  /** n^2.5; from operations that have the same bits on every machine. */
  static float sharpened(float n) {
    return (float) (n * (double) n * Math.sqrt(n));
  }
}
