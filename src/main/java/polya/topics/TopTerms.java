package polya.topics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The most probable terms of every topic; of equal ones, those of lower index. Found in one walk
 * over the terms with a short sorted list a topic: V·K comparisons, memory K·n, no sorting of the
 * vocabulary.
 */
public final class TopTerms {
  private final int size;
  private final int[][] termsK;
  private final double[][] weightsK;

  private TopTerms(int size, int topics) {
    this.size = size;
    termsK = new int[topics][size];
    weightsK = new double[topics][size];
  }

  /**
   * The top terms of these weights.
   *
   * @param n how many a topic, ≥ 1; all terms if there are fewer
   */
  public static TopTerms of(Phi phi, int n) {
    int topics = phi.topics();
    TopTerms top = new TopTerms(Math.min(n, phi.terms()), topics);
    double[] row = new double[topics];
    for (int w = 0; w < phi.terms(); w++) {
      phi.expand(w, row, 0);
      for (int k = 0; k < topics; k++) {
        top.offer(k, w, row[k], Math.min(w, top.size));
      }
    }
    return top;
  }

  /** Puts a term in its place among the {@code filled} best so far, if it has one. */
  private void offer(int k, int term, double weight, int filled) {
    double[] weights = weightsK[k];
    if (filled == size && weight <= weights[size - 1]) {
      return;
    }
    int at = Math.min(filled, size - 1);
    for (; at > 0 && weights[at - 1] < weight; at--) {
      weights[at] = weights[at - 1];
      termsK[k][at] = termsK[k][at - 1];
    }
    weights[at] = weight;
    termsK[k][at] = term;
  }

  /** How many terms each topic has here. */
  public int size() {
    return size;
  }

  /** The i-th most probable term of a topic. */
  public int term(int topic, int i) {
    return termsK[topic][i];
  }

  /** Its weight. */
  public double weight(int topic, int i) {
    return weightsK[topic][i];
  }

  /**
   * Each topic's share of all weights in a model's own rows, Σ_w row_wk / Σ_wj row_wj: of the
   * expected tokens and the prior, where rows are expected counts. Adds up to 1.
   */
  public static double[] shares(List<TermBlock> blocks, int topics) {
    List<double[]> parts = new ArrayList<>();
    for (TermBlock block : blocks) {
      double[] shares = new double[topics];
      parts.add(shares);
      for (int w = block.from(); w < block.from() + block.size(); w++) {
        float[] row = block.row(w);
        for (int k = 0; k < topics; k++) {
          shares[k] += row[k];
        }
      }
    }
    double[] shares = Sums.of(parts, topics);
    double all = Arrays.stream(shares).sum();
    Arrays.setAll(shares, k -> shares[k] / all);
    return shares;
  }
}
