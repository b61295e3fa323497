package polya.mixing;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How active documents are where each has a rate ξ_d of its own: θ_dk ~ Gamma(a_k, ξ_d / S_k) in
 * tokens, ξ_d ~ Gamma(a', a'/b'). Given the shapes γ of a document's posterior, its expected
 * intensity of a topic is γ_k / (1 + b_k) with b_k = E ξ_d / S_k, where E ξ_d solves {@link
 * SharedRate}: documents with many tokens are expected to have small rates.
 */
final class Activity implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SharedRate prior;
  private final double[] scaleK;

  /**
   * Activities of documents.
   *
   * @param prior of ξ
   * @param scaleK S, K numbers &gt; 0: what topics' weights add up to where ξ is the rate of θ
   */
  Activity(SharedRate prior, double[] scaleK) {
    this.prior = prior;
    this.scaleK = scaleK.clone();
  }

  /**
   * b, K numbers: the rates of one document's intensities in tokens; a new array. Cost a few
   * divisions a topic.
   *
   * @param gammaK γ = a + n, K numbers &gt; 0
   */
  double[] rates(double[] gammaK) {
    double mean = prior.mean(gammaK, 0, scaleK);
    return Arrays.stream(scaleK).map(s -> mean / s).toArray();
  }
}
