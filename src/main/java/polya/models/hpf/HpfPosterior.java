package polya.models.hpf;

import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.mixing.GammaDocuments;
import polya.topics.Phi;

/**
 * What a saved model answers: topics E φ_wk / S_k, and documents with activities, whose proportions
 * θ/Σθ are taken for Dirichlet(a). That is exact where all topics have the same S.
 */
final class HpfPosterior implements Posterior {
  private final Phi topics;
  private final GammaDocuments documents;

  HpfPosterior(ModelState parameters) {
    topics = HpfTopics.means(parameters);
    documents = HpfState.documents(parameters.globals());
  }

  @Override
  public Phi topics() {
    return topics;
  }

  @Override
  public DocumentPrior documents() {
    return documents;
  }

  /** b of a posterior of this family, K numbers. */
  static double[] rates(Posterior posterior) {
    return ((HpfPosterior) posterior).documents.rates();
  }

  @Override
  public String toString() {
    return "hpf: " + topics;
  }
}
