package polya.models.gammapoisson;

import java.io.Serializable;
import java.util.Arrays;
import polya.infer.gibbs.SentCounts;
import polya.infer.gibbs.TopicProcess;
import polya.math.CountTally;
import polya.math.Draws;
import polya.math.RandomStream;
import polya.mixing.GammaHyperparameters;

/**
 * The prior of intensities under Gibbs sampling, and exact draws of it given the topics of all
 * tokens, θ integrated out (Zhou and Carin, "Negative binomial process count and mixture modeling",
 * PAMI 37, 2015; algorithms.md §4.2). With p = 1/(1 + b), and q_k = −Σ_d ln(1 − p) over documents,
 *
 * <pre>
 *   n_dk ~ NB(a_k, p),   a_k ~ Gamma(γ/K, c),   γ ~ Gamma(1, 1),   c ~ Gamma(1, 1),   p ~ Beta(1, 1)
 *   p   | ·      ~ Beta(1 + N, 1 + D Σa);  a topic's own: Beta(1 + n_k, 1 + D a_k);
 *                  a document's own: Beta(1 + N_d, 1 + Σa)
 *   a, γ, c | ·  as {@link TopicProcess} draws them, with n_dk and q_k
 * </pre>
 *
 * <p>Gamma topics, φ_wk ~ Gamma(η, Vη), are Dirichlet ones times S_k ~ Gamma(Vη, Vη), their sum,
 * which is independent of their proportions: so Σ_k θ_dk φ_wk has intensities θ S of rate b_k/S_k,
 * and p is 1/(1 + b_k/S_k). Given T_k = Σ_d θ_dk both are gammas again (algorithms.md §4.3):
 *
 * <pre>
 *   T_k | ·      ~ Gamma(D a_k + n_k, b_k + S_k)
 *   S_k | T, ·   ~ Gamma(Vη + n_k, Vη + T_k)
 *   b   | T, ·   ~ Gamma(1 + D Σa, g + Σ T) with g ~ Gamma(2, 1 + b); a topic's own likewise
 * </pre>
 *
 * Each line is a draw from its conditional, so in this order they leave the posterior as it is. All
 * numbers are kept within the range of {@link GammaHyperparameters}: a topic without tokens would
 * reach zero.
 *
 * @param shape a, K numbers
 * @param base b, K numbers
 * @param scale S, K numbers; ones for Dirichlet topics
 * @param mass γ
 * @param decay c
 */
record GammaProcess(double[] shape, double[] base, double[] scale, double mass, double decay) {
  /**
   * All that the draws need to know of the corpus.
   *
   * @param tallies n_dk and N_d
   * @param totals n_k
   * @param documents D, those without tokens too
   */
  record Counts(SentCounts tallies, double[] totals, double documents) {
    /** The tally of N_d + 1, over all documents. */
    CountTally lengthsAndOne() {
      return tallies.lengths().plusOne((long) documents - tallies.lengths().size());
    }
  }

  /**
   * What is drawn.
   *
   * @param shapes whether shapes are
   * @param rates of {@link GammaPoissonGibbsParameters#RATES}
   * @param topicMass Vη of gamma topics; 0 for Dirichlet ones
   */
  record Drawn(boolean shapes, String rates, double topicMass) implements Serializable {}

  /** Draws once all that is not held fixed. */
  GammaProcess drawn(RandomStream stream, Counts counts, Drawn drawn) {
    GammaProcess next =
        drawn.topicMass > 0 ? scaled(stream, counts, drawn) : rated(stream, counts, drawn);
    return drawn.shapes ? next.shaped(stream, counts, drawn) : next;
  }

  /** The rates of intensities in tokens, b_k/S_k. */
  double[] rate() {
    double[] rate = new double[base.length];
    Arrays.setAll(
        rate, k -> scale[k] == 1 ? base[k] : GammaHyperparameters.within(base[k] / scale[k]));
    return rate;
  }

  private double shapeSum() {
    return Arrays.stream(shape).sum();
  }

  /** Rates given shapes; those of documents are drawn where they are needed, and forgotten. */
  private GammaProcess rated(RandomStream stream, Counts counts, Drawn drawn) {
    double[] b = base.clone();
    if (drawn.rates.equals(GammaPoissonParameters.COMMON)) {
      double tokens = Arrays.stream(counts.totals).sum();
      Arrays.fill(b, rate(stream, tokens, counts.documents * shapeSum()));
    } else if (drawn.rates.equals(GammaPoissonParameters.TOPIC)) {
      Arrays.setAll(b, k -> rate(stream, counts.totals[k], counts.documents * shape[k]));
    }
    return new GammaProcess(shape, b, scale, mass, decay);
  }

  /** b = (1 − p)/p with p ~ Beta(1 + n, 1 + a): a ratio of gammas. */
  private static double rate(RandomStream stream, double n, double a) {
    double below = Draws.logGamma(stream, 1 + n);
    double above = Draws.logGamma(stream, 1 + a);
    return GammaHyperparameters.within(StrictMath.exp(above - below));
  }

  /** Sums of gamma topics and rates given shapes, by way of T. */
  private GammaProcess scaled(RandomStream stream, Counts counts, Drawn drawn) {
    double[] b = base.clone();
    double[] s = new double[base.length];
    double[] t = new double[base.length];
    for (int k = 0; k < s.length; k++) {
      double n = counts.totals[k];
      t[k] = Draws.gamma(stream, counts.documents * shape[k] + n) / (base[k] + scale[k]);
      s[k] =
          GammaHyperparameters.within(
              Draws.gamma(stream, drawn.topicMass + n) / (drawn.topicMass + t[k]));
    }
    if (drawn.rates.equals(GammaPoissonParameters.COMMON)) {
      double all = Arrays.stream(t).sum();
      Arrays.fill(b, given(stream, base[0], counts.documents * shapeSum(), all));
    } else if (drawn.rates.equals(GammaPoissonParameters.TOPIC)) {
      Arrays.setAll(b, k -> given(stream, base[k], counts.documents * shape[k], t[k]));
    }
    return new GammaProcess(shape, b, s, mass, decay);
  }

  /** A rate given the sum of so many gammas under it: b ~ Exp(g), g ~ Exp(1) a priori. */
  private static double given(RandomStream stream, double before, double shapes, double sum) {
    double g = Draws.gamma(stream, 2) / (1 + before);
    return GammaHyperparameters.within(Draws.gamma(stream, 1 + shapes) / (g + sum));
  }

  /** Shapes given rates, and γ and c. */
  private GammaProcess shaped(RandomStream stream, Counts counts, Drawn drawn) {
    double[] q = new double[shape.length];
    if (drawn.rates.equals(GammaPoissonGibbsParameters.DOCUMENT)) {
      Arrays.fill(q, counts.lengthsAndOne().logBetas(stream, 1 + shapeSum()));
    } else {
      // −ln(1 − p) = ln(1 + 1/b).
      double[] b = rate();
      Arrays.setAll(q, k -> counts.documents * StrictMath.log1p(1 / b[k]));
    }
    TopicProcess next =
        new TopicProcess(shape, mass, decay).drawn(stream, counts.tallies.byTopic(), q);
    return new GammaProcess(next.weights(), base, scale, next.mass(), next.decay());
  }

  /**
   * log p of all lengths and of the topics of all tokens in their order, θ integrated out, in nats:
   * Σ_k Σ_d log [Γ(a_k + n_dk)/Γ(a_k) p^n_dk (1 − p)^a_k] − Σ_d log N_d!; rates of documents are
   * integrated out as well.
   */
  double logJoint(Counts counts, String rates) {
    boolean ofDocuments = rates.equals(GammaPoissonGibbsParameters.DOCUMENT);
    double[] rate = rate();
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
