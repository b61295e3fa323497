package polya.gammapoisson;

import java.util.Arrays;
import java.util.TreeMap;
import polya.infer.CountTally;
import polya.infer.GibbsTallies;
import polya.math.Draws;
import polya.math.RandomStream;

/**
 * The prior of intensities under Gibbs sampling, and exact draws of it given the topics of all
 * tokens, θ integrated out (Zhou and Carin, "Negative binomial process count and mixture modeling",
 * PAMI 37, 2015; ALGORITHMS §4.2). With p = 1/(1 + b), and q_k = −Σ_d ln(1 − p) over documents,
 *
 * <pre>
 *   n_dk ~ NB(a_k, p),   a_k ~ Gamma(γ/K, c),   γ ~ Gamma(1, 1),   c ~ Gamma(1, 1),   p ~ Beta(1, 1)
 *   p   | ·      ~ Beta(1 + N, 1 + D Σa);  a topic's own: Beta(1 + n_k, 1 + D a_k);
 *                  a document's own: Beta(1 + N_d, 1 + Σa)
 *   L_k | ·      = Σ_d CRT(n_dk, a_k)
 *   γ   | L, ·   ~ Gamma(1 + Σ_k CRT(L_k, γ/K), 1 + 1/K Σ_k ln(1 + q_k/c)),   a integrated out
 *   a_k | L, γ, ·~ Gamma(γ/K + L_k, c + q_k)
 *   c   | a, γ   ~ Gamma(1 + γ, 1 + Σa)
 * </pre>
 *
 * Each line is a draw from its conditional, so in this order they leave the posterior as it is. All
 * numbers are kept within the range of {@link GammaPrior}: a topic without tokens would reach zero.
 *
 * @param shape a, K numbers
 * @param rate b, K numbers
 * @param mass γ
 * @param decay c
 */
record GammaProcess(double[] shape, double[] rate, double mass, double decay) {
  /**
   * All that the draws need to know of the corpus.
   *
   * @param tallies n_dk and N_d
   * @param totals n_k
   * @param documents D, those without tokens too
   */
  record Counts(GibbsTallies tallies, double[] totals, double documents) {
    /** The tally of N_d + 1, over all documents. */
    CountTally lengthsAndOne() {
      return tallies.lengths().plusOne((long) documents - tallies.lengths().size());
    }
  }

  /**
   * Draws once all that is not held fixed.
   *
   * @param rates of {@link GammaPoissonGibbsParameters#RATES}
   */
  GammaProcess drawn(RandomStream stream, Counts counts, boolean learnsShape, String rates) {
    double[] b = rates(stream, counts, rates);
    if (!learnsShape) {
      return new GammaProcess(shape, b, mass, decay);
    }
    double[] q = new double[shape.length];
    if (rates.equals(GammaPoissonGibbsParameters.DOCUMENT)) {
      Arrays.fill(q, counts.lengthsAndOne().logBetas(stream, 1 + shapeSum()));
    } else {
      // −ln(1 − p) = ln(1 + 1/b).
      Arrays.setAll(q, k -> counts.documents * StrictMath.log1p(1 / b[k]));
    }
    long[] tables = new long[shape.length];
    TreeMap<Integer, Long> tally = new TreeMap<>();
    double logs = 0;
    for (int k = 0; k < shape.length; k++) {
      tables[k] = counts.tallies.byTopic()[k].tables(stream, shape[k]);
      if (tables[k] > 0) {
        tally.merge((int) Math.min(Integer.MAX_VALUE, tables[k]), 1L, Long::sum);
      }
      logs += StrictMath.log1p(q[k] / decay);
    }
    long customers = CountTally.of(tally).tables(stream, mass / shape.length);
    double nextMass =
        GammaPrior.within(Draws.gamma(stream, 1 + customers) / (1 + logs / shape.length));
    double[] a = new double[shape.length];
    for (int k = 0; k < a.length; k++) {
      double draw = Draws.gamma(stream, nextMass / a.length + tables[k]);
      a[k] = GammaPrior.within(draw / (decay + q[k]));
    }
    double sum = Arrays.stream(a).sum();
    double nextDecay = GammaPrior.within(Draws.gamma(stream, 1 + nextMass) / (1 + sum));
    return new GammaProcess(a, b, nextMass, nextDecay);
  }

  private double shapeSum() {
    return Arrays.stream(shape).sum();
  }

  /** Rates given shapes; those of documents are drawn where they are needed, and forgotten. */
  private double[] rates(RandomStream stream, Counts counts, String rates) {
    double[] b = rate.clone();
    if (rates.equals(GammaPoissonParameters.COMMON)) {
      double tokens = Arrays.stream(counts.totals).sum();
      Arrays.fill(b, rate(stream, tokens, counts.documents * shapeSum()));
    } else if (rates.equals(GammaPoissonParameters.TOPIC)) {
      Arrays.setAll(b, k -> rate(stream, counts.totals[k], counts.documents * shape[k]));
    }
    return b;
  }

  /** b = (1 − p)/p with p ~ Beta(1 + n, 1 + a): a ratio of gammas. */
  private static double rate(RandomStream stream, double n, double a) {
    double below = Draws.logGamma(stream, 1 + n);
    double above = Draws.logGamma(stream, 1 + a);
    return GammaPrior.within(StrictMath.exp(above - below));
  }

  /**
   * log p of all lengths and of the topics of all tokens in their order, θ integrated out, in nats:
   * Σ_k Σ_d log [Γ(a_k + n_dk)/Γ(a_k) p^n_dk (1 − p)^a_k] − Σ_d log N_d!; rates of documents are
   * integrated out as well.
   */
  double logJoint(Counts counts, String rates) {
    boolean ofDocuments = rates.equals(GammaPoissonGibbsParameters.DOCUMENT);
    double sum = 0;
    for (int k = 0; k < shape.length; k++) {
      sum += counts.tallies.byTopic()[k].logRising(shape[k]);
      if (!ofDocuments) {
        sum -= counts.totals[k] * StrictMath.log1p(rate[k]);
        sum -= counts.documents * shape[k] * StrictMath.log1p(1 / rate[k]);
      }
    }
    // B(1 + N, 1 + Σa) = N! / Π_{j ≤ N} (1 + Σa + j): factorials cancel.
    return ofDocuments
        ? sum - counts.lengthsAndOne().logRising(1 + shapeSum())
        : sum - counts.tallies.lengths().logRising(1);
  }
}
