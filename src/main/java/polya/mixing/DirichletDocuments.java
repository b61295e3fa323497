package polya.mixing;

import polya.topics.Phi;

/** Documents whose mixtures are θ ~ Dirichlet(α) a priori, one α for all. */
public final class DirichletDocuments implements DocumentPrior {
  private static final long serialVersionUID = 1L;

  private final double[] alpha;

  /**
   * Documents of this prior.
   *
   * @param alpha K numbers &gt; 0; copied
   */
  public DirichletDocuments(double[] alpha) {
    this.alpha = alpha.clone();
  }

  @Override
  public int topics() {
    return alpha.length;
  }

  @Override
  public void alpha(int group, double[] own, double[] out) {
    System.arraycopy(alpha, 0, out, 0, alpha.length);
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
