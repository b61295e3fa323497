package polya.infer.variational;

import java.util.Arrays;
import polya.math.Special;
import polya.mixing.DocumentPrior;
import polya.mixing.Supports;

/**
 * The local step of one document by textbook mean-field variational Bayes in float64 (Blei, Ng,
 * Jordan 2003; Hoffman, Blei, Bach 2010, in Lee and Seung's form): with t_k = exp ψ(γ_k) and m_w =
 * Σ_k t_k B_wk iterate γ_k ← α_k + t_k Σ_w c_w B_wk / m_w. All topics, no pruning: the tested
 * reference. Scratch of one thread; cost a sweep 2·K·words fused multiply-adds and K digammas.
 * Documents whose intensities have rates of their own {@link #reweigh} topics. Where groups have
 * priors of their own α is 0 beside a document's support, and so are its γ and t there.
 */
public class MeanField {
  /**
   * Where a word's weights have underflowed: too small to matter, yet 2^31 divided by it is finite.
   */
  private static final double LEAST = 1e-290;

  private final double[] alpha;
  private final LocalOptions options;

  /** Null where all documents have one prior. */
  private final Supports supports;

  private double alphaSum;
  private double lgammaAlpha;
  private final double[] u;

  /** exp ψ(γ), to which the last m and the responsibilities c t B / m belong. */
  final double[] t;

  /** m_w = Σ_k t_k B_wk at the final γ, floored so that it can divide. */
  double[] m = new double[0];

  int sweeps;

  /**
   * Scratch for documents of this prior.
   *
   * @param alpha α, K numbers; shared
   * @param options its tolerance and iterations; nothing is pruned here
   */
  public MeanField(double[] alpha, LocalOptions options) {
    this(alpha, null, options);
  }

  /** The same for documents of a prior, who {@link #enter} by their groups. */
  MeanField(DocumentPrior prior, LocalOptions options) {
    this(prior.alpha(), prior.isShared() ? null : new Supports(prior), options);
  }

  private MeanField(double[] alpha, Supports supports, LocalOptions options) {
    this.alpha = alpha;
    this.supports = supports;
    this.options = options;
    u = new double[alpha.length];
    t = new double[alpha.length];
    prepare();
  }

  private void prepare() {
    double sum = 0;
    double lgamma = 0;
    for (double a : alpha) {
      sum += a;
      lgamma += a > 0 ? Special.lgamma(a) : 0;
    }
    alphaSum = sum;
    lgammaAlpha = Special.lgamma(sum) - lgamma;
  }

  /** A document's γ before its first visit: γ_k = α_k + N/K. */
  public static void seat(double[] alpha, double tokens, double[] gamma, int at) {
    for (int k = 0; k < alpha.length; k++) {
      gamma[at + k] = alpha[k] + tokens / alpha.length;
    }
  }

  /** What comes next is a document of this group. */
  final void enter(int group) {
    if (supports == null) {
      return;
    }
    int place = supports.place(group);
    Arrays.fill(alpha, 0);
    int start = supports.start(place);
    for (int j = start; j < start + supports.size(place); j++) {
      alpha[supports.topics()[j]] = supports.alphas()[j];
    }
    prepare();
  }

  /** Whether priors differ by group. */
  final boolean hasGroups() {
    return supports != null;
  }

  /** α_k of the document; 0 beside its support. */
  final double alpha(int k) {
    return alpha[k];
  }

  /**
   * Fits one document.
   *
   * @param b weights by topic (K, no padding), word w's from slots[from + w] · K on
   * @param from the document's first entry in slots and counts
   * @param gamma the document's γ from at on; read as the start, overwritten
   */
  public final void fit(
      double[] b, int[] slots, int[] counts, int from, int words, double[] gamma, int at) {
    int topics = alpha.length;
    if (m.length < words) {
      m = new double[2 * words];
    }
    double tokens = 0;
    for (int w = 0; w < words; w++) {
      tokens += counts[from + w];
    }
    sweeps = 0;
    weigh(b, slots, from, words, gamma, at);
    double moved = Double.MAX_VALUE;
    while (sweeps < options.iterations() && moved >= options.tolerance() * tokens) {
      sweeps++;
      Arrays.fill(u, 0);
      for (int w = 0; w < words; w++) {
        double ratio = counts[from + w] / m[w];
        int row = slots[from + w] * topics;
        for (int k = 0; k < topics; k++) {
          u[k] += ratio * b[row + k];
        }
      }
      moved = 0;
      for (int k = 0; k < topics; k++) {
        double next = alpha[k] + t[k] * u[k];
        moved += Math.abs(next - gamma[at + k]);
        gamma[at + k] = next;
      }
      weigh(b, slots, from, words, gamma, at);
    }
  }

  /** t = exp ψ(γ), m = B t. */
  private void weigh(double[] b, int[] slots, int from, int words, double[] gamma, int at) {
    int topics = alpha.length;
    for (int k = 0; k < topics; k++) {
      t[k] = alpha[k] > 0 ? Special.expDigamma(gamma[at + k]) : 0;
    }
    reweigh(gamma, at, t);
    for (int w = 0; w < words; w++) {
      int row = slots[from + w] * topics;
      double sum = 0;
      for (int k = 0; k < topics; k++) {
        sum += t[k] * b[row + k];
      }
      m[w] = Math.max(sum, LEAST);
    }
  }

  /**
   * Puts more factors into t = exp ψ(γ): here none.
   *
   * @param gamma the document's γ from at on
   * @param t changed in place, K numbers
   */
  protected void reweigh(double[] gamma, int at, double[] t) {}

  /** How many sweeps the last document took. */
  public final int sweeps() {
    return sweeps;
  }

  /**
   * The document's part of the evidence lower bound at γ, with the responsibilities at their
   * optimum: Σ_w c_w log Σ_k e^{E log θ_k} B_wk − KL(Dir(γ) ‖ Dir(α)), Blei et al. 2003, eq. 15
   * with r put in.
   */
  public final double bound(int[] counts, int from, int words, double[] gamma, int at) {
    double gammaSum = 0;
    for (int k = 0; k < alpha.length; k++) {
      gammaSum += gamma[at + k];
    }
    double digammaSum = Special.digamma(gammaSum);
    double bound = lgammaAlpha - Special.lgamma(gammaSum);
    for (int k = 0; k < alpha.length; k++) {
      double g = gamma[at + k];
      if (alpha[k] > 0) {
        bound += Special.lgamma(g) + (alpha[k] - g) * (Special.digamma(g) - digammaSum);
      }
    }
    for (int w = 0; w < words; w++) {
      bound += counts[from + w] * (Math.log(m[w]) - digammaSum);
    }
    return bound;
  }

  /** α_0. */
  double alphaSum() {
    return alphaSum;
  }

  /** log Γ(α_0) − Σ_k log Γ(α_k). */
  double lgammaAlpha() {
    return lgammaAlpha;
  }
}
