package polya.models.mixture;

import polya.mixing.FoldIn;
import polya.mixing.Weights;
import polya.topics.Phi;

/**
 * The posterior of a document's topic given some of its tokens, p(z = k | w) ∝ π_k Π_w φ_wk^c_w, in
 * float64 by logarithms; and with it the probability of those tokens. Every weight is raised by
 * 1e-15, as estimators of other documents raise it. Scratch of one thread, which grows to the
 * longest document; cost K logarithms a distinct term.
 */
final class TopicPosterior implements FoldIn {
  private static final double LEAST_PROBABILITY = 1e-15;

  private final Phi phi;
  private final double[] logShares;
  private final double[] thetaK;
  private double[] phiWK = new double[0];
  private double logProbability;

  /**
   * Scratch for documents under these topics.
   *
   * @param logShares log π_k, K numbers
   */
  TopicPosterior(Phi phi, double[] logShares) {
    this.phi = phi;
    this.logShares = logShares;
    thetaK = new double[logShares.length];
  }

  @Override
  public void gather(String document, int[] terms) {
    int needed = Weights.length(document, terms.length, thetaK.length);
    if (phiWK.length < needed) {
      phiWK = new double[needed];
    }
    for (int i = 0; i < terms.length; i++) {
      phi.expand(terms[i], phiWK, i * thetaK.length);
    }
    for (int i = 0; i < needed; i++) {
      phiWK[i] += LEAST_PROBABILITY;
    }
  }

  @Override
  public void fit(int group, int[] tokens, int terms) {
    System.arraycopy(logShares, 0, thetaK, 0, thetaK.length);
    for (int i = 0; i < terms; i++) {
      for (int k = 0; tokens[i] > 0 && k < thetaK.length; k++) {
        thetaK[k] += tokens[i] * StrictMath.log(phiWK[i * thetaK.length + k]);
      }
    }
    logProbability = LogSum.normalise(thetaK);
  }

  /** log Σ_k π_k Π_w φ_wk^c_w of the tokens fitted last. */
  double logProbability() {
    return logProbability;
  }

  /** p(z = k | w); 0 only where a float has no smaller number. */
  @Override
  public float theta(int k) {
    return (float) thetaK[k];
  }

  @Override
  public double probability(int i) {
    double sum = 0;
    for (int k = 0; k < thetaK.length; k++) {
      sum += thetaK[k] * phiWK[i * thetaK.length + k];
    }
    return sum;
  }
}
