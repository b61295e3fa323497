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
   * @return {@link #size} numbers; a new array
   */
  double[] scores(double[] thetaK);

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
    public double[] scores(double[] thetaK) {
      double[] scores = new double[size];
      for (int k = 0; k < size * topicsEach; k++) {
        scores[k / topicsEach] += thetaK[k];
      }
      return scores;
    }
  }
}
