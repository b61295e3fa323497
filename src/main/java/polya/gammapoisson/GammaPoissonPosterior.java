package polya.gammapoisson;

import java.util.Arrays;
import java.util.Optional;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.TopicSeeding;
import polya.topics.Phi;

/**
 * What a saved Gamma-Poisson model answers: mean topics λ_wk / Λ_k, and a as the concentration of
 * documents' proportions θ/Σθ. Where rates are equal that is exact; where they are not, proportions
 * are no Dirichlet, and it takes them for one; likelihoods of whole documents correct for that.
 */
final class GammaPoissonPosterior implements Posterior {
  private final Phi topics;
  private final double[] shape;
  private final double[] rate;
  private final double[] documentRatePrior;

  GammaPoissonPosterior(ModelState parameters) {
    shape = parameters.globals().vector(GammaPoissonState.SHAPE);
    rate = parameters.globals().vector(GammaPoissonState.RATE);
    documentRatePrior = parameters.globals().vectors().get(GammaPoissonState.DOCUMENT_RATE_PRIOR);
    double[] scale = TopicSeeding.totals(parameters.blocks(), shape.length);
    Arrays.setAll(scale, k -> 1 / scale[k]);
    topics = Phi.of(parameters.blocks(), Phi.Link.IDENTITY, 0, 1, scale);
  }

  @Override
  public Phi topics() {
    return topics;
  }

  @Override
  public double[] docConcentration() {
    return shape.clone();
  }

  @Override
  public Optional<double[]> intensityRates() {
    return Optional.of(rate.clone());
  }

  @Override
  public Optional<double[]> documentRatePrior() {
    return Optional.ofNullable(documentRatePrior).map(double[]::clone);
  }
}
