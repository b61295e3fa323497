package polya.mixing;

import java.io.Serializable;

/**
 * The rate ξ that several gammas share: g_k ~ Gamma(a_k, ξ) with ξ ~ Gamma(s, r) a priori. Where
 * mean-field has q(g_k) = Gamma(γ_k, E ξ + o_k), it has q(ξ) = Gamma(s + Σ a_k, r + Σ_k E g_k), and
 * both together are the one positive root of
 *
 * <pre>  e · (r + Σ_k γ_k / (e + o_k)) = s + Σ_k a_k,   e = E ξ,</pre>
 *
 * whose left side rises and is concave: Newton's method from below climbs to it.
 */
public final class SharedRate implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int MOST_STEPS = 200;
  private static final double TOLERANCE = 1e-14;

  private final double shape;
  private final double rate;
  private final double posteriorShape;

  /**
   * A rate over gammas of these shapes.
   *
   * @param shape s &gt; 0
   * @param rate r &gt; 0
   * @param shapes Σ_k a_k
   */
  public SharedRate(double shape, double rate, double shapes) {
    this.shape = shape;
    this.rate = rate;
    posteriorShape = shape + shapes;
  }

  /** s. */
  public double shape() {
    return shape;
  }

  /** r. */
  public double rate() {
    return rate;
  }

  /** s + Σ a_k, the shape of q(ξ), whose rate is this over its mean. */
  public double posteriorShape() {
    return posteriorShape;
  }

  /**
   * E ξ; cost a few divisions a gamma.
   *
   * @param gammaK γ from at on, one for each of the offsets
   * @param offsetK o_k &gt; 0
   */
  public double mean(double[] gammaK, int at, double[] offsetK) {
    double most = rate;
    for (int k = 0; k < offsetK.length; k++) {
      most += gammaK[at + k] / offsetK[k];
    }
    double e = posteriorShape / most;
    for (int step = 0; step < MOST_STEPS; step++) {
      double left = e * rate;
      double slope = rate;
      for (int k = 0; k < offsetK.length; k++) {
        double share = 1 / (e + offsetK[k]);
        double mean = gammaK[at + k] * share;
        left += e * mean;
        slope += mean * offsetK[k] * share;
      }
      double rise = (posteriorShape - left) / slope;
      e += rise;
      if (!(rise > TOLERANCE * e)) {
        break;
      }
    }
    return e;
  }
}
