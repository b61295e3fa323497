package polya.infer.gibbs;

import java.util.Arrays;
import java.util.TreeMap;
import polya.math.CountTally;
import polya.math.Draws;
import polya.math.RandomStream;
import polya.mixing.GammaHyperparameters;

/**
 * Weights of topics that a gamma process gives them, of which K are kept (Zhou and Carin, "Negative
 * binomial process count and mixture modeling", PAMI 37, 2015; algorithms.md §4.2): a priori
 *
 * <pre>  a_k ~ Gamma(γ/K, c),   γ ~ Gamma(1, 1),   c ~ Gamma(1, 1).</pre>
 *
 * Documents say of a_k what a Poisson of mean a_k q_k does: so many tables L_k in Chinese
 * restaurants, and an exposure q_k. Given these, in this order,
 *
 * <pre>
 *   L_k | ·       = Σ_d CRT(n_dk, a_k)
 *   γ   | L, c    ~ Gamma(1 + Σ_k CRT(L_k, γ/K), 1 + 1/K Σ_k ln(1 + q_k/c)),   a integrated out
 *   a_k | L, γ, c ~ Gamma(γ/K + L_k, c + q_k)
 *   c   | a, γ    ~ Gamma(1 + γ, 1 + Σa)
 * </pre>
 *
 * <p>Each line is a draw from its conditional, so they leave the posterior as it is. The larger K,
 * the nearer they are to the process; a topic without tables has a weight near zero. All numbers
 * are kept within the range of {@link GammaHyperparameters}: such a topic would reach zero.
 *
 * @param weights a, K numbers
 * @param mass γ
 * @param decay c
 */
public record TopicProcess(double[] weights, double mass, double decay) {
  /** Where a run with these weights begins: γ where they are as expected under c = 1. */
  public static TopicProcess beginning(double[] weights) {
    double mass = GammaHyperparameters.within(Arrays.stream(weights).sum());
    return new TopicProcess(weights, mass, 1);
  }

  /**
   * Draws L, γ, a and c once; cost: a binomial for every count up to the largest of each topic.
   *
   * @param byTopic n_dk by topic
   * @param exposure q, K numbers ≥ 0
   */
  public TopicProcess drawn(RandomStream stream, CountTally[] byTopic, double[] exposure) {
    return drawn(stream, byTopic, exposure, GammaHyperparameters.LEAST);
  }

  /**
   * The same.
   *
   * @param least what no weight falls below
   */
  public TopicProcess drawn(
      RandomStream stream, CountTally[] byTopic, double[] exposure, double least) {
    long[] tables = new long[weights.length];
    TreeMap<Integer, Long> tally = new TreeMap<>();
    double logs = 0;
    for (int k = 0; k < weights.length; k++) {
      tables[k] = byTopic[k].tables(stream, weights[k]);
      if (tables[k] > 0) {
        tally.merge((int) Math.min(Integer.MAX_VALUE, tables[k]), 1L, Long::sum);
      }
      logs += StrictMath.log1p(exposure[k] / decay);
    }
    long customers = CountTally.of(tally).tables(stream, mass / weights.length);
    double nextMass =
        GammaHyperparameters.within(
            Draws.gamma(stream, 1 + customers) / (1 + logs / weights.length));
    double[] a = new double[weights.length];
    for (int k = 0; k < a.length; k++) {
      double draw = Draws.gamma(stream, nextMass / a.length + tables[k]);
      a[k] = Math.max(least, Math.min(GammaHyperparameters.MOST, draw / (decay + exposure[k])));
    }
    double sum = Arrays.stream(a).sum();
    double nextDecay = GammaHyperparameters.within(Draws.gamma(stream, 1 + nextMass) / (1 + sum));
    return new TopicProcess(a, nextMass, nextDecay);
  }
}
