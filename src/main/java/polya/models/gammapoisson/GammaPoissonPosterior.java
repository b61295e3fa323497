package polya.models.gammapoisson;

import java.util.Arrays;
import java.util.Optional;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.mixing.Activity;
import polya.topics.Phi;

/**
 * What a saved Gamma-Poisson model answers: mean topics λ_wk / Λ_k, and a as the concentration of
 * documents' proportions θ/Σθ. Where rates are equal that is exact; where they are not, proportions
 * are no Dirichlet, and it takes them for one; likelihoods of whole documents correct for that.
 * Topics of a hierarchical model are E φ_wk / S_k.
 */
final class GammaPoissonPosterior implements Posterior {
  private final Phi topics;
  private final double[] shape;
  private final double[] rate;
  private final double[] documentRatePrior;
  private final Activity activity;

  GammaPoissonPosterior(ModelState parameters) {
    shape = parameters.globals().vector(GammaPoissonState.SHAPE);
    rate = parameters.globals().vector(GammaPoissonState.RATE);
    documentRatePrior = parameters.globals().vectors().get(GammaPoissonState.DOCUMENT_RATE_PRIOR);
    boolean hierarchical = HierarchicalTopics.in(parameters.globals());
    topics = hierarchical ? HierarchicalTopics.means(parameters) : means(parameters);
    activity =
        hierarchical
            ? new Activity(
                HierarchicalTopics.activity(parameters.globals()),
                HierarchicalTopics.scale(parameters.globals()))
            : null;
  }

  private static Phi means(ModelState parameters) {
    int k = parameters.globals().vector(GammaPoissonState.SHAPE).length;
    double[] scale = parameters.topics().columnSums(k);
    Arrays.setAll(scale, i -> 1 / scale[i]);
    return Phi.of(parameters.topics(), Phi.Link.IDENTITY, 0, 1, scale);
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

  @Override
  public Optional<Activity> activity() {
    return Optional.ofNullable(activity);
  }

  @Override
  public String toString() {
    return "gammapoisson: " + topics;
  }
}
