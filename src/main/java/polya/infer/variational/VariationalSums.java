package polya.infer.variational;

/**
 * The sums that a variational pass sends beside its rows. From {@link #CONCENTRATION_K} on {@link
 * MeanFieldPass} sends Σ_d E_q[log θ_dk], which serves the bound and the learning of the documents'
 * prior.
 */
public final class VariationalSums {
  /**
   * For {@link MeanTopicsPass} the log-likelihood of the documents that {@link #SCORED_TOKENS}
   * counts. For {@link MeanFieldPass} what of their evidence lower bound depends on neither Φ nor
   * α, so that it still holds in later rounds: Σ_d [Σ_wk c_w r_wk (E log θ_dk − log r_wk) − Σ_k E
   * log θ_dk + H(Dir(γ_d))]; only where tiles remember.
   */
  public static final int SCORE = 0;

  /** Tokens behind {@link #SCORE}. */
  public static final int SCORED_TOKENS = 1;

  /** Topics that hold a hundredth of a document or more, summed over documents with tokens. */
  public static final int ACTIVE = 2;

  /** Sweeps, summed over documents with tokens. */
  public static final int SWEEPS = 3;

  /** Documents with tokens. */
  public static final int FITTED = 4;

  /** Lanes: what their steps leave of the model before, times their documents. */
  public static final int KEPT = 5;

  /** Lanes: the tokens behind their rows, as their steps weight them. */
  public static final int COUNTED = 6;

  /** Mean-field: Σ_d ψ(α_0 + N_d), what {@link #CONCENTRATION_K} takes from each Σ_d ψ(γ_dk). */
  public static final int LENGTHS = 7;

  /** Mean-field: Σ_d [log Γ(α_0 + N_d) − α_0 ψ(α_0 + N_d)], where tiles remember. */
  public static final int LENGTH_SCORE = 8;

  /** Mean-field: Σ_dw log c_dw!, where tiles remember. */
  public static final int COUNT_FACTORIALS = 9;

  /** Where the concentration statistics by topic begin. */
  public static final int CONCENTRATION_K = 10;

  private VariationalSums() {}

  /** How many sums there are for K topics. */
  public static int count(int topics) {
    return CONCENTRATION_K + topics;
  }
}
