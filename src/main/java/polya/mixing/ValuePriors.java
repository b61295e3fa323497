package polya.mixing;

import java.io.Serializable;

/**
 * What documents of each value of a covariate believe of their topics, and how common the value is:
 * by Bayes' rule what a document's words say of its value, p(v | w) ∝ s_v p(w | α_v). Immutable; it
 * travels to the executors.
 *
 * @param alphas α_v, K numbers a value; not to be changed
 * @param shares s_v &gt; 0; not to be changed
 */
public record ValuePriors(double[][] alphas, double[] shares) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How many values there are. */
  public int size() {
    return shares.length;
  }

  /**
   * p(v | w), one number a value; a new array.
   *
   * @param logs log p(w | α_v), of the same estimator and random numbers for all
   */
  public double[] posterior(double[] logs) {
    double[] posterior = new double[logs.length];
    double most = Double.NEGATIVE_INFINITY;
    for (int v = 0; v < logs.length; v++) {
      posterior[v] = logs[v] + StrictMath.log(shares[v]);
      most = Math.max(most, posterior[v]);
    }
    double sum = 0;
    for (int v = 0; v < logs.length; v++) {
      posterior[v] = StrictMath.exp(posterior[v] - most);
      sum += posterior[v];
    }
    for (int v = 0; v < logs.length; v++) {
      posterior[v] /= sum;
    }
    return posterior;
  }
}
