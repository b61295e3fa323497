package polya.models.labeled;

import java.util.Arrays;
import polya.infer.DocumentLengths;
import polya.infer.TokenSimulation;
import polya.math.Draws;
import polya.math.RandomStream;
import polya.topics.Globals;
import polya.topics.Phi;

/**
 * Labeled topics run forwards: each label is on the document by itself, with its share; then θ ~
 * Dirichlet(α) over the topics of its labels and the background, a length, and for each token z ~
 * θ, w ~ φ_z. A document without labels has what such documents had in training.
 */
final class LabeledSimulation extends TokenSimulation {
  private static final long serialVersionUID = 1L;

  private final LabelTopics layout;
  private final double[] alpha;
  private final double[] share;
  private final DocumentLengths lengths;

  LabeledSimulation(Phi topics, Globals globals, DocumentLengths lengths) {
    super(topics);
    layout = LabeledState.layout(globals);
    alpha = globals.vector(LabeledState.DOC_CONCENTRATION);
    share = globals.vector(LabeledState.SUPPORT_SHARE);
    this.lengths = lengths;
  }

  @Override
  protected Outline outline(RandomStream stream) {
    int ofLabels = layout.labels() * layout.each();
    boolean[] uses = new boolean[alpha.length];
    int[] labels = new int[layout.labels()];
    int labelled = 0;
    for (int label = 0; label < layout.labels(); label++) {
      boolean has = stream.nextDouble() < share[label * layout.each()];
      if (has) {
        labels[labelled++] = label;
      }
      for (int j = 0; j < layout.each(); j++) {
        uses[label * layout.each() + j] = has;
      }
    }
    int n = 0;
    int[] topics = new int[alpha.length];
    for (int k = 0; k < alpha.length; k++) {
      if (uses[k] || k >= ofLabels || labelled == 0 && layout.unlabelledUseAll()) {
        topics[n++] = k;
      }
    }
    double[] own = new double[n];
    for (int j = 0; j < n; j++) {
      own[j] = alpha[topics[j]];
    }
    double[] theta = new double[alpha.length];
    double[] drawn = Draws.dirichlet(stream, own, new double[n]);
    for (int j = 0; j < n; j++) {
      theta[topics[j]] = drawn[j];
    }
    return new Outline(theta, lengths.draw(stream), Arrays.copyOf(labels, labelled));
  }
}
