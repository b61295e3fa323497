package polya.models.hpf;

import java.util.Arrays;
import polya.infer.TokenSimulation;
import polya.math.Draws;
import polya.math.RandomStream;
import polya.topics.Phi;

/**
 * Hierarchical Poisson factorization run forwards: θ_k ~ Gamma(a_k, b_k), all of them times one
 * factor and times (a' − 1)/ξ, ξ ~ Gamma(a'), whose mean is 1; N ~ Poisson(Σθ) tokens; for each of
 * them z ~ θ/Σθ, w ~ φ_z. Documents of a model that was learned from others all have the mean
 * activity, by which its rates are told.
 */
final class HpfSimulation extends TokenSimulation {
  private static final long serialVersionUID = 1L;

  private final double[] shape;
  private final double[] scale;
  private final double activityShape;

  /**
   * Draws of this prior.
   *
   * @param activityShape a' &gt; 1, or 0 where all have the mean activity
   * @param meanLength expected tokens of a document: sets the factor
   */
  HpfSimulation(
      Phi topics, double[] shape, double[] rate, double activityShape, double meanLength) {
    super(topics);
    this.activityShape = activityShape;
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
    double activity =
        activityShape > 0 ? (activityShape - 1) / Draws.gamma(stream, activityShape) : 1;
    double[] theta = new double[shape.length];
    for (int k = 0; k < theta.length; k++) {
      theta[k] = activity * scale[k] * Draws.gamma(stream, shape[k]);
    }
    return Outline.ofIntensities(theta, stream);
  }
}
