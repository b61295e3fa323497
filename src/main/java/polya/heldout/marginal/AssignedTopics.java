package polya.heldout.marginal;

import polya.math.RandomStream;

/**
 * Topics of all tokens of one document, moved by Gibbs sweeps with θ integrated out: token i draws
 * k with probability ∝ (n_k^{-i} + α_k) φ_wk. Scratch of one thread, which grows to the longest
 * document.
 */
final class AssignedTopics {
  private final DocumentWeights weights;
  private final TopicCounts counts;
  private int[] topicN = new int[0];
  private int length;

  /** Of documents whose weights are gathered there. */
  AssignedTopics(DocumentWeights weights) {
    this.weights = weights;
    counts = new TopicCounts(weights.mostTopics());
  }

  /** Seats tokens one after the other, each given those before it. */
  void seat(TokenOrder order, double[] phi, double[] priorW, RandomStream stream) {
    start(order.length());
    for (int n = 0; n < length; n++) {
      draw(order.word(n), n, phi, priorW, stream);
    }
  }

  /** Becomes equal to the other. */
  void copy(AssignedTopics other) {
    start(other.length);
    System.arraycopy(other.topicN, 0, topicN, 0, length);
    counts.copy(other.counts);
  }

  private void start(int tokens) {
    length = tokens;
    if (topicN.length < tokens) {
      topicN = new int[tokens];
    }
    counts.clear();
  }

  /** Every token draws its topic again, from the first to the last. */
  void sweep(TokenOrder order, double[] phi, double[] priorW, RandomStream stream) {
    for (int n = 0; n < length; n++) {
      counts.remove(topicN[n]);
      draw(order.word(n), n, phi, priorW, stream);
    }
  }

  /** The same from the last to the first: the sweep's reversal under the posterior. */
  void sweepBack(TokenOrder order, double[] phi, double[] priorW, RandomStream stream) {
    for (int n = length - 1; n >= 0; n--) {
      counts.remove(topicN[n]);
      draw(order.word(n), n, phi, priorW, stream);
    }
  }

  private void draw(int word, int n, double[] phi, double[] priorW, RandomStream stream) {
    int row = word * weights.topics();
    double counted = counts.weigh(phi, row);
    int k = counts.draw(stream, phi, row, counted, weights.alpha(), priorW[word]);
    counts.add(k);
    topicN[n] = k;
  }

  /**
   * Every token takes its likeliest topic given the others; cost K a token.
   *
   * @return whether any token moved
   */
  boolean climb(TokenOrder order, double[] phi) {
    boolean moved = false;
    for (int n = 0; n < length; n++) {
      int old = topicN[n];
      counts.remove(old);
      int row = order.word(n) * weights.topics();
      int best = old;
      for (int k = 0; k < weights.topics(); k++) {
        if (weight(k, phi, row) > weight(best, phi, row)) {
          best = k;
        }
      }
      counts.add(best);
      topicN[n] = best;
      moved |= best != old;
    }
    return moved;
  }

  private double weight(int k, double[] phi, int row) {
    return (counts.tokens(k) + weights.alpha()[k]) * phi[row + k];
  }

  /**
   * log of the probability that one {@link #sweep} leads to these topics; afterwards it has.
   *
   * @param to topics of the same tokens
   */
  double logTransition(AssignedTopics to, TokenOrder order, double[] phi, double[] priorW) {
    double log = 0;
    for (int n = 0; n < length; n++) {
      int word = order.word(n);
      int row = word * weights.topics();
      counts.remove(topicN[n]);
      int k = to.topicN[n];
      log += StrictMath.log(weight(k, phi, row) / (counts.weigh(phi, row) + priorW[word]));
      counts.add(k);
      topicN[n] = k;
    }
    return log;
  }

  /** log p(w, z | φ, α). */
  double logJoint(TokenOrder order, double[] phi, double alphaSum) {
    counts.clear();
    double log = 0;
    for (int n = 0; n < length; n++) {
      log +=
          StrictMath.log(weight(topicN[n], phi, order.word(n) * weights.topics()) / (alphaSum + n));
      counts.add(topicN[n]);
    }
    return log;
  }

  /** Σ_n of a table's entries at the tokens' terms and topics. */
  double sum(TokenOrder order, double[] table) {
    double sum = 0;
    for (int n = 0; n < length; n++) {
      sum += table[order.word(n) * weights.topics() + topicN[n]];
    }
    return sum;
  }
}
