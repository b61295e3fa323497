package polya.heldout.marginal;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import polya.corpus.Document;
import polya.heldout.Estimate;
import polya.heldout.Estimator;
import polya.mixing.DocumentPrior;
import polya.mixing.ExactLikelihood;
import polya.topics.Phi;

/**
 * log p(w_d | φ, prior) exactly, where documents have it in closed form ({@link
 * DocumentPrior#exact}): nothing is drawn and {@link Estimate#standardError} is 0. An empty
 * document gives {@link Estimate#NONE}. Cost as that of the closed form.
 */
public final class Exact implements Estimator {
  private static final long serialVersionUID = 1L;

  /** Its name. */
  public static final String NAME = "exact";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String quantity() {
    return "log p(w | topics, prior) of whole documents, exactly";
  }

  @Override
  public Optional<String> lacks(DocumentPrior documents) {
    return documents.exact().isEmpty() ? Optional.of(documents.whyNotExact()) : Optional.empty();
  }

  /**
   * A scorer for one thread.
   *
   * @throws IllegalArgumentException if documents have no likelihood in closed form
   */
  @Override
  public Scorer open(Phi topics, DocumentPrior documents) {
    ExactLikelihood exact =
        documents.exact().orElseThrow(() -> new IllegalArgumentException(documents.whyNotExact()));
    ToDoubleFunction<Document> log = exact.open(topics);
    return heldOut -> {
      Document document = heldOut.document();
      long tokens = document.tokens();
      return tokens == 0 ? Estimate.NONE : new Estimate(tokens, log.applyAsDouble(document), 0);
    };
  }
}
