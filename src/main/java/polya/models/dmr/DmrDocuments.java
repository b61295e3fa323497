package polya.models.dmr;

import java.util.Arrays;
import polya.corpus.Groups;
import polya.mixing.DirichletDocuments;
import polya.mixing.DocumentPrior;
import polya.mixing.FoldIn;
import polya.mixing.FoldInSweeps;
import polya.topics.Globals;
import polya.topics.Phi;

/**
 * Documents whose mixtures are θ ~ Dirichlet(α_g), α of their group: exp(λ_0 + x_g·λ), or that of
 * their value where one category is all. Where covariates are not known ({@link #in} was not asked)
 * α is the mean of the training documents'. All topics are theirs.
 */
final class DmrDocuments implements DocumentPrior {
  private static final long serialVersionUID = 1L;

  private static final double LEAST = StrictMath.log(1e-6);
  private static final double MOST = StrictMath.log(1e6);

  private final double[] mean;

  /** λ or α by value, row after row of K. */
  private final double[] rows;

  private final boolean byValue;

  /** Both null where covariates are not known. */
  private final Design design;

  private final Groups groups;
  private final boolean isShared;

  /**
   * Documents under globals of {@link DmrState}.
   *
   * @param isShared whether all have one α
   */
  DmrDocuments(Globals globals, Design design, Groups groups, boolean isShared) {
    byValue = DmrState.isByValue(globals);
    mean = globals.vector(DmrState.DOC_CONCENTRATION);
    rows = globals.vector(byValue ? DmrState.VALUE_CONCENTRATION : DmrState.COEFFICIENTS);
    this.design = design;
    this.groups = groups;
    this.isShared = isShared;
  }

  private DmrDocuments(DmrDocuments of, Groups known) {
    mean = of.mean;
    rows = of.rows;
    byValue = of.byValue;
    design = Design.of(known.encoding());
    groups = known;
    isShared = false;
  }

  @Override
  public int topics() {
    return mean.length;
  }

  @Override
  public DocumentPrior in(Groups known) {
    return known.encoding().covariates().isPresent() ? new DmrDocuments(this, known) : this;
  }

  @Override
  public boolean isShared() {
    return isShared;
  }

  @Override
  public boolean hasAll() {
    return true;
  }

  @Override
  public void alpha(int group, double[] own, double[] out) {
    if (groups == null) {
      System.arraycopy(mean, 0, out, 0, mean.length);
      return;
    }
    int from = groups.offsets()[group];
    int to = groups.offsets()[group + 1];
    if (byValue) {
      int row = from == to ? 0 : 1 + groups.labels()[from];
      System.arraycopy(rows, row * mean.length, out, 0, mean.length);
      return;
    }
    System.arraycopy(rows, 0, out, 0, mean.length);
    int[] features = new int[design.most(groups, group)];
    double[] x = new double[features.length];
    int n = design.of(groups, group, features, x);
    for (int i = 0; i < n; i++) {
      int at = (1 + features[i]) * mean.length;
      for (int k = 0; k < mean.length; k++) {
        out[k] += x[i] * rows[at + k];
      }
    }
    for (int k = 0; k < mean.length; k++) {
      out[k] = StrictMath.exp(Math.max(LEAST, Math.min(MOST, out[k])));
    }
  }

  /** The mean of the training documents' α: that of a document without known covariates. */
  @Override
  public double[] alpha() {
    return mean.clone();
  }

  /** Cost: α of every group. */
  @Override
  public double[] envelope() {
    double[] most = new double[mean.length];
    double[] alpha = new double[mean.length];
    for (int g = 0; g < groups.size(); g++) {
      if (groups.documents(g) > 0) {
        alpha(g, null, alpha);
        for (int k = 0; k < most.length; k++) {
          most[k] = Math.max(most[k], alpha[k]);
        }
      }
    }
    return most;
  }

  /** The mean of α over the documents of the groups at hand. */
  double[] meanOfGroups() {
    double[] sum = new double[mean.length];
    double[] alpha = new double[mean.length];
    double documents = 0;
    for (int g = 0; g < groups.size(); g++) {
      if (groups.documents(g) > 0) {
        alpha(g, null, alpha);
        for (int k = 0; k < sum.length; k++) {
          sum[k] += groups.documents(g) * alpha[k];
        }
        documents += groups.documents(g);
      }
    }
    double all = documents;
    Arrays.setAll(sum, k -> sum[k] / all);
    return sum;
  }

  @Override
  public DocumentPrior withAlpha(double[] other) {
    return new DirichletDocuments(other);
  }

  @Override
  public FoldIn foldIn(Phi topics, FoldInSweeps sweeps) {
    return FoldIn.dirichlet(topics, this, sweeps);
  }
}
