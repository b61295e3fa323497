package polya.lda;

import java.util.List;
import polya.math.Special;
import polya.topics.TermBlock;

/**
 * The topics' part of the evidence lower bound, −Σ_k KL(Dir(λ_k) ‖ Dir(η)) (Hoffman et al. 2010,
 * eq. 4). It belongs to a training corpus: divided by the tokens of a test set it means nothing.
 */
final class LdaBound {
  private LdaBound() {}

  /**
   * The part of all topics; cost V·K log-gammas and digammas.
   *
   * @param eta the topics' prior
   * @param sigma λ_wk = η + σ a_wk, a being the blocks' rows
   * @param lambdaTotals Λ, K numbers
   */
  static double topics(List<TermBlock> blocks, double eta, double sigma, double[] lambdaTotals) {
    int topics = lambdaTotals.length;
    double[] digammaTotals = new double[topics];
    int terms = 0;
    for (TermBlock block : blocks) {
      terms += block.size();
    }
    double part = 0;
    for (int k = 0; k < topics; k++) {
      digammaTotals[k] = Special.digamma(lambdaTotals[k]);
      part += Special.lgamma(terms * eta) - Special.lgamma(lambdaTotals[k]);
    }
    double lgammaEta = Special.lgamma(eta);
    for (TermBlock block : blocks) {
      for (int w = block.from(); w < block.from() + block.size(); w++) {
        float[] row = block.row(w);
        for (int k = 0; k < topics; k++) {
          if (row[k] != 0) {
            double lambda = eta + sigma * row[k];
            part +=
                Special.lgamma(lambda)
                    - lgammaEta
                    + (eta - lambda) * (Special.digamma(lambda) - digammaTotals[k]);
          }
        }
      }
    }
    return part;
  }
}
