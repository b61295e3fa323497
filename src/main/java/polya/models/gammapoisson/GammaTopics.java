package polya.models.gammapoisson;

import java.util.Arrays;
import polya.infer.variational.TopicState;
import polya.math.Special;
import polya.topics.Globals;

/**
 * Topics with a scale of their own, φ_wk ~ Gamma(η, d) (Bayesian Poisson factorization: Cemgil
 * 2009; Gopalan, Hofman and Blei 2015). With q(φ_wk) = Gamma(λ_wk, μ_k) and q(θ_dk) = Gamma(γ_dk,
 * ρ_k), Λ_k = Σ_w λ_wk and Γ_k = Σ_d γ_dk = D a_k + n_k,
 *
 * <pre>  ρ_k = b_k + S_k,  S_k = Λ_k / μ_k,  μ_k = d + Γ_k / ρ_k,</pre>
 *
 * so that no rate needs a pass over documents: both are the one positive root of a quadratic, and
 * the best under these Λ and Γ. A local step weights φ by 1/(ρ_k μ_k): where topics are divided by
 * S_k, so that they add up to 1, that is 1/(1 + b_k / S_k), as with Dirichlet topics of rate b_k /
 * S_k. So the state has {@link GammaPoissonState#RATE} = b_k / S_k, of intensities of topics that
 * add up to 1, and S_k beside it. θ and φ can trade their scales; d = V η fixes it, so that S is
 * expected to be 1.
 */
final class GammaTopics {
  /** S, K numbers. */
  static final String SCALE = "topicScale";

  /** d, one number. */
  static final String TERM_RATE = "termRate";

  private GammaTopics() {}

  /** Whether the model has such topics. */
  static boolean in(Globals globals) {
    return globals.vectors().containsKey(SCALE);
  }

  /**
   * μ of one topic: b μ² + (Λ − d b − Γ) μ − d Λ = 0.
   *
   * @param b the rate of intensities, &gt; 0
   * @param d the rate of topics' weights, &gt; 0
   * @param lambda Λ, &gt; 0
   * @param gamma Γ, &gt; 0
   */
  static double termRate(double b, double d, double lambda, double gamma) {
    double half = (lambda - d * b - gamma) / 2;
    double root = Math.sqrt(half * half + b * d * lambda);
    // Of the two forms the one in which nothing cancels.
    return half > 0 ? d * lambda / (half + root) : (root - half) / b;
  }

  /** b, K numbers. */
  static double[] rates(Globals globals) {
    double[] rate = globals.vector(GammaPoissonState.RATE).clone();
    if (in(globals)) {
      double[] scale = globals.vector(SCALE);
      Arrays.setAll(rate, k -> rate[k] * scale[k]);
    }
    return rate;
  }

  /** The globals with rates b and the best S under them. */
  static Globals scaled(Globals globals, double[] b, double[] lambdaK, double[] gammaK) {
    double d = globals.scalar(TERM_RATE);
    double[] scale = new double[b.length];
    Arrays.setAll(scale, k -> lambdaK[k] / termRate(b[k], d, lambdaK[k], gammaK[k]));
    double[] relative = new double[b.length];
    Arrays.setAll(relative, k -> b[k] / scale[k]);
    return globals.with(SCALE, scale).with(GammaPoissonState.RATE, relative);
  }

  /**
   * What textbook mean-field weights topics by beside: exp(E log φ) has ψ(λ_wk) − log Λ_k where
   * that of Dirichlet topics has ψ(λ_wk) − ψ(Λ_k).
   *
   * @param terms V
   */
  static double[] corrected(double[] weightK, Globals globals, int terms) {
    double[] lambdaK = lambda(globals, terms);
    double[] corrected = new double[weightK.length];
    Arrays.setAll(
        corrected, k -> weightK[k] * StrictMath.exp(Special.digamma(lambdaK[k])) / lambdaK[k]);
    return corrected;
  }

  /** Λ, K numbers, from the globals alone. */
  static double[] lambda(Globals globals, int terms) {
    double eta = globals.scalar(TopicState.TOPIC_CONCENTRATION);
    double[] lambdaK = counts(globals);
    Arrays.setAll(lambdaK, k -> terms * eta + lambdaK[k]);
    return lambdaK;
  }

  /** n_k, the expected counts that Λ_k has beside its prior. */
  static double[] counts(Globals globals) {
    double decay = globals.scalar(TopicState.DECAY);
    double[] countsK = globals.vector(TopicState.TOPIC_TOTALS).clone();
    boolean fades = globals.vectors().containsKey(TopicState.FADING);
    double[] fading = fades ? globals.vector(TopicState.FADING) : new double[2];
    double left = fading[0] * Math.max(0, fading[1]);
    double[] before = fades ? globals.vector(TopicState.FADING_TOTALS) : countsK;
    Arrays.setAll(countsK, k -> decay * countsK[k] + (left == 0 ? 0 : left * before[k]));
    return countsK;
  }

  /**
   * What the bound has of topics beside {@link polya.infer.variational.TopicsBound}, which takes
   * them for Dirichlet: their weights Gamma(λ_wk, μ_k) against Gamma(η, d) instead.
   *
   * @param lambda Λ of one topic
   * @param prior V η
   * @param counts n of the documents' last visits
   * @param mu μ
   */
  static double bound(double lambda, double prior, double counts, double d, double mu) {
    double logMu = StrictMath.log(mu);
    return (prior + counts - lambda) * Special.digamma(lambda)
        - Special.lgamma(prior)
        + Special.lgamma(lambda)
        - counts * logMu
        - prior * (logMu - StrictMath.log(d))
        - lambda * (d - mu) / mu;
  }
}
