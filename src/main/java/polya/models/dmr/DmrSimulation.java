package polya.models.dmr;

import polya.infer.DocumentLengths;
import polya.infer.TokenSimulation;
import polya.math.Draws;
import polya.math.RandomStream;
import polya.topics.Globals;
import polya.topics.Phi;

/**
 * Documents drawn forwards: a value of the only category, each as likely as any other, θ ~
 * Dirichlet(α of it), a length, and for each token z ~ θ, w ~ φ_z. Under a model of other
 * covariates documents have none, and the mean of the training documents' α.
 */
final class DmrSimulation extends TokenSimulation {
  private static final long serialVersionUID = 1L;

  private final double[] mean;

  /** By value, row after row, after that of none; null where covariates are others. */
  private final double[] alphas;

  private final DocumentLengths lengths;

  DmrSimulation(Phi topics, Globals globals, DocumentLengths lengths) {
    super(topics);
    mean = globals.vector(DmrState.DOC_CONCENTRATION);
    alphas = DmrState.isByValue(globals) ? globals.vector(DmrState.VALUE_CONCENTRATION) : null;
    this.lengths = lengths;
  }

  @Override
  protected Outline outline(RandomStream stream) {
    double[] alpha = mean.clone();
    int[] labels = new int[0];
    if (alphas != null) {
      int value = stream.nextInt(alphas.length / mean.length - 1);
      System.arraycopy(alphas, (1 + value) * mean.length, alpha, 0, mean.length);
      labels = new int[] {value};
    }
    double[] theta = Draws.dirichlet(stream, alpha, new double[alpha.length]);
    return new Outline(theta, lengths.draw(stream), labels);
  }
}
