package polya.cli;

import java.util.Arrays;
import polya.quality.TopicMatching;
import polya.quality.TopicOverlap;
import polya.spark.store.ModelStore;

/**
 * A model's topics matched one to one with those of another model, so that they have as much
 * probability in common as possible.
 *
 * @param with the other model's path
 * @param digest the other model's digest
 * @param topicK the other model's topic for each topic, −1 for none
 * @param overlapK Σ_w min(φ_wk, φ'_wj) of each pair; NaN for none
 * @param topTermsK share of top terms in common of each pair; NaN for none
 */
record MatchedTopics(
    String with, String digest, int[] topicK, double[] overlapK, double[] topTermsK) {
  /** Matches two models, whose top terms are ranked alike; cost V·K·K' + min(K, K')²·max(K, K'). */
  static MatchedTopics of(ModelStore model, TopicMeasures measured, ModelStore other) {
    double[][] overlap =
        TopicOverlap.of(
            model.posterior().topics(),
            model.vocabulary(),
            other.posterior().topics(),
            other.vocabulary());
    int[] topicK = TopicMatching.of(overlap);
    int[][] top = measured.top();
    int[][] otherTop =
        TopicsAtHand.terms(other, measured.lambda()).top(measured.order(), top[0].length);
    double[] overlapK = new double[topicK.length];
    double[] topTermsK = new double[topicK.length];
    for (int k = 0; k < topicK.length; k++) {
      boolean matched = topicK[k] >= 0;
      overlapK[k] = matched ? overlap[k][topicK[k]] : Double.NaN;
      topTermsK[k] =
          matched
              ? TopicOverlap.ofTopTerms(
                  top[k], model.vocabulary(), otherTop[topicK[k]], other.vocabulary())
              : Double.NaN;
    }
    return new MatchedTopics(other.path(), other.info().digest(), topicK, overlapK, topTermsK);
  }

  /** How many topics have a partner. */
  long matched() {
    return Arrays.stream(topicK).filter(j -> j >= 0).count();
  }

  /** Mean of values over the topics that have a partner. */
  static double mean(double[] valuesK) {
    return Arrays.stream(valuesK).filter(x -> !Double.isNaN(x)).average().orElse(Double.NaN);
  }
}
