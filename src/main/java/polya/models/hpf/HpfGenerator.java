package polya.models.hpf;

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
import polya.infer.variational.TopicState;
import polya.mixing.GammaHyperparameters;
import polya.params.Parameter;
import polya.params.Settings;
import polya.topics.Globals;

/** The generative story of hierarchical Poisson factorization. */
final class HpfGenerator implements Generator {
  static final Parameter<Optional<List<Double>>> SHAPE =
      Parameter.reals(
              "shape",
              GammaHyperparameters.LEAST,
              GammaHyperparameters.MOST,
              "Shape a of topics' intensities in documents: one number for every topic, or k"
                  + " numbers; auto is 5/k each, at most 0.1.")
          .orAuto()
          .alsoKnownAs(HpfParameters.SHAPE);

  static final Parameter<Optional<List<Double>>> RATE =
      Parameter.reals(
              "rate",
              GammaHyperparameters.LEAST,
              GammaHyperparameters.MOST,
              "What activities are multiplied by to be rates of topics' intensities, one number or"
                  + " k; only proportions count, since all intensities are scaled to the mean"
                  + " length asked for; auto is 1.")
          .orAuto();

  static final Parameter<Double> ACTIVITY_SHAPE =
      hyperparameter(
          "activityShape",
          "Shape a' of activities: small ones let documents differ much in length.");

  static final Parameter<Double> POPULARITY_SHAPE =
      hyperparameter(
          "popularityShape", "Shape c' of popularities: small ones let terms differ much.");

  static final Parameter<Double> TOPIC_CONCENTRATION =
      Parameter.real(
              HpfParameters.TOPIC_CONCENTRATION.name(),
              0.1,
              true,
              0,
              1e6,
              "Shape c of terms' weights in topics: small ones make topics of few terms.")
          .alsoKnownAs(HpfParameters.TOPIC_CONCENTRATION);

  private static final double SHAPE_SUM = 5;
  private static final double MOST_SHAPE = 0.1;

  private static Parameter<Double> hyperparameter(String name, String meaning) {
    return Parameter.real(name, 3, false, 1.5, GammaHyperparameters.MOST, meaning);
  }

  @Override
  public List<Parameter<?>> parameters() {
    return List.of(
        HpfParameters.K, SHAPE, RATE, ACTIVITY_SHAPE, POPULARITY_SHAPE, TOPIC_CONCENTRATION);
  }

  /** Rows are expected counts, in proportion to a_k / b_k · φ_wk, without any prior added. */
  @Override
  public ModelState truth(Settings settings, double[] termShares, double tokens, long seed) {
    double auto = Math.min(MOST_SHAPE, SHAPE_SUM / settings.get(HpfParameters.K));
    double[] shape = HpfParameters.documentsPrior(settings, SHAPE, auto);
    double[] rate = HpfParameters.documentsPrior(settings, RATE, 1);
    double c = settings.get(TOPIC_CONCENTRATION);
    double[] counts = new double[shape.length];
    Arrays.setAll(counts, k -> shape[k] / rate[k]);
    double sum = Arrays.stream(counts).sum();
    Arrays.setAll(counts, k -> counts[k] / sum * tokens);
    Globals globals =
        Globals.of(
                Map.of(
                    HpfState.SHAPE,
                    shape,
                    HpfState.RATE,
                    rate,
                    TopicState.TOPIC_CONCENTRATION,
                    new double[] {c}))
            .with(HpfState.ACTIVITY_SHAPE, settings.get(ACTIVITY_SHAPE));
    double popularity = settings.get(POPULARITY_SHAPE);
    return ModelState.of(
        SimulatedPopularity.blocks(termShares, popularity, c, counts, seed), globals);
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
          "Cannot simulate hpf with lengths of dispersion "
              + lengths.dispersion()
              + ": lengths follow from activities, allowed is 0. Leave out --length-dispersion, or"
              + " lower activityShape for lengths that differ more.");
    }
    Globals globals = parameters.globals();
    Posterior posterior = new HpfPosterior(parameters);
    return new HpfSimulation(
        posterior.topics(),
        posterior.documents().alpha(),
        HpfPosterior.rates(posterior),
        globals.has(HpfState.ACTIVITY_SHAPE) ? globals.scalar(HpfState.ACTIVITY_SHAPE) : 0,
        lengths.mean());
  }
}
