package polya.heldout.error;

import polya.heldout.Estimate;

/**
 * What chance in an estimator itself, not in the choice of documents, does to a corpus's result.
 *
 * @param standardError of perplexity: perplexity · √(Σ s_d²) / Σ N_d, from the documents' own
 *     errors s_d, which are independent; 0 for a deterministic estimator
 * @param jensenCorrection ½ Σ s_d² / Σ N_d: by how much log p̂ a token is too low on average, since
 *     p̂ and not log p̂ is unbiased, to first order; never applied
 * @param meanEffectiveSamples the mean of {@link Estimate#effectiveSamples}; NaN if none has any
 * @param leastEffectiveSamples their least; NaN if none has any
 * @param judgedDocuments documents with a tail index k̂
 * @param aboveHalf those with k̂ > ½: weights of infinite variance
 * @param heavyTailedDocuments those with k̂ > 0.7
 * @param aboveOne those with k̂ > 1: weights of infinite mean
 * @param escalatedDocuments those that another estimator took over
 */
public record MonteCarlo(
    double standardError,
    double jensenCorrection,
    double meanEffectiveSamples,
    double leastEffectiveSamples,
    long judgedDocuments,
    long aboveHalf,
    long heavyTailedDocuments,
    long aboveOne,
    long escalatedDocuments) {}
