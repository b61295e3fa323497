package polya.models.labeled;

import java.util.Arrays;
import polya.infer.ModelState;
import polya.infer.variational.TopicState;
import polya.math.Rows;
import polya.topics.Globals;
import polya.topics.TermBlock;

/**
 * An earlier model that learns of labels which it did not know: their topics come after those of
 * its own labels, and before the background. They begin like the corpus as a whole, each with the
 * mean topic's counts, since their documents will tell them apart; their α is the mean of the other
 * labels'.
 */
final class NewLabels {
  private final LabelTopics before;
  private final LabelTopics after;

  private NewLabels(LabelTopics before, LabelTopics after) {
    this.before = before;
    this.after = after;
  }

  /** The earlier model with topics of so many labels; cost O(K·V). */
  static ModelState added(ModelState earlier, int labels) {
    Globals globals = earlier.globals();
    LabelTopics before = LabeledState.layout(globals);
    if (labels <= before.labels()) {
      return earlier;
    }
    LabelTopics after =
        new LabelTopics(labels, before.each(), before.background(), before.unlabelledUseAll());
    NewLabels change = new NewLabels(before, after);
    double eta = globals.scalar(TopicState.TOPIC_CONCENTRATION);
    double[] alpha = globals.vector(LabeledState.DOC_CONCENTRATION);
    int ofLabels = before.labels() == 0 ? alpha.length : before.labels() * before.each();
    double mean = Arrays.stream(alpha, 0, ofLabels).average().orElseThrow();
    double[] share = globals.vector(LabeledState.SUPPORT_SHARE);
    return earlier
        .with(ModelState.TOPICS, earlier.topics().map(block -> change.widened(block, eta)))
        .with(
            globals
                .with(LabeledState.DOC_CONCENTRATION, change.widened(alpha, mean))
                .with(LabeledState.SUPPORT_SHARE, change.widened(share, 0))
                .with(LabeledState.LABEL_TOPICS, LabeledState.numbers(after)));
  }

  private double[] widened(double[] numbersK, double added) {
    double[] wide = new double[after.topics()];
    int ofLabels = before.labels() * before.each();
    System.arraycopy(numbersK, 0, wide, 0, ofLabels);
    Arrays.fill(wide, ofLabels, wide.length - before.background(), added);
    System.arraycopy(
        numbersK, ofLabels, wide, wide.length - before.background(), before.background());
    return wide;
  }

  /** Rows of λ; those of terms that the model does not know stay zeros. */
  private TermBlock widened(TermBlock block, double eta) {
    float[][] rows = new float[block.size()][Rows.padded(after.topics())];
    double[] lambda = new double[before.topics()];
    for (int i = 0; i < rows.length; i++) {
      float[] row = block.row(block.from() + i);
      double sum = 0;
      for (int k = 0; k < lambda.length; k++) {
        lambda[k] = row[k];
        sum += lambda[k];
      }
      double[] wide = widened(lambda, row[0] == 0 ? 0 : Math.max(eta, sum / lambda.length));
      for (int k = 0; k < wide.length; k++) {
        rows[i][k] = (float) wide[k];
      }
    }
    return TermBlock.of(block.from(), rows);
  }
}
