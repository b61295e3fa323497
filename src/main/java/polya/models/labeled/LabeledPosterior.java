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
    double[] scale = parameters.topics().columnSums(documents.topics());
    for (int k = 0; k < scale.length; k++) {
      scale[k] = 1 / scale[k];
    }
    topics = Phi.of(parameters.topics(), Phi.Link.IDENTITY, 0, 1, scale);
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
