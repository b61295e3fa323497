package polya.heldout;

import java.util.Arrays;
import polya.mixing.DirichletDocuments;
import polya.mixing.DocumentPrior;
import polya.mixing.FoldIn;
import polya.mixing.FoldInSweeps;
import polya.topics.Phi;

/** Documents that may use some topics each: those of their group, with its own α. */
public record Masked(double[][] alphaGK) implements DocumentPrior {
  private static final long serialVersionUID = 1L;

  @Override
  public int topics() {
    return alphaGK[0].length;
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public int support(int group, int[] topics) {
    int n = 0;
    for (int k = 0; k < topics(); k++) {
      if (alphaGK[group][k] > 0) {
        topics[n++] = k;
      }
    }
    return n;
  }

  @Override
  public void alpha(int group, double[] own, double[] out) {
    System.arraycopy(alphaGK[group], 0, out, 0, out.length);
  }

  @Override
  public DocumentPrior withAlpha(double[] alpha) {
    return new DirichletDocuments(alpha);
  }

  @Override
  public FoldIn foldIn(Phi topics, FoldInSweeps sweeps) {
    return FoldIn.dirichlet(topics, this, sweeps);
  }

  /** α of a group's support alone. */
  public double[] packed(int group) {
    return Arrays.stream(alphaGK[group]).filter(a -> a > 0).toArray();
  }

  /** The weights of its support alone. */
  public float[][] packed(int group, float[][] weightsWK) {
    int[] support = new int[topics()];
    int n = support(group, support);
    float[][] rows = new float[weightsWK.length][n];
    for (int w = 0; w < rows.length; w++) {
      for (int j = 0; j < n; j++) {
        rows[w][j] = weightsWK[w][support[j]];
      }
    }
    return rows;
  }
}
