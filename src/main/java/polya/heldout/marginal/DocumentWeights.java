package polya.heldout.marginal;

import polya.corpus.Document;
import polya.mixing.DocumentPrior;
import polya.mixing.Weights;
import polya.topics.Phi;

/**
 * The weights φ_wk of one document's terms in float64, each raised by 1e-15 so that a term which no
 * topic has is costly, not impossible; and α of the document, which is that of its group. Where it
 * may use some topics only these are gathered, and K, α and every row speak of them alone. Scratch
 * of one thread, which grows to the longest document.
 */
final class DocumentWeights {
  private static final double LEAST_PROBABILITY = 1e-15;

  private final Phi phi;
  private final DocumentAlpha alpha;

  /** A whole row, where the document may use some of it. */
  private final double[] rowK;

  private double[] phiWK = new double[0];
  private double[] priorW = new double[0];

  DocumentWeights(Phi phi, DocumentPrior documents) {
    this.phi = phi;
    alpha = new DocumentAlpha(documents);
    rowK = new double[alpha.allTopics()];
  }

  /** Fetches a document's terms; cost K a term. */
  void gather(Document document) {
    alpha.enter(document.group());
    int words = document.terms().length;
    int topics = alpha.topics();
    if (priorW.length < words) {
      priorW = new double[words];
    }
    int length = Weights.length("document " + document.id(), words, topics);
    if (phiWK.length < length) {
      phiWK = new double[length];
    }
    for (int w = 0; w < words; w++) {
      expand(document.terms()[w], w * topics);
      double prior = 0;
      for (int k = 0; k < topics; k++) {
        phiWK[w * topics + k] += LEAST_PROBABILITY;
        prior += alpha.alpha()[k] * phiWK[w * topics + k];
      }
      priorW[w] = prior;
    }
  }

  private void expand(int term, int row) {
    if (alpha.topics() == rowK.length) {
      phi.expand(term, phiWK, row);
      return;
    }
    phi.expand(term, rowK, 0);
    for (int k = 0; k < alpha.topics(); k++) {
      phiWK[row + k] = rowK[alpha.support()[k]];
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

  /** α, K numbers; shared, and another array when α changes. */
  double[] alpha() {
    return alpha.alpha();
  }

  /** α_0 = Σ_k α_k. */
  double alphaSum() {
    return alpha.sum();
  }

  /** K: how many topics the document may use. */
  int topics() {
    return alpha.topics();
  }

  /** K of the whole model, which no document's is above. */
  int mostTopics() {
    return alpha.allTopics();
  }
}
