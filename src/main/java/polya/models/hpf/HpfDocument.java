package polya.models.hpf;

import polya.infer.variational.LocalOptions;
import polya.infer.variational.MeanField;
import polya.mixing.SharedRate;

/**
 * The local step of a document with an activity: q(t_dk) = Gamma(γ_k, ρ_k) with ρ_k = e / u_k + F_k
 * and e = E ξ_d, so that it weighs topics by exp(ψ(γ_k)) / ρ_k. Given γ the activity is a scalar
 * equation ({@link SharedRate}), solved in every sweep: a few divisions a topic beside its digamma.
 */
final class HpfDocument extends MeanField {
  private final SharedRate prior;
  private final double[] unit;
  private final double[] sum;
  private final double[] scale;

  /** E ξ of the document fitted last. */
  double active;

  /**
   * Scratch for documents of this prior.
   *
   * @param unit u, K numbers
   * @param sum F, K numbers
   */
  HpfDocument(double[] shape, LocalOptions options, SharedRate prior, double[] unit, double[] sum) {
    super(shape, options);
    this.prior = prior;
    this.unit = unit;
    this.sum = sum;
    scale = new double[unit.length];
    for (int k = 0; k < scale.length; k++) {
      scale[k] = unit[k] * sum[k];
    }
  }

  @Override
  protected void reweigh(double[] gamma, int at, double[] t) {
    settle(gamma, at);
    for (int k = 0; k < t.length; k++) {
      t[k] /= rate(k);
    }
  }

  /** The activity of a document of this γ. */
  void settle(double[] gamma, int at) {
    active = prior.mean(gamma, at, scale);
  }

  /** ρ_k. */
  double rate(int k) {
    return active / unit[k] + sum[k];
  }

  SharedRate prior() {
    return prior;
  }
}
