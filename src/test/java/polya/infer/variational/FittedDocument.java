package polya.infer.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import polya.infer.Simulated;
import polya.math.Rows;
import polya.topics.LocalBlocks;
import polya.topics.Phi;

/** A document fitted by a {@link DocumentStep}, beside what it was made of. */
final class FittedDocument {
  final double[][] b;
  final int[] counts;
  final double[] alpha;
  final DocumentStep local;

  /** Fits a document whose w-th word has weights b[w] and occurs counts[w] times. */
  FittedDocument(double[][] b, int[] counts, double[] alpha, DocumentStep local) {
    this.b = b;
    this.counts = counts;
    this.alpha = alpha;
    this.local = local;
    fit();
  }

  /** How to open a step for a prior. */
  interface Opening {
    DocumentStep open(double[] alpha);
  }

  /** Sparse random weights, counts from 1 to 4, and an asymmetric prior around alpha. */
  static FittedDocument random(long key, int topics, int words, double alpha, Opening opening) {
    Simulated draws = new Simulated(key);
    double[][] phi = draws.topics(topics, words, 0.3);
    double[][] b = new double[words][topics];
    int[] counts = new int[words];
    double[] prior = new double[topics];
    for (int k = 0; k < topics; k++) {
      prior[k] = alpha * (0.5 + draws.uniform());
    }
    for (int w = 0; w < words; w++) {
      counts[w] = 1 + draws.below(4);
      for (int k = 0; k < topics; k++) {
        b[w][k] = (float) (phi[k][w] + 1e-4);
      }
    }
    return new FittedDocument(b, counts, prior, opening.open(prior));
  }

  /** Weights of terms seen up to 50 times or, mostly, never, under a prior η. */
  static FittedDocument smoothed(int topics, int words, double alpha, double eta, Opening opening) {
    Simulated draws = new Simulated(words * 1000L + topics);
    double[][] b = new double[words][topics];
    int[] counts = new int[words];
    for (int w = 0; w < words; w++) {
      counts[w] = 1 + draws.below(3);
      for (int k = 0; k < topics; k++) {
        int seen = draws.below(3) == 0 ? 1 + draws.below(50) : 0;
        b[w][k] = (seen + eta) / (1000 + 5000 * eta);
      }
    }
    double[] prior = new double[topics];
    Arrays.fill(prior, alpha);
    return new FittedDocument(b, counts, prior, opening.open(prior));
  }

  void fit() {
    int n = Rows.padded(alpha.length);
    float[][] rows = new float[b.length][n];
    float[] c = new float[b.length];
    for (int w = 0; w < b.length; w++) {
      c[w] = counts[w];
      for (int k = 0; k < alpha.length; k++) {
        rows[w][k] = (float) b[w][k];
      }
    }
    double[] ones = new double[alpha.length];
    Arrays.fill(ones, 1);
    Phi phi = Phi.of(LocalBlocks.of(rows), Phi.Link.IDENTITY, 0, 1, ones);
    local.fit(phi.reader(local.rows), rows, c, b.length, tokens());
  }

  int tokens() {
    return IntStream.of(counts).sum();
  }

  double r(int w, int j) {
    return local.r[w * local.rowLength + j];
  }

  /** What must hold whatever the document. */
  void isSound() {
    double[] sums = new double[local.active];
    for (int w = 0; w < b.length; w++) {
      double one = 0;
      for (int j = 0; j < local.active; j++) {
        assertThat(r(w, j)).isBetween(0.0, 1.000001);
        one += r(w, j);
        sums[j] += counts[w] * r(w, j);
      }
      assertThat(one).isCloseTo(1, within(1e-5));
      for (int j = local.active; j < local.rowLength; j++) {
        assertThat(r(w, j)).isZero();
      }
    }
    for (int j = 0; j < local.active; j++) {
      // n is what is left of n + α in single precision.
      double rounding = 1e-5 * tokens() + 4 * Math.ulp((float) alpha[local.topicOf[j]]);
      assertThat(sums[j] - local.n[j]).isCloseTo(0, within(rounding));
    }
    int[] topics = Arrays.copyOf(local.topicOf, local.active);
    assertThat(topics).isSorted().doesNotHaveDuplicates();
  }

  /** What a naive algorithm gives for the same document. */
  void isAs(NaiveStep naive, double tolerance) {
    assertThat(local.sweeps).isEqualTo(naive.sweeps);
    assertThat(Arrays.stream(local.topicOf).limit(local.active).boxed())
        .containsExactlyElementsOf(naive.kept);
    for (int j = 0; j < local.active; j++) {
      int k = local.topicOf[j];
      assertThat(local.n[j]).isCloseTo((float) naive.n[k], within((float) tolerance * tokens()));
      for (int w = 0; w < b.length; w++) {
        assertThat(r(w, j)).isCloseTo(naive.r[w][k], within(tolerance));
      }
    }
  }
}
