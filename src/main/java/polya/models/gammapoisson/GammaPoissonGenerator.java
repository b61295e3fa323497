package polya.models.gammapoisson;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import polya.Failure;
import polya.infer.DocumentLengths;
import polya.infer.Generator;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.Simulation;
import polya.infer.variational.SimulatedTopics;
import polya.infer.variational.TopicState;
import polya.mixing.GammaHyperparameters;
import polya.params.Parameter;
import polya.params.Settings;
import polya.topics.Globals;

/** The generative story of Gamma-Poisson factorization with Dirichlet topics. */
final class GammaPoissonGenerator implements Generator {
  static final Parameter<Optional<List<Double>>> SHAPE =
      Parameter.reals(
              "shape",
              GammaHyperparameters.LEAST,
              GammaHyperparameters.MOST,
              "Shape a of topics' intensities in documents: one number for every topic, or k"
                  + " numbers; auto is 5/k each, at most 0.1.")
          .orAuto()
          .alsoKnownAs(GammaPoissonParameters.SHAPE);

  static final Parameter<Optional<List<Double>>> RATE =
      Parameter.reals(
              "rate",
              GammaHyperparameters.LEAST,
              GammaHyperparameters.MOST,
              "Rate b of topics' intensities, one number or k; only proportions count, since all"
                  + " intensities are scaled to the mean length asked for; auto is 1.")
          .orAuto();

  static final Parameter<Double> TOPIC_CONCENTRATION =
      Parameter.real(
              "topicConcentration",
              0.1,
              true,
              0,
              1e6,
              "Dirichlet prior η of topics: small ones make topics of few terms.")
          .alsoKnownAs(GammaPoissonParameters.TOPIC_CONCENTRATION);

  private static final double SHAPE_SUM = 5;
  private static final double MOST_SHAPE = 0.1;

  @Override
  public List<Parameter<?>> parameters() {
    return List.of(GammaPoissonParameters.K, SHAPE, RATE, TOPIC_CONCENTRATION);
  }

  /** Rows are expected counts, in proportion to a_k / b_k · φ_wk, without any prior added. */
  @Override
  public ModelState truth(Settings settings, double[] termShares, double tokens, long seed) {
    double auto = Math.min(MOST_SHAPE, SHAPE_SUM / settings.get(GammaPoissonParameters.K));
    double[] shape = GammaPoissonParameters.documentsPrior(settings, SHAPE, auto);
    double[] rate = GammaPoissonParameters.documentsPrior(settings, RATE, 1);
    double eta = settings.get(TOPIC_CONCENTRATION);
    double[] counts = new double[shape.length];
    Arrays.setAll(counts, k -> shape[k] / rate[k]);
    double sum = Arrays.stream(counts).sum();
    Arrays.setAll(counts, k -> counts[k] / sum * tokens);
    Globals globals =
        Globals.of(
            Map.of(
                GammaPoissonState.SHAPE,
                shape,
                GammaPoissonState.RATE,
                rate,
                TopicState.TOPIC_CONCENTRATION,
                new double[] {eta}));
    return ModelState.of(SimulatedTopics.blocks(termShares, eta, counts, seed), globals);
  }

  /**
   * Lengths follow from intensities: of {@code lengths} only the mean is taken.
   *
   * @throws Failure (usage) if they are to be more dispersed than Poisson
   */
  @Override
  public Simulation simulation(ModelState parameters, DocumentLengths lengths) {
    if (lengths.dispersion() > 0) {
      throw Failure.usage(
          "Cannot simulate gammapoisson with lengths of dispersion "
              + lengths.dispersion()
              + ": lengths follow from intensities, allowed is 0. Leave out --length-dispersion, or"
              + " lower shape for lengths that differ more.");
    }
    Posterior posterior = new GammaPoissonPosterior(parameters);
    return new GammaPoissonSimulation(
        posterior.topics(),
        posterior.documents().alpha(),
        GammaPoissonPosterior.rates(posterior),
        lengths.mean());
  }
}
