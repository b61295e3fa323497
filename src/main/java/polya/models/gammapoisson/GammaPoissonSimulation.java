package polya.models.gammapoisson;

import java.util.Arrays;
import polya.infer.TokenSimulation;
import polya.math.Draws;
import polya.math.RandomStream;
import polya.topics.Phi;

/**
 * Gamma-Poisson factorization run forwards: θ_k ~ Gamma(a_k, b_k), all of them times one factor; N
 * ~ Poisson(Σθ) tokens; for each of them z ~ θ/Σθ, w ~ φ_z. That is x_w ~ Poisson(Σ_k θ_k φ_wk).
 */
final class GammaPoissonSimulation extends TokenSimulation {
  private static final long serialVersionUID = 1L;

  private final double[] shape;
  private final double[] scale;

  /**
   * Draws of this prior.
   *
   * @param meanLength expected tokens of a document: sets the factor
   */
  GammaPoissonSimulation(Phi topics, double[] shape, double[] rate, double meanLength) {
    super(topics);
    this.shape = shape;
    double mean = 0;
    for (int k = 0; k < shape.length; k++) {
      mean += shape[k] / rate[k];
    }
    double factor = meanLength / mean;
    scale = Arrays.stream(rate).map(b -> factor / b).toArray();
  }

  @Override
  protected Outline outline(RandomStream stream) {
    double[] theta = new double[shape.length];
    for (int k = 0; k < theta.length; k++) {
      theta[k] = scale[k] * Draws.gamma(stream, shape[k]);
    }
    return Outline.ofIntensities(theta, stream);
  }
}
