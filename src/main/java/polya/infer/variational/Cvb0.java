package polya.infer.variational;

import polya.math.Rows;
import polya.mixing.DocumentPrior;

/**
 * The local step by collapsed variational Bayes, zeroth order: documents weigh topics by n_k + α_k
 * and settle by Gauss-Seidel sweeps with each word's own mass excluded, r_wk ∝ (n_k − r_wk + α_k)
 * Φ_wk (Asuncion, Welling, Smyth, Teh, UAI 2009; Foulds et al., KDD 2013). Where a term occurs c
 * times, its c tokens share one r and all but one token's mass stays in.
 */
public final class Cvb0 extends DocumentStep {
  private final float[] pA;

  /** Scratch for documents of this prior. */
  public Cvb0(Rows rows, DocumentPrior prior, LocalOptions options) {
    super(rows, prior, options);
    pA = new float[Rows.padded(prior.topics())];
  }

  @Override
  float[] weigh(float[] g, int length) {
    return g;
  }

  @Override
  void settle(float[] counts, int words, float tokens, boolean moving) {
    fromCounts(counts, words);
    boolean moves = moving;
    while (moves && sweeps < options.iterations()) {
      sweeps++;
      moves =
          rows.cvb0(weights, r, counts, words, gA, pA, rowLength) >= options.tolerance() * tokens;
    }
  }

  /** The responsibilities that the dense sweeps' counts imply, and the counts that these imply. */
  private void fromCounts(float[] counts, int words) {
    rows.share(weights, r, counts, words, gA, pA, rowLength);
    for (int j = 0; j < rowLength; j++) {
      gA[j] = pA[j] + alphaA[j];
    }
  }
}
