package polya.heldout.marginal;

import java.util.Arrays;
import polya.math.RandomStream;

/**
 * The kernel of {@link LeftToRight}. Every particle holds topics of the tokens so far. At token n
 * of term w it predicts
 *
 * <pre>  p_r = (Σ_k n_k φ_wk + Σ_k α_k φ_wk) / (α_0 + n)</pre>
 *
 * and its weight is multiplied by p_r. If the effective number (Σ w)² / Σ w² falls below half of
 * the particles they are resampled (systematically) <em>before</em> the topic of the token is drawn
 * from its posterior given the rest, so none is drawn in vain. Then some earlier tokens, chosen at
 * random, draw their topics again given all others, which leaves p(z | w_1 … w_n) as it is and
 * keeps the past from degenerating. p̂(w) is the product over n of the mean of w_r p_r, the weights
 * having mean 1 before: the product of the mean weights between resamplings (Del Moral 2004: its
 * expectation is p(w)).
 *
 * <p>Scratch of one thread, which grows to the longest document.
 */
final class ParticleFilter {
  private final DocumentWeights weights;
  private final int particles;
  private final int moves;
  private final TopicCounts[] counts;
  private final double[] weightR;
  private final double[] countedR;
  private final int[] offspringR;
  private int[][] topicRN;
  private double effective;

  ParticleFilter(DocumentWeights weights, int particles, int moves) {
    this.weights = weights;
    this.particles = particles;
    this.moves = moves;
    counts = new TopicCounts[particles];
    Arrays.setAll(counts, r -> new TopicCounts(weights.mostTopics()));
    weightR = new double[particles];
    countedR = new double[particles];
    offspringR = new int[particles];
    topicRN = new int[particles][0];
  }

  /** log p̂ of the tokens in this order, whose weights are at hand. */
  double logProbability(TokenOrder order, RandomStream stream) {
    int tokens = order.length();
    double[] phi = weights.phiWK();
    int topics = weights.topics();
    start(tokens);
    double log = 0;
    for (int n = 0; n < tokens; n++) {
      int word = order.word(n);
      int row = word * topics;
      double prior = weights.priorW()[word];
      double sum = 0;
      for (int r = 0; r < particles; r++) {
        countedR[r] = counts[r].weigh(phi, row);
        weightR[r] *= countedR[r] + prior;
        sum += weightR[r];
      }
      log += StrictMath.log(sum / particles / (weights.alphaSum() + n));
      settleWeights(sum, n, stream);
      for (int r = 0; r < particles; r++) {
        TopicCounts of = counts[r];
        int k = of.draw(stream, phi, row, countedR[r], weights.alpha(), prior);
        of.add(k);
        topicRN[r][n] = k;
        rejuvenate(of, topicRN[r], order, n + 1, stream);
      }
    }
    return log;
  }

  /** The smallest effective number of particles that the last document met. */
  double effectiveParticles() {
    return effective;
  }

  private void start(int tokens) {
    if (topicRN[0].length < tokens) {
      topicRN = new int[particles][tokens];
    }
    for (TopicCounts of : counts) {
      of.clear();
    }
    Arrays.fill(weightR, 1);
    effective = particles;
  }

  /** Brings the weights to mean 1; resamples where they differ too much. */
  private void settleWeights(double sum, int tokens, RandomStream stream) {
    double squares = 0;
    for (int r = 0; r < particles; r++) {
      weightR[r] *= particles / sum;
      squares += weightR[r] * weightR[r];
    }
    double worth = (double) particles * particles / squares;
    effective = Math.min(effective, worth);
    if (worth < particles / 2.0) {
      resample(tokens, stream);
      Arrays.fill(weightR, 1);
    }
  }

  private void resample(int tokens, RandomStream stream) {
    double reached = stream.nextOpen();
    double cumulated = 0;
    int given = 0;
    for (int r = 0; r < particles; r++) {
      cumulated += weightR[r];
      offspringR[r] = 0;
      while (given < particles && (reached < cumulated || r == particles - 1)) {
        offspringR[r]++;
        given++;
        reached++;
      }
    }
    int to = 0;
    for (int r = 0; r < particles; r++) {
      for (; offspringR[r] > 1; offspringR[r]--) {
        while (offspringR[to] != 0) {
          to++;
        }
        counts[to].copy(counts[r]);
        System.arraycopy(topicRN[r], 0, topicRN[to], 0, tokens);
        countedR[to] = countedR[r];
        offspringR[to] = 1;
      }
    }
  }

  private void rejuvenate(
      TopicCounts of, int[] topicN, TokenOrder order, int tokens, RandomStream stream) {
    double[] phi = weights.phiWK();
    for (int move = 0; move < moves; move++) {
      int n = stream.nextInt(tokens);
      int word = order.word(n);
      int row = word * weights.topics();
      of.remove(topicN[n]);
      double counted = of.weigh(phi, row);
      int k = of.draw(stream, phi, row, counted, weights.alpha(), weights.priorW()[word]);
      of.add(k);
      topicN[n] = k;
    }
  }
}
