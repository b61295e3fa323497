package polya.models.gammapoisson;

import java.util.Arrays;
import polya.infer.CorpusStatistics;
import polya.infer.ModelState;
import polya.infer.variational.TopicState;
import polya.infer.variational.TopicsBound;
import polya.infer.variational.VariationalSums;
import polya.math.Special;
import polya.topics.TermRows;

/**
 * The evidence lower bound of the training corpus under textbook mean-field (algorithms.md §3.4),
 * of counts and not of words: document lengths are part of it, so it is not to be compared with
 * LDA's.
 */
final class GammaPoissonBound {
  private GammaPoissonBound() {}

  /**
   * Σ_d E_q[log p(x_d, θ_d | φ) − log q] − Σ_k KL(Dir(λ_k) ‖ Dir(η)), in nats, with the rates of
   * all documents' posteriors at their best, 1 + b_k. In sums over documents it is
   *
   * <pre>
   *   F + Σ_d { Σ_k [n_dk ψ(γ_dk) − γ_dk ψ(γ_dk) + log Γ(γ_dk)] − Σ_wk c r log r − Σ_w log c! }
   * </pre>
   *
   * and the topics' part, with F as {@link GammaPrior} has it; Gamma topics too at their best rates
   * ({@link GammaTopics}).
   *
   * @param state the topics, a and b; those that the last visits were made under, or any other
   * @param documents D, those without tokens too
   */
  static double of(ModelState state, CorpusStatistics corpus, double documents) {
    double[] shape = state.globals().vector(GammaPoissonState.SHAPE);
    double[] sums = corpus.sums();
    double[] countsK = counts(state, corpus);
    double[] digammaK = digammas(sums, shape.length);
    double fitted = sums[VariationalSums.FITTED];
    double bound = sums[VariationalSums.SCORE] + sums[VariationalSums.LENGTH_SCORE];
    bound -= sums[VariationalSums.COUNT_FACTORIALS];
    double[] lambdaK = TopicState.lambdaTotals(state);
    double prior = state.terms() * TopicState.eta(state);
    boolean gamma = GammaTopics.in(state.globals());
    double[] rate = GammaTopics.rates(state.globals());
    for (int k = 0; k < shape.length; k++) {
      double scale = 1;
      if (gamma) {
        double d = state.globals().scalar(GammaTopics.TERM_RATE);
        double all = documents * shape[k] + countsK[k];
        double mu = GammaTopics.termRate(rate[k], d, lambdaK[k], all);
        scale = lambdaK[k] / mu;
        bound += GammaTopics.bound(lambdaK[k], prior, countsK[k], d, mu);
      }
      bound += shape[k] * digammaK[k] - fitted * Special.lgamma(shape[k]);
      bound += documents * shape[k] * StrictMath.log(rate[k]);
      double log = gamma ? StrictMath.log(scale + rate[k]) : StrictMath.log1p(rate[k]);
      bound -= (countsK[k] + documents * shape[k]) * log;
    }
    return bound + TopicsBound.of(state, corpus);
  }

  /** T_k = Σ_d ψ(γ_dk), K numbers. */
  static double[] digammas(double[] sums, int topics) {
    double[] digammaK = new double[topics];
    double lengths = sums[VariationalSums.LENGTHS];
    Arrays.setAll(digammaK, k -> sums[VariationalSums.CONCENTRATION_K + k] + lengths);
    return digammaK;
  }

  private static double[] counts(ModelState state, CorpusStatistics corpus) {
    double[] countsK = new double[state.globals().vector(GammaPoissonState.SHAPE).length];
    for (int b = 0; b < state.blocks().size(); b++) {
      TermRows rows = corpus.rows(b);
      while (rows.next()) {
        for (int j = 0; j < rows.size(); j++) {
          countsK[rows.topic(j)] += rows.count(j);
        }
      }
    }
    return countsK;
  }
}
