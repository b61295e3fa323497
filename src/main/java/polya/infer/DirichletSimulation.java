package polya.infer;

import polya.math.Draws;
import polya.math.RandomStream;
import polya.topics.Phi;

/**
 * Documents whose mixtures are Dirichlet, run forwards: θ ~ Dirichlet(α), a length, and for each
 * token z ~ θ, w ~ φ_z.
 */
public final class DirichletSimulation extends TokenSimulation {
  private static final long serialVersionUID = 1L;

  private final double[] alpha;
  private final DocumentLengths lengths;

  /**
   * Draws from these topics.
   *
   * @param topics whose weights each add up to 1
   * @param alpha α, K numbers &gt; 0
   * @param lengths of documents
   */
  public DirichletSimulation(Phi topics, double[] alpha, DocumentLengths lengths) {
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
