package polya.mixing;

import java.io.Serializable;

/**
 * What a document's mixture predicts beyond its words: a score for each label that the model knows,
 * or for each of its topics where these are clusters of documents. Immutable; it travels to the
 * executors.
 */
public interface Predictor extends Serializable {
  /** Whether scores are of topics, so that a prediction is a cluster without a name. */
  boolean isOfClusters();

  /** How many scores there are: labels of the model's encoding in their order, or K. */
  int size();

  /**
   * The scores of a document; higher is likelier.
   *
   * @param thetaK its mixture as {@link Mixtures} gives it, under a prior that knows no groups
   * @param tokens how many tokens it has, N
   * @return {@link #size} numbers; a new array
   */
  double[] scores(double[] thetaK, long tokens);

  /**
   * The same of the document's tokens alone: what the prior adds is taken out of the mixture, n_k /
   * N = (θ_k (α_0 + N) − α_k) / N. It adds more to short documents, so that labels which no word
   * speaks for would rank documents by their length. A document without tokens has the prior's
   * shares.
   *
   * @param alphaK α of a document without attributes
   */
  default Predictor ofTokens(double[] alphaK) {
    return new TokenShares(this, alphaK.clone());
  }

  /** See {@link Predictor#ofTokens}. */
  record TokenShares(Predictor of, double[] alphaK) implements Predictor {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isOfClusters() {
      return of.isOfClusters();
    }

    @Override
    public int size() {
      return of.size();
    }

    @Override
    public double[] scores(double[] thetaK, long tokens) {
      if (tokens == 0) {
        return of.scores(thetaK, tokens);
      }
      double all = tokens;
      for (double alpha : alphaK) {
        all += alpha;
      }
      double[] shares = new double[thetaK.length];
      for (int k = 0; k < shares.length; k++) {
        shares[k] = Math.max(0, thetaK[k] * all - alphaK[k]) / tokens;
      }
      return of.scores(shares, tokens);
    }
  }

  /** Clusters: every topic's share. */
  static Predictor ofClusters(int topics) {
    return new OfTopics(topics, 1, true);
  }

  /**
   * Labels that have topics of their own, the first label's first: a label's score is the sum of
   * the shares of its topics.
   *
   * @param topicsPerLabel of each, ≥ 1
   */
  static Predictor ofLabels(int labels, int topicsPerLabel) {
    return new OfTopics(labels, topicsPerLabel, false);
  }

  /** See {@link Predictor#ofLabels}. */
  record OfTopics(int size, int topicsEach, boolean isOfClusters) implements Predictor {
    private static final long serialVersionUID = 1L;

    @Override
    public double[] scores(double[] thetaK, long tokens) {
      double[] scores = new double[size];
      for (int k = 0; k < size * topicsEach; k++) {
        scores[k / topicsEach] += thetaK[k];
      }
      return scores;
    }
  }
}
