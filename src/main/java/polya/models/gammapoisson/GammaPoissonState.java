package polya.models.gammapoisson;

import java.util.Arrays;
import polya.mixing.GammaDocuments;
import polya.topics.Globals;

/**
 * What the globals of a Gamma-Poisson model hold beside those of {@link
 * polya.infer.variational.TopicState}.
 */
final class GammaPoissonState {
  /** a, K numbers. */
  static final String SHAPE = "shape";

  /** b, K numbers; of gamma topics b_k/S_k, so that intensities are in tokens. */
  static final String RATE = "rate";

  /** b of gamma topics, K numbers: {@link #RATE} times {@link #TOPIC_SCALE}. */
  static final String BASE_RATE = "baseRate";

  /** S_k = Σ_w φ_wk of gamma topics, K numbers; Dirichlet topics have none. */
  static final String TOPIC_SCALE = "topicScale";

  /** γ of the gamma process that shapes are drawn from: a_k ~ Gamma(γ/K, c); one number. */
  static final String SHAPE_MASS = "shapeMass";

  /** c of the same; one number. */
  static final String SHAPE_DECAY = "shapeDecay";

  /** c and e of documents' own rates, 1/(1 + b_d) ~ Beta(c, e); only where they have such rates. */
  static final String DOCUMENT_RATE_PRIOR = "documentRatePrior";

  private GammaPoissonState() {}

  /** Documents with intensities of these shapes and rates, or with rates of their own. */
  static GammaDocuments documents(Globals globals) {
    GammaDocuments documents = GammaDocuments.of(globals.vector(SHAPE), globals.vector(RATE));
    return globals.has(DOCUMENT_RATE_PRIOR)
        ? documents.withDocumentRates(globals.vector(DOCUMENT_RATE_PRIOR))
        : documents;
  }

  /** 1/(1 + b_k), in proportion to the largest: a factor common to all topics cancels. */
  static double[] weights(Globals globals) {
    double[] rate = globals.vector(RATE);
    double least = Arrays.stream(rate).min().orElseThrow();
    return Arrays.stream(rate).map(b -> (1 + least) / (1 + b)).toArray();
  }
}
