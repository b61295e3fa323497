package polya.models.gammapoisson;

import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.mixing.GammaDocuments;
import polya.topics.Phi;

/**
 * What a saved Gamma-Poisson model answers: mean topics λ_wk / Λ_k, and a as the concentration of
 * documents' proportions θ/Σθ. Where rates are equal that is exact; where they are not, proportions
 * are no Dirichlet, and it takes them for one; likelihoods of whole documents correct for that.
 */
final class GammaPoissonPosterior implements Posterior {
  private final Phi topics;
  private final GammaDocuments documents;

  GammaPoissonPosterior(ModelState parameters) {
    documents = GammaPoissonState.documents(parameters.globals());
    topics = Posterior.meanTopics(parameters, documents.topics());
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
    return ((GammaPoissonPosterior) posterior).documents.rates();
  }

  @Override
  public String toString() {
    return "gammapoisson: " + topics;
  }
}
