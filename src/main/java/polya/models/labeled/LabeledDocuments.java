package polya.models.labeled;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import polya.corpus.Encoding;
import polya.corpus.Groups;
import polya.mixing.DocumentPrior;
import polya.mixing.FoldIn;
import polya.mixing.FoldInSweeps;
import polya.mixing.Predictor;
import polya.topics.Phi;

/**
 * Documents whose mixtures are θ ~ Dirichlet(α) over the topics of their labels. Where labels are
 * not known ({@link #in} was not asked) all topics are theirs, with the mean of the training
 * documents' α: α_k s_k.
 */
final class LabeledDocuments implements DocumentPrior {
  private static final long serialVersionUID = 1L;

  private final LabelTopics layout;
  private final double[] alpha;

  /** s, K numbers. */
  private final double[] share;

  /** Null where labels are not known. */
  private final Groups groups;

  private final boolean isShared;

  LabeledDocuments(LabelTopics layout, double[] alpha, double[] share, Groups groups) {
    this.layout = layout;
    this.alpha = alpha.clone();
    this.share = share.clone();
    this.groups = groups;
    isShared = groups == null || allUseAll(layout, groups);
  }

  private static boolean allUseAll(LabelTopics layout, Groups groups) {
    for (int g = 0; g < groups.size(); g++) {
      if (groups.documents(g) > 0 && layout.size(groups, g) < layout.topics()) {
        return false;
      }
    }
    return true;
  }

  /** How many documents may use a topic that none may, for new ones: it is rare, but known. */
  private static final double LEAST_DOCUMENTS = 0.5;

  /** s: the share of documents that may use a topic, K numbers > 0. */
  static double[] shares(LabelTopics layout, Groups groups) {
    double[] share = new double[layout.topics()];
    int[] topics = new int[layout.topics()];
    long documents = 0;
    for (int g = 0; g < groups.size(); g++) {
      int size = layout.support(groups, g, topics);
      for (int j = 0; j < (size < 0 ? share.length : size); j++) {
        share[size < 0 ? j : topics[j]] += groups.documents(g);
      }
      documents += groups.documents(g);
    }
    for (int k = 0; k < share.length; k++) {
      share[k] = Math.max(LEAST_DOCUMENTS, share[k]) / Math.max(1, documents);
    }
    return share;
  }

  @Override
  public int topics() {
    return alpha.length;
  }

  @Override
  public DocumentPrior in(Groups known) {
    return new LabeledDocuments(layout, alpha, share, known);
  }

  @Override
  public boolean isShared() {
    return isShared;
  }

  @Override
  public int support(int group, int[] topics) {
    return groups == null ? -1 : layout.support(groups, group, topics);
  }

  @Override
  public void alpha(int group, double[] own, double[] out) {
    if (groups == null) {
      Arrays.setAll(out, k -> alpha[k] * share[k]);
      return;
    }
    int[] topics = new int[alpha.length];
    int size = support(group, topics);
    if (size < 0) {
      System.arraycopy(alpha, 0, out, 0, alpha.length);
      return;
    }
    Arrays.fill(out, 0);
    for (int j = 0; j < size; j++) {
      out[topics[j]] = alpha[topics[j]];
    }
  }

  @Override
  public void alpha(int group, int[] support, int size, double[] out) {
    for (int j = 0; j < size; j++) {
      out[j] = alpha[support[j]];
    }
  }

  /** α of a document whose labels are not known; as training has it where labels tell nothing. */
  @Override
  public double[] alpha() {
    double[] all = alpha.clone();
    if (groups == null) {
      Arrays.setAll(all, k -> alpha[k] * share[k]);
    }
    return all;
  }

  @Override
  public DocumentPrior withAlpha(double[] other) {
    double[] ones = new double[other.length];
    Arrays.fill(ones, 1);
    return new LabeledDocuments(layout, other, ones, groups);
  }

  @Override
  public FoldIn foldIn(Phi topics, FoldInSweeps sweeps) {
    return FoldIn.dirichlet(topics, this, sweeps);
  }

  @Override
  public Optional<List<String>> topicNames(Encoding attributes) {
    return attributes.size() == layout.labels()
        ? Optional.of(layout.names(attributes))
        : Optional.empty();
  }

  @Override
  public Optional<Predictor> predictor() {
    return layout.labels() == 0
        ? Optional.empty()
        : Optional.of(Predictor.ofLabels(layout.labels(), layout.each()));
  }
}
