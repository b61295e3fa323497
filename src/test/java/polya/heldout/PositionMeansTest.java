package polya.heldout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import polya.corpus.Document;
import polya.heldout.marginal.LeftToRight;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.topics.Phi;

/**
 * Why there is no estimator that averages p(w_n | z_1 … z_n−1) over particles position by position
 * and multiplies the means, as other tools do: it converges, but not to p(w).
 */
class PositionMeansTest {
  private static final double[] ALPHA = {0.3, 0.05, 1.2};

  /** Π_n of the means over particles, which are never weighted against each other. */
  private static double positionMeans(
      double[][] phi, double[] alpha, int[] tokens, int particles, RandomStream stream) {
    double[][] n = new double[particles][alpha.length];
    double product = 1;
    for (int i = 0; i < tokens.length; i++) {
      double mean = 0;
      for (double[] counts : n) {
        double[] p = joint(phi[tokens[i]], alpha, counts, i);
        double sum = p[0] + p[1] + p[2];
        mean += sum / particles;
        double u = stream.nextDouble() * sum;
        counts[u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2]++;
      }
      product *= mean;
    }
    return product;
  }

  /** Its limit for many particles: each mean under the distribution its particles have. */
  private static double limit(double[][] phi, double[] alpha, int[] tokens) {
    double product = 1;
    for (int i = 0; i < tokens.length; i++) {
      product *= meanAt(phi, alpha, tokens, i, new double[alpha.length], 0, 1);
    }
    return product;
  }

  private static double meanAt(
      double[][] phi, double[] alpha, int[] tokens, int position, double[] n, int i, double q) {
    double[] p = joint(phi[tokens[i]], alpha, n, i);
    double sum = p[0] + p[1] + p[2];
    if (i == position) {
      return q * sum;
    }
    double mean = 0;
    for (int k = 0; k < alpha.length; k++) {
      n[k]++;
      mean += meanAt(phi, alpha, tokens, position, n, i + 1, q * p[k] / sum);
      n[k]--;
    }
    return mean;
  }

  /** p(w_i, z_i = k | z_1 … z_i−1). */
  private static double[] joint(double[] phi, double[] alpha, double[] n, int i) {
    double[] p = new double[3];
    for (int k = 0; k < 3; k++) {
      p[k] = (n[k] + alpha[k]) / (i + 1.55) * phi[k];
    }
    return p;
  }

  @Test
  void meansByPositionConvergeToSomethingElse() {
    Phi topics = Tiny.phi(Tiny.weights(5, 3, 1));
    double[][] phi = Tiny.dense(topics);
    int[] tokens = {0, 1, 2, 3, 4};
    double exact = Enumerated.probability(phi, ALPHA, tokens);
    double limit = limit(phi, ALPHA, tokens);
    RandomStream stream = Streams.of(1, Purpose.TEST, 5, 0);
    double many = positionMeans(phi, ALPHA, tokens, 200_000, stream);
    assertThat(many / limit).isCloseTo(1, within(0.01));
    assertThat(Math.abs(limit / exact - 1)).as("E[p̂]/p = %s", limit / exact).isGreaterThan(0.03);

    // The particle filter with as many particles finds p itself.
    Document document = Tiny.document("d", tokens);
    Estimate filtered =
        new LeftToRight(1, 20_000, 0).open(topics, ALPHA).estimate(HeldOut.of(document, 0));
    assertThat(Math.exp(filtered.logProbability()) / exact).isCloseTo(1, within(0.01));
  }
}
