package polya.heldout.completion;

import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.mixing.DocumentPrior;
import polya.mixing.FoldInSweeps;
import polya.topics.Phi;

/**
 * Document completion (Wallach, Murray, Salakhutdinov, Mimno, ICML 2009, §5.1; the headline
 * number): half of a document's tokens are observed, its mixture is folded in on them, and the
 * other half is scored.
 *
 * <p>Fold-in is that of the documents ({@link DocumentPrior#foldIn}). Of Dirichlet documents it
 * starts at θ_k = 1/K and repeats, at most {@value FoldInSweeps#MOST} times,
 *
 * <pre>  θ_k ∝ α_k + Σ_w c_w θ_k φ_wk / Σ_j θ_j φ_wj</pre>
 *
 * over the observed tokens: EM for the mode of θ under Dirichlet(α + 1). The score is Σ_w c_w log
 * Σ_k θ_k φ_wk over the others, in float64. It estimates how well the topics predict a document's
 * words from its other words; it is not log p(w_d), and it has no Monte-Carlo error of its own
 * ({@link Estimate#standardError} is 0: the one split is part of the definition, keyed by seed and
 * document).
 *
 * <p>The split is {@link HeldOut#observed} where given; else one fair coin a token. A document
 * without an observed or without a scored token gives {@link Estimate#NONE}. Every term has a
 * probability of at least 1e-15, so that a term which no topic has costs 34.5 and not infinity.
 *
 * <p>Cost a document: its distinct terms · K to gather the weights; then at most {@value
 * FoldInSweeps#MOST} · 2 · K fused multiply-adds per distinct observed term.
 */
public final class DocumentCompletion implements Estimator {
  private static final long serialVersionUID = 1L;

  /** Its name. */
  public static final String NAME = "completion";

  private final long seed;
  private final FoldInSweeps sweeps;

  /** Completion on halves that are drawn with this seed. */
  public DocumentCompletion(long seed) {
    this(seed, FoldInSweeps.converged());
  }

  /** The same by another number of sweeps, to tell what these do to the figure. */
  public DocumentCompletion(long seed, FoldInSweeps sweeps) {
    this.seed = seed;
    this.sweeps = sweeps;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String quantity() {
    return "log p(scored tokens | their number, mixture folded in on the observed tokens)";
  }

  @Override
  public boolean takesObserved() {
    return true;
  }

  @Override
  public Scorer open(Phi topics, DocumentPrior documents) {
    return new CompletionScorer(documents.foldIn(topics, sweeps), new TokenSplit(seed));
  }
}
