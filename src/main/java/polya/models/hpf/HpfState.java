package polya.models.hpf;

import java.util.Arrays;
import polya.infer.variational.TopicState;
import polya.mixing.GammaDocuments;
import polya.mixing.SharedRate;
import polya.topics.Globals;

/**
 * What the globals of a model hold beside those of {@link TopicState}. Those that a simulated
 * corpus was drawn from have shapes, rates and {@link #ACTIVITY_SHAPE} alone.
 */
final class HpfState {
  /** a, K numbers. */
  static final String SHAPE = "shape";

  /**
   * b, K numbers: rates of intensities in tokens under which topics are as intense as they were.
   */
  static final String RATE = "rate";

  /** u, K numbers. */
  static final String UNIT = "topicUnit";

  /** F, K numbers. */
  static final String SUM = "topicSum";

  /** T, K numbers; zeros until every document was visited. */
  static final String INTENSITY = "totalIntensity";

  /** X, K numbers. */
  static final String ACTIVITY_SUM = "activeIntensity";

  /** a' and a'/b' of documents' activities. */
  static final String ACTIVITY = "activityPrior";

  /** c' and c'/d' of terms' popularities. */
  static final String POPULARITY = "popularityPrior";

  /** a' alone, of a simulated corpus: its documents' lengths are those asked for in the mean. */
  static final String ACTIVITY_SHAPE = "activityShape";

  /** D. */
  static final String DOCUMENTS = "intensityDocuments";

  private HpfState() {}

  /** Whether the model was learned from documents, and not drawn from its prior. */
  static boolean learned(Globals globals) {
    return globals.has(POPULARITY);
  }

  /** Whether popularities are at work. */
  static boolean known(Globals globals) {
    return learned(globals) && globals.vector(INTENSITY)[0] > 0;
  }

  /** The documents' activities. */
  static SharedRate activity(Globals globals) {
    double[] prior = globals.vector(ACTIVITY);
    double shapes = Arrays.stream(globals.vector(SHAPE)).sum();
    return new SharedRate(prior[0], prior[1], shapes);
  }

  /** The terms' popularities. */
  static SharedRate popularity(Globals globals) {
    double[] prior = globals.vector(POPULARITY);
    double c = globals.scalar(TopicState.TOPIC_CONCENTRATION);
    return new SharedRate(prior[0], prior[1], globals.vector(UNIT).length * c);
  }

  /** S_k = u_k F_k, the expected sum of a topic's weights, K numbers. */
  static double[] scale(Globals globals) {
    double[] unit = globals.vector(UNIT);
    double[] scale = globals.vector(SUM).clone();
    Arrays.setAll(scale, k -> unit[k] * scale[k]);
    return scale;
  }

  /** Documents with activities; of what was drawn from its prior, with the rates that it has. */
  static GammaDocuments documents(Globals globals) {
    GammaDocuments documents = GammaDocuments.of(globals.vector(SHAPE), globals.vector(RATE));
    return learned(globals)
        ? documents.withActivities(activity(globals), scale(globals))
        : documents;
  }
}
