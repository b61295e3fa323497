package polya.models.mixture;

import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.topics.Phi;

/** What a saved mixture answers: mean topics λ_wk / Λ_k, and documents of the mean shares of π. */
final class MixturePosterior implements Posterior {
  private final Phi topics;
  private final DocumentPrior documents;

  MixturePosterior(ModelState parameters) {
    documents = new MixtureDocuments(MixtureState.shares(parameters.globals()));
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

  @Override
  public String toString() {
    return "mixture: " + topics;
  }
}
