package polya.models.dmr;

import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.topics.Phi;

/** What a saved dmr model answers: mean topics λ_wk / Λ_k, and documents. */
final class DmrPosterior implements Posterior {
  private final Phi topics;
  private final DocumentPrior documents;

  DmrPosterior(ModelState parameters) {
    documents = DmrState.documents(parameters.globals());
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
    return "dmr: " + topics;
  }
}
