package polya.models.gammapoisson;

import java.util.Arrays;
import polya.infer.ModelState;
import polya.infer.Sent;
import polya.infer.variational.TopicState;
import polya.infer.variational.TopicsBound;
import polya.infer.variational.VariationalSums;
import polya.math.Special;
import polya.topics.Sums;
import polya.topics.SumsLayout;
import polya.topics.TermRows;

/**
 * The evidence lower bound of the training corpus under textbook mean-field (algorithms.md §3.4),
 * of counts and not of words: document lengths are part of it, so it is not to be compared with
 * LDA's.
 */
final class GammaPoissonBound {
  private static final String COUNTS = "counts";

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
  static double of(ModelState state, Sent corpus, double documents) {
    double[] shape = state.globals().vector(GammaPoissonState.SHAPE);
    Sums sums = corpus.sums();
    double[] countsK = counts(state, corpus);
    double[] digammaK = digammas(sums);
    double fitted = sums.scalar(VariationalSums.FITTED);
    double bound = sums.scalar(VariationalSums.SCORE) + sums.scalar(VariationalSums.LENGTH_SCORE);
    bound -= sums.scalar(VariationalSums.COUNT_FACTORIALS);
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
  static double[] digammas(Sums sums) {
    double[] digammaK = sums.vector(VariationalSums.LOG_THETA);
    double lengths = sums.scalar(VariationalSums.LENGTHS);
    Arrays.setAll(digammaK, k -> digammaK[k] + lengths);
    return digammaK;
  }

  private static double[] counts(ModelState state, Sent corpus) {
    int topics = state.globals().vector(GammaPoissonState.SHAPE).length;
    SumsLayout layout = SumsLayout.none().vector(COUNTS, topics, SumsLayout.REAL, 0x1p64);
    return corpus
        .sums(
            state.topics(),
            null,
            layout,
            (block, none, rows, sums) -> sums.add(COUNTS, counts(rows, topics)))
        .vector(COUNTS);
  }

  private static double[] counts(TermRows rows, int topics) {
    double[] countsK = new double[topics];
    while (rows.next()) {
      for (int j = 0; j < rows.size(); j++) {
        countsK[rows.topic(j)] += rows.count(j);
      }
    }
    return countsK;
  }
}
