package polya.models.mixture;

import polya.infer.DocumentLengths;
import polya.infer.TokenSimulation;
import polya.math.RandomStream;
import polya.topics.Phi;

/** The mixture run forwards: z ~ π, a length, and all tokens w ~ φ_z. */
final class MixtureSimulation extends TokenSimulation {
  private static final long serialVersionUID = 1L;

  private final double[] shares;
  private final DocumentLengths lengths;

  MixtureSimulation(Phi topics, double[] shares, DocumentLengths lengths) {
    super(topics);
    this.shares = shares;
    this.lengths = lengths;
  }

  @Override
  protected Outline outline(RandomStream stream) {
    double u = stream.nextDouble();
    int k = 0;
    while (k + 1 < shares.length && u >= shares[k]) {
      u -= shares[k++];
    }
    double[] theta = new double[shares.length];
    theta[k] = 1;
    return new Outline(theta, lengths.draw(stream));
  }
}
