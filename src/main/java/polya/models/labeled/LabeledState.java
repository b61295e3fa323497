package polya.models.labeled;

import polya.corpus.Groups;
import polya.infer.DocumentLearning;
import polya.mixing.DocumentPrior;
import polya.topics.Globals;

/** What labeled topics' globals hold beside those of {@link polya.infer.variational.TopicState}. */
final class LabeledState {
  /** α, K numbers. */
  static final String DOC_CONCENTRATION = "docConcentration";

  /** s, K numbers. */
  static final String SUPPORT_SHARE = "supportShare";

  /** L, m, and 1 if documents without labels may use all topics, else 0. */
  static final String LABEL_TOPICS = "labelTopics";

  private LabeledState() {}

  /** Where a run begins. */
  static Globals own(LabelTopics layout, double[] alpha, Groups groups) {
    return Globals.none()
        .with(DOC_CONCENTRATION, alpha)
        .with(SUPPORT_SHARE, LabeledDocuments.shares(layout, groups))
        .with(LABEL_TOPICS, numbers(layout));
  }

  /** What {@link #layout} reads. */
  static double[] numbers(LabelTopics layout) {
    return new double[] {layout.labels(), layout.each(), layout.unlabelledUseAll() ? 1 : 0};
  }

  /** Which topics are whose. */
  static LabelTopics layout(Globals globals) {
    double[] numbers = globals.vector(LABEL_TOPICS);
    int labels = (int) Math.rint(numbers[0]);
    int each = (int) Math.rint(numbers[1]);
    int background = globals.vector(DOC_CONCENTRATION).length - labels * each;
    return new LabelTopics(labels, each, background, numbers[2] > 0.5);
  }

  /** Documents whose labels are not known. */
  static DocumentPrior documents(Globals globals) {
    return new LabeledDocuments(
        layout(globals), globals.vector(DOC_CONCENTRATION), globals.vector(SUPPORT_SHARE), null);
  }

  /** Documents of these groups. */
  static DocumentLearning.Documents of(Groups groups) {
    return globals -> documents(globals).in(groups);
  }
}
