package polya.heldout.completion;

import polya.corpus.Document;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.heldout.HeldOut;
import polya.heldout.Prediction;
import polya.mixing.DocumentPrior;
import polya.mixing.FoldIn;
import polya.mixing.FoldInSweeps;
import polya.topics.Phi;

/**
 * Σ_w c_w log Σ_k θ_k φ_wk with θ folded in on the very tokens that are scored, as Dirichlet
 * documents are ({@link FoldIn#dirichlet}) where documents have an urn, and as they are completed
 * where they have none. It is what many tools print as perplexity, offered to compare with them:
 * too good by construction, the more so the more topics there are and the shorter documents. No
 * probability of anything held out. Deterministic; an empty document gives {@link Estimate#NONE};
 * cost as completion on twice the tokens.
 */
public final class InSample implements Estimator {
  private static final long serialVersionUID = 1L;

  /** Its name. */
  public static final String NAME = "insample";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String quantity() {
    return "optimistic: each mixture is fitted to the very tokens it scores";
  }

  @Override
  public boolean isOptimistic() {
    return true;
  }

  @Override
  public Scorer open(Phi topics, DocumentPrior documents) {
    FoldIn foldIn =
        documents.hasUrn()
            ? FoldIn.dirichlet(topics, documents, FoldInSweeps.converged())
            : documents.foldIn(topics, FoldInSweeps.converged());
    CompletionScorer scorer = new CompletionScorer(foldIn, null);
    return new Scorer() {
      @Override
      public Estimate estimate(HeldOut heldOut) {
        return scorer.estimate(itself(heldOut.document()));
      }

      @Override
      public Prediction predict(HeldOut heldOut) {
        return scorer.predict(itself(heldOut.document()));
      }
    };
  }

  private static HeldOut itself(Document document) {
    return HeldOut.given(document, document, 0);
  }
}
