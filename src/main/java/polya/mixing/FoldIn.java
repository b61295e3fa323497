package polya.mixing;

import polya.topics.Phi;

/**
 * A document's mixture θ given its tokens: what document completion and {@link Mixtures} share. How
 * it is found is up to the documents' side ({@link DocumentPrior#foldIn}): in sweeps for Dirichlet
 * documents, in closed form where there is one. Scratch of one thread.
 */
public interface FoldIn {
  /**
   * Fetches the weights of a document's terms: {@link #fit} and {@link #probability} speak of them.
   *
   * @param document what to call it in an error
   * @param terms distinct terms below V
   */
  void gather(String document, int[] terms);

  /**
   * Fits θ to some of the tokens of the terms at hand. The prior is asked once.
   *
   * @param group the document's, see {@link DocumentPrior#in}
   * @param tokens how many of each term's; a term with none has no part in it
   */
  void fit(int group, int[] tokens, int terms);

  /**
   * θ_k as fitted last, up to a factor that all topics share; exactly 0 for a topic that the
   * document may not use.
   */
  float theta(int k);

  /**
   * Σ_k θ_k φ_k of the i-th term at hand in float64, at least 1e-15; with θ the proportions of
   * expected intensities where documents have such.
   */
  double probability(int i);

  /**
   * Fold-in of Dirichlet documents, α and support those of each document's group: for any prior
   * that has no better one. From θ even on the support repeat
   *
   * <pre>  θ_k ∝ α_k + Σ_w c_w θ_k φ_wk / Σ_j θ_j φ_wj</pre>
   *
   * in float32; cost 2·K fused multiply-adds a distinct term and sweep.
   *
   * @param topics mean topics
   * @param sweeps how many
   */
  static FoldIn dirichlet(Phi topics, DocumentPrior documents, FoldInSweeps sweeps) {
    return new SweptFoldIn(topics, documents, null, sweeps);
  }
}
