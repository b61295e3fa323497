package polya.topics;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The most probable terms of every topic; of equal ones, those of lower index. Found block by block
 * with a short sorted list a topic: V·K comparisons, memory K·n a thread, no sorting of the
 * vocabulary.
 */
public final class TopTerms implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What terms are put in order by instead of their weights. Travels to where blocks lie. */
  public interface Score extends Serializable {
    /**
     * Puts the scores of a term in the place of its weights.
     *
     * @param row K weights; then K scores, none of them NaN
     */
    void of(int term, double[] row);
  }

  private static final Score WEIGHT = (term, row) -> {};

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
    return of(phi, n, WEIGHT);
  }

  /** The terms of the highest scores, which take the place of weights; else as {@link #of}. */
  public static TopTerms of(Phi phi, int n, Score score) {
    return phi.merged(
        (own, block) -> of(own, block, n, score), (first, second) -> merged(first, second, n));
  }

  /** Those of two ranges of terms, the second behind the first. */
  private static TopTerms merged(TopTerms first, TopTerms second, int n) {
    int size = Math.min(n, first.size + second.size);
    TopTerms top = new TopTerms(size, first.termsK.length);
    top.offer(first, 0);
    top.offer(second, first.size);
    return top;
  }

  private void offer(TopTerms others, int seen) {
    for (int k = 0; k < termsK.length; k++) {
      for (int i = 0; i < others.size; i++) {
        offer(k, others.termsK[k][i], others.weightsK[k][i], Math.min(seen + i, size));
      }
    }
  }

  /** Those of one block. */
  private static TopTerms of(Phi phi, TermBlock block, int n, Score score) {
    TopTerms top = new TopTerms(Math.min(n, block.size()), phi.topics());
    double[] row = new double[phi.topics()];
    for (int i = 0; i < block.size(); i++) {
      phi.expand(block.from() + i, row, 0);
      score.of(block.from() + i, row);
      for (int k = 0; k < row.length; k++) {
        top.offer(k, block.from() + i, row[k], Math.min(i, top.size));
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
  public static double[] shares(Blocks blocks, int topics) {
    double[] shares = blocks.columnSums(topics);
    double all = Arrays.stream(shares).sum();
    Arrays.setAll(shares, k -> shares[k] / all);
    return shares;
  }
}
