package polya.models.lda;

import polya.infer.DocumentLengths;
import polya.infer.TokenSimulation;
import polya.math.Draws;
import polya.math.RandomStream;
import polya.topics.Phi;

/** LDA run forwards: θ ~ Dirichlet(α), a length, and for each token z ~ θ, w ~ φ_z. */
final class LdaSimulation extends TokenSimulation {
  private static final long serialVersionUID = 1L;

  private final double[] alpha;
  private final DocumentLengths lengths;

  LdaSimulation(Phi topics, double[] alpha, DocumentLengths lengths) {
    super(topics);
    this.alpha = alpha;
    this.lengths = lengths;
  }

  @Override
  protected Outline outline(RandomStream stream) {
    double[] theta = Draws.dirichlet(stream, alpha, new double[alpha.length]);
    return new Outline(theta, lengths.draw(stream));
  }
}
