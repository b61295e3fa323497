package polya.infer.variational;

import polya.infer.Sent;
import polya.math.Special;
import polya.mixing.DocumentPrior;
import polya.topics.Sums;

/**
 * What documents whose mixtures are Dirichlet add to the evidence lower bound of the training
 * corpus under textbook mean-field (Hoffman et al. 2010, eqs. 3 and 4; Hughes and Sudderth 2013,
 * eq. 8, for documents visited in different rounds). It belongs to the training corpus: divided by
 * the tokens of a test set it means nothing.
 */
final class DirichletBound {
  private DirichletBound() {}

  /**
   * Σ_d E_q[log p(z_d, θ_d | α) − log q(z_d, θ_d)], in nats, less what of it depends on Φ.
   * Documents come in through sums alone: it is F + Σ_d [log Γ(α_d0) − Σ_k log Γ(α_dk)] + Σ_k α_k
   * T_k, with F the {@link VariationalSums#SCORE} and T = Σ_d E[log θ_d].
   *
   * @param alpha K numbers, of which a document has those of its support
   */
  static double documents(double[] alpha, DocumentPrior prior, Sent corpus) {
    Sums sums = corpus.sums();
    double[] logThetaK = sums.vector(VariationalSums.LOG_THETA);
    double part = sums.scalar(VariationalSums.SCORE);
    if (!prior.isShared()) {
      for (int k = 0; k < alpha.length; k++) {
        part += alpha[k] * logThetaK[k];
      }
      return part + FittedGroups.of(corpus, prior).logNormalizers(alpha);
    }
    double fitted = sums.scalar(VariationalSums.FITTED);
    double alphaSum = 0;
    for (int k = 0; k < alpha.length; k++) {
      alphaSum += alpha[k];
      part += alpha[k] * logThetaK[k];
      part -= fitted * Special.lgamma(alpha[k]);
    }
    return part + fitted * Special.lgamma(alphaSum);
  }
}
