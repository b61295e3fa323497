package polya.models.lda;

import polya.infer.ModelState;
import polya.infer.Sent;
import polya.infer.variational.TopicsBound;
import polya.infer.variational.VariationalSums;
import polya.math.Special;
import polya.topics.Sums;

/**
 * The evidence lower bound of the training corpus under textbook mean-field (Hoffman et al. 2010,
 * eqs. 3 and 4; Hughes and Sudderth 2013, eq. 8, for documents visited in different rounds). It
 * belongs to the training corpus: divided by the tokens of a test set it means nothing.
 */
final class LdaBound {
  private LdaBound() {}

  /**
   * Σ_d E_q[log p(w_d, z_d, θ_d | φ, α) − log q(z_d, θ_d)] − Σ_k KL(Dir(λ_k) ‖ Dir(η)), in nats.
   * Documents come in through sums alone: it is F + D [log Γ(α_0) − Σ_k log Γ(α_k)] + Σ_k α_k T_k
   * and the topics' part, with F the {@link VariationalSums#SCORE} and T = Σ_d E[log θ_d].
   *
   * @param state the topics, α and η; those that the last visits were made under, or any other
   */
  static double of(ModelState state, Sent corpus) {
    double[] alpha = state.globals().vector(LdaState.DOC_CONCENTRATION);
    return documents(alpha, corpus.sums()) + TopicsBound.of(state, corpus);
  }

  private static double documents(double[] alpha, Sums sums) {
    double fitted = sums.scalar(VariationalSums.FITTED);
    double alphaSum = 0;
    double[] logThetaK = sums.vector(VariationalSums.LOG_THETA);
    double part = sums.scalar(VariationalSums.SCORE);
    for (int k = 0; k < alpha.length; k++) {
      alphaSum += alpha[k];
      part += alpha[k] * logThetaK[k];
      part -= fitted * Special.lgamma(alpha[k]);
    }
    return part + fitted * Special.lgamma(alphaSum);
  }
}
