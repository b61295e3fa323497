package polya.models.hdp;

import java.util.List;
import polya.infer.Figure;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.mixing.DocumentPrior;
import polya.topics.Phi;

/** What a saved model answers: mean topics λ_wk / Λ_k, and r. */
final class HdpPosterior implements Posterior {
  private final Phi topics;
  private final DocumentPrior documents;
  private final List<Figure> figures;

  HdpPosterior(ModelState parameters) {
    documents = HdpState.documents(parameters.globals());
    figures = HdpState.figures(parameters.globals());
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
  public List<Figure> figures() {
    return figures;
  }

  @Override
  public String toString() {
    return "hdp: " + topics;
  }
}
