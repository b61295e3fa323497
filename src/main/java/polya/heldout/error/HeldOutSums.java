package polya.heldout.error;

import java.io.Serializable;
import polya.corpus.DocumentKey;
import polya.heldout.Estimator;

/**
 * All that is kept of a corpus while its documents are evaluated: counts, and the sums of {@link
 * Bootstrap}. Any order and any grouping give the same bits. Not thread-safe.
 */
public final class HeldOutSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Bootstrap scored;
  private long documents;
  private long empty;
  private long oneToken;
  private long unscorable;
  private long outOfVocabulary;
  private final MonteCarloSums monteCarlo = new MonteCarloSums();

  /** No documents yet. */
  public HeldOutSums(long seed) {
    scored = new Bootstrap(seed);
  }

  /** Adds one document. */
  public void add(DocumentScore score) {
    documents++;
    outOfVocabulary += score.outOfVocabulary();
    if (score.documentTokens() == 0) {
      empty++;
    } else if (score.documentTokens() == 1) {
      oneToken++;
    }
    if (score.estimate().scored()) {
      scored.add(DocumentKey.of(score.id()), score.estimate());
      monteCarlo.add(score.estimate());
    } else if (score.documentTokens() > 0) {
      unscorable++;
    }
  }

  /** Adds all documents of another part; returns this. */
  public HeldOutSums add(HeldOutSums other) {
    documents += other.documents;
    empty += other.empty;
    oneToken += other.oneToken;
    unscorable += other.unscorable;
    outOfVocabulary += other.outOfVocabulary;
    monteCarlo.add(other.monteCarlo);
    scored.add(other.scored);
    return this;
  }

  /** What they amount to. */
  public HeldOutResult result(Estimator estimator) {
    return new HeldOutResult(
        estimator.name(),
        estimator.likelihood(),
        estimator.quantity(),
        estimator.settings(),
        estimator.isBound(),
        estimator.isOptimistic(),
        scored.perplexity(),
        scored.standardError(),
        scored.deltaMethodStandardError(),
        scored.logProbabilityPerToken(),
        monteCarlo.result(scored.perplexity(), scored.tokens(), estimator.escalates()),
        documents,
        scored.documents(),
        empty,
        oneToken,
        unscorable,
        scored.tokens(),
        outOfVocabulary);
  }
}
