package polya.infer.variational;

import polya.infer.CorpusFacts;
import polya.topics.SumsLayout;

/** The sums that a variational pass sends beside its rows, by name. */
public final class VariationalSums {
  /**
   * For {@link MeanTopicsPass} the log-likelihood of the documents that {@link #SCORED_TOKENS}
   * counts. For {@link MeanFieldPass} what of their evidence lower bound depends on neither Φ nor
   * α, so that it still holds in later rounds: Σ_d [Σ_wk c_w r_wk (E log θ_dk − log r_wk) − Σ_k E
   * log θ_dk + H(Dir(γ_d))]; only where tiles remember.
   */
  public static final String SCORE = "score";

  /** Tokens behind {@link #SCORE}. */
  public static final String SCORED_TOKENS = "scoredTokens";

  /** Topics that hold a hundredth of a document or more, summed over documents with tokens. */
  public static final String ACTIVE = "activeTopics";

  /** Sweeps, summed over documents with tokens. */
  public static final String SWEEPS = "sweeps";

  /** Documents with tokens. */
  public static final String FITTED = "fitted";

  /** Lanes: what their steps leave of the model before, times their documents. */
  public static final String KEPT = "kept";

  /** Lanes: the tokens behind their rows, as their steps weight them. */
  public static final String COUNTED = "counted";

  /** Mean-field: Σ_d ψ(α_0 + N_d), what {@link #LOG_THETA} takes from each Σ_d ψ(γ_dk). */
  public static final String LENGTHS = "lengthDigammas";

  /** Mean-field: Σ_d [log Γ(α_0 + N_d) − α_0 ψ(α_0 + N_d)], where tiles remember. */
  public static final String LENGTH_SCORE = "lengthScore";

  /** Mean-field: Σ_dw log c_dw!, where tiles remember. */
  public static final String COUNT_FACTORIALS = "countFactorials";

  /**
   * Mean-field, K numbers: Σ_d E_q[log θ_dk], which serves the bound and the learning of the
   * documents' prior.
   */
  public static final String LOG_THETA = "logTheta";

  /**
   * What a document or a token adds to a sum of logarithms, digammas or log-gammas stays below
   * this, with priors of at least 1e-6.
   */
  private static final double MOST = 1e8;

  private VariationalSums() {}

  /** The sums of a run. */
  public static SumsLayout of(CorpusFacts facts, int topics) {
    double documents = facts.documents() + 1.0;
    double tokens = facts.tokens() + 1.0;
    double logs = MOST * (documents + tokens);
    int bits = SumsLayout.bitsWithin(logs);
    return SumsLayout.none()
        .scalar(SCORE, bits, logs)
        .scalar(SCORED_TOKENS, SumsLayout.WHOLE, tokens)
        .scalar(ACTIVE, SumsLayout.WHOLE, documents * topics)
        .scalar(SWEEPS, SumsLayout.WHOLE, MOST * documents)
        .scalar(FITTED, SumsLayout.WHOLE, documents)
        .scalar(KEPT, SumsLayout.REAL, documents)
        .scalar(COUNTED, SumsLayout.REAL, tokens)
        .scalar(LENGTHS, bits, logs)
        .scalar(LENGTH_SCORE, bits, logs)
        .scalar(COUNT_FACTORIALS, bits, logs)
        .vector(LOG_THETA, topics, bits, logs);
  }
}
