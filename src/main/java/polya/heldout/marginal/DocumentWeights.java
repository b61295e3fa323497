package polya.heldout.marginal;

import polya.corpus.Document;
import polya.mixing.Weights;
import polya.topics.Phi;

/**
 * The weights φ_wk of one document's terms in float64, each raised by 1e-15 so that a term which no
 * topic has is costly, not impossible. Scratch of one thread, which grows to the longest document.
 */
final class DocumentWeights {
  private static final double LEAST_PROBABILITY = 1e-15;

  private final Phi phi;
  private final double[] alpha;
  private final double alphaSum;
  private double[] phiWK = new double[0];
  private double[] priorW = new double[0];

  DocumentWeights(Phi phi, double[] alpha) {
    this.phi = phi;
    this.alpha = alpha;
    double sum = 0;
    for (double a : alpha) {
      sum += a;
    }
    alphaSum = sum;
  }

  /** Fetches a document's terms; cost K a term. */
  void gather(Document document) {
    int words = document.terms().length;
    int topics = alpha.length;
    if (priorW.length < words) {
      phiWK = new double[Weights.length("document " + document.id(), words, topics)];
      priorW = new double[words];
    }
    for (int w = 0; w < words; w++) {
      phi.expand(document.terms()[w], phiWK, w * topics);
      double prior = 0;
      for (int k = 0; k < topics; k++) {
        phiWK[w * topics + k] += LEAST_PROBABILITY;
        prior += alpha[k] * phiWK[w * topics + k];
      }
      priorW[w] = prior;
    }
  }

  /** φ_wk of the document's w-th distinct term from w · K on; shared. */
  double[] phiWK() {
    return phiWK;
  }

  /** Σ_k α_k φ_wk by distinct term; shared. */
  double[] priorW() {
    return priorW;
  }

  /** α, K numbers; shared. */
  double[] alpha() {
    return alpha;
  }

  /** α_0 = Σ_k α_k. */
  double alphaSum() {
    return alphaSum;
  }

  /** K. */
  int topics() {
    return alpha.length;
  }
}
