package polya.models.dmr;

import java.util.Arrays;
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
    double[] scale = parameters.topics().columnSums(documents.topics());
    Arrays.setAll(scale, k -> 1 / scale[k]);
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
    return "dmr: " + topics;
  }
}
