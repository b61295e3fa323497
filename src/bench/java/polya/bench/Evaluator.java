package polya.bench;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The one evaluator of all tools, as the common ground defines it: topics are normalised rows of
 * each tool's matrix; θ by 50 EM fold-in steps on the observed half from uniform, θ_k ∝ n_k + α_k;
 * perplexity of the other half. Plain loops, none of Polya's own kernels.
 */
final class Evaluator {
  private static final int STEPS = 50;

  private final Counts observed;
  private final Counts scored;
  private final int documents;

  /** Scores at most the first {@code most} documents of the two halves, whose rows match. */
  Evaluator(Counts observed, Counts scored, int most) {
    this.observed = observed;
    this.scored = scored;
    this.documents = Math.min(most, observed.documents());
  }

  /** V. */
  int terms() {
    return observed.terms();
  }

  /** Turns V rows of K weights, already smoothed, into topics, in place. */
  static void normalise(float[][] weights) {
    double[] sums = new double[weights[0].length];
    for (float[] row : weights) {
      for (int k = 0; k < sums.length; k++) {
        sums[k] += row[k];
      }
    }
    for (float[] row : weights) {
      for (int k = 0; k < sums.length; k++) {
        row[k] = (float) (row[k] / sums[k]) + 1e-15f;
      }
    }
  }

  /**
   * Document-completion perplexity.
   *
   * @param phi V rows of K: normalised topics
   * @param alpha K numbers
   */
  double perplexity(float[][] phi, double[] alpha) {
    double[][] parts =
        IntStream.range(0, documents)
            .parallel()
            .mapToObj(d -> score(d, phi, alpha))
            .toArray(double[][]::new);
    double logLikelihood = 0;
    double tokens = 0;
    for (double[] part : parts) {
      logLikelihood += part[0];
      tokens += part[1];
    }
    return Math.exp(-logLikelihood / tokens);
  }

  private double[] score(int d, float[][] phi, double[] alpha) {
    int topics = alpha.length;
    float[] theta = new float[topics];
    float[] n = new float[topics];
    Arrays.fill(theta, 1f / topics);
    for (int step = 0; step < STEPS && topics > 1; step++) {
      Arrays.fill(n, 0);
      for (int i = observed.starts()[d]; i < observed.starts()[d + 1]; i++) {
        float[] row = phi[observed.words()[i]];
        float ratio = observed.counts()[i] / dot(theta, row);
        for (int k = 0; k < topics; k++) {
          n[k] += ratio * row[k];
        }
      }
      float sum = 0;
      for (int k = 0; k < topics; k++) {
        n[k] = (float) (n[k] * theta[k] + alpha[k]);
        sum += n[k];
      }
      for (int k = 0; k < topics; k++) {
        theta[k] = n[k] / sum;
      }
    }
    double[] part = new double[2];
    for (int i = scored.starts()[d]; i < scored.starts()[d + 1]; i++) {
      part[0] += scored.counts()[i] * Math.log(dot(theta, phi[scored.words()[i]]));
      part[1] += scored.counts()[i];
    }
    return part;
  }

  private static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
