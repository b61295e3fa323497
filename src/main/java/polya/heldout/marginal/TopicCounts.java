package polya.heldout.marginal;

import polya.math.RandomStream;

/**
 * How many tokens of one document are in each topic, n_k, with a list of the topics that have any:
 * sums over n_k cost as many steps as there are such topics, not K. For one thread.
 */
final class TopicCounts {
  private final int[] tokensK;
  private final int[] used;
  private final int[] placeK;
  private int size;

  /** No tokens yet, K topics. */
  TopicCounts(int topics) {
    tokensK = new int[topics];
    used = new int[topics];
    placeK = new int[topics];
  }

  /** Takes all tokens away. */
  void clear() {
    for (int i = 0; i < size; i++) {
      tokensK[used[i]] = 0;
    }
    size = 0;
  }

  /** Becomes equal to the other. */
  void copy(TopicCounts other) {
    clear();
    size = other.size;
    for (int i = 0; i < size; i++) {
      int k = other.used[i];
      used[i] = k;
      placeK[k] = i;
      tokensK[k] = other.tokensK[k];
    }
  }

  /** One token more in topic k. */
  void add(int k) {
    if (tokensK[k]++ == 0) {
      placeK[k] = size;
      used[size++] = k;
    }
  }

  /** One token less in topic k, which has one. */
  void remove(int k) {
    if (--tokensK[k] == 0) {
      int last = used[--size];
      used[placeK[k]] = last;
      placeK[last] = placeK[k];
    }
  }

  /** n_k. */
  int tokens(int k) {
    return tokensK[k];
  }

  /** Σ_k n_k φ_k over a row of weights that begins at {@code row}. */
  double weigh(double[] phi, int row) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      int k = used[i];
      sum += tokensK[k] * phi[row + k];
    }
    return sum;
  }

  /**
   * Draws a topic with probability ∝ (n_k + α_k) φ_k. Where α_k decides, which is rare in all but
   * short documents, it costs up to K steps.
   *
   * @param counted {@link #weigh} of the same row
   * @param prior Σ_k α_k φ_k of the same row
   */
  int draw(
      RandomStream stream, double[] phi, int row, double counted, double[] alpha, double prior) {
    double u = stream.nextDouble() * (counted + prior);
    if (u < counted) {
      for (int i = 0; i < size; i++) {
        int k = used[i];
        u -= tokensK[k] * phi[row + k];
        if (u < 0) {
          return k;
        }
      }
      // Rounding: the sum was the same terms in the same order, so this is one step of it at most.
      return used[size - 1];
    }
    u -= counted;
    for (int k = 0; k < alpha.length; k++) {
      u -= alpha[k] * phi[row + k];
      if (u < 0) {
        return k;
      }
    }
    return alpha.length - 1;
  }
}
