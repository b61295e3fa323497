package polya.models.labeled;

import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.topics.Phi;

/** What a saved model of labeled topics answers: mean topics λ_wk / Λ_k, and documents. */
final class LabeledPosterior implements Posterior {
  private final Phi topics;
  private final DocumentPrior documents;

  LabeledPosterior(ModelState parameters) {
    documents = LabeledState.documents(parameters.globals());
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
    return "labeled: " + topics;
  }
}
