package polya.models.lda;

import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.topics.Phi;

/** What a saved LDA model answers: mean topics λ_wk / Λ_k, and α. */
final class LdaPosterior implements Posterior {
  private final Phi topics;
  private final DocumentPrior documents;

  LdaPosterior(ModelState parameters) {
    documents = LdaState.documents(parameters.globals());
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
    return "lda: " + topics;
  }
}
