package polya.calibration;

import java.util.Arrays;
import polya.corpus.Document;
import polya.math.Special;

/**
 * Numbers made of topics that stay the same when topics change places, so that they can be ranked
 * against posterior draws whose topics come in any order. Topics are K rows of V weights.
 */
public final class TopicQuantities {
  private TopicQuantities() {}

  /** Σ_kw φ_kw²: the more, the fewer terms topics have. */
  public static double squares(double[][] phiKW) {
    double sum = 0;
    for (double[] topic : phiKW) {
      for (double p : topic) {
        sum += p * p;
      }
    }
    return sum;
  }

  /** Σ_k φ_kv φ_kw: the more, the more two terms share topics. */
  public static double together(double[][] phiKW, int v, int w) {
    double sum = 0;
    for (double[] topic : phiKW) {
      sum += topic[v] * topic[w];
    }
    return sum;
  }

  /**
   * exp of the entropy of weights' shares: how many topics there are in effect, 1 … K.
   *
   * @param weightsK ≥ 0, not all 0
   */
  public static double effective(double[] weightsK) {
    double all = Arrays.stream(weightsK).sum();
    double entropy = 0;
    for (double weight : weightsK) {
      double share = weight / all;
      entropy -= share > 0 ? share * StrictMath.log(share) : 0;
    }
    return StrictMath.exp(entropy);
  }

  /**
   * log p(w | φ, α) of a document's words, its length given and its mixture integrated out. Exact:
   * with n the numbers of tokens by topic,
   *
   * <pre>  p = Σ_n c_n Π_k [α_k]_{n_k} / [α_0]_N,   Π_i Σ_k φ_{k w_i} t_k = Σ_n c_n Π_k t_k^{n_k}
   * </pre>
   *
   * <p>with rising factorials [a]_n. Time K N (N + 1)^(K−1), numbers in memory (N + 1)^(K−1): for
   * two or three topics and documents of some hundred tokens.
   *
   * @param phiKW weights ≥ 0; they need not add up to 1
   * @param alpha α, K numbers &gt; 0
   * @return 0 of an empty document; −∞ if no topic has one of its terms
   */
  public static double logProbability(double[][] phiKW, double[] alpha, Document document) {
    int tokens = (int) document.tokens();
    int last = alpha.length - 1;
    int[] stride = new int[last + 1];
    stride[0] = 1;
    for (int k = 0; k < last; k++) {
      stride[k + 1] = Math.multiplyExact(stride[k], tokens + 1);
    }
    double[] coefficients = new double[stride[last]];
    coefficients[0] = 1;
    double log = 0;
    for (int i = 0; i < document.terms().length; i++) {
      for (int c = 0; c < document.counts()[i]; c++) {
        log += multiplied(coefficients, phiKW, document.terms()[i], stride, tokens + 1);
      }
    }
    double alphaSum = Arrays.stream(alpha).sum();
    double sum = 0;
    for (int n = 0; n < coefficients.length; n++) {
      if (coefficients[n] > 0) {
        double weight = Special.lgamma(alphaSum) - Special.lgamma(alphaSum + tokens);
        int left = tokens;
        for (int k = 0; k <= last; k++) {
          int own = k < last ? n / stride[k] % (tokens + 1) : left;
          left -= own;
          weight += Special.lgamma(alpha[k] + own) - Special.lgamma(alpha[k]);
        }
        sum += coefficients[n] * StrictMath.exp(weight);
      }
    }
    return log + StrictMath.log(sum);
  }

  /**
   * Multiplies the polynomial by one more token's, in place, and divides it by its largest
   * coefficient.
   *
   * @param side numbers of tokens that a topic may have
   * @return log of what it was divided by
   */
  private static double multiplied(
      double[] coefficients, double[][] phiKW, int term, int[] stride, int side) {
    int last = stride.length - 1;
    double largest = 0;
    // Downwards, so that what is read is still of the tokens before.
    for (int n = coefficients.length - 1; n >= 0; n--) {
      double next = phiKW[last][term] * coefficients[n];
      for (int k = 0; k < last; k++) {
        if (n / stride[k] % side > 0) {
          next += phiKW[k][term] * coefficients[n - stride[k]];
        }
      }
      coefficients[n] = next;
      largest = Math.max(largest, next);
    }
    if (largest == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    for (int n = 0; n < coefficients.length; n++) {
      coefficients[n] /= largest;
    }
    return StrictMath.log(largest);
  }
}
