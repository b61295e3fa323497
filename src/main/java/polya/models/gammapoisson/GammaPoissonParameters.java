package polya.models.gammapoisson;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import polya.Failure;
import polya.infer.CorpusFacts;
import polya.infer.ModelPlacement;
import polya.infer.variational.VariationalParameters;
import polya.mixing.GammaHyperparameters;
import polya.params.Parameter;
import polya.params.Settings;

/** The parameters of Gamma-Poisson factorization by SVI, each declared once. */
final class GammaPoissonParameters extends VariationalParameters {
  static final String COMMON = "common";
  static final String TOPIC = "topic";
  static final String FIXED = "fixed";

  static final Parameter<Optional<List<Double>>> SHAPE =
      Parameter.reals(
              "shape",
              GammaHyperparameters.LEAST,
              GammaHyperparameters.MOST,
              "Shape a of topics' intensities in documents: one number for every topic, or k"
                  + " numbers; auto is 5/k each, at most 0.1 and at most 1 for vb; but for vb, a"
                  + " twentieth of the mean document length instead of 5 if that is less; with"
                  + " --warm-start the earlier model's, unless it will be chosen at the end.")
          .orAuto()
          .alsoKnownAs("alpha", "doc_topic_prior", "doc_topic_concentration", "docConcentration");

  static final Parameter<Boolean> OPTIMIZE_SHAPE =
      Parameter.flag(
              "optimizeShape",
              true,
              "Choose shapes by the data: vb at the end of every incremental or whole-corpus pass, by"
                  + " its bound; cvb0 and hybrid once training is over, by completing training"
                  + " documents, unless rates is topic.")
          .alsoKnownAs(
              "optimize_alpha",
              "optimize_interval",
              "optim_interval",
              "use_symmetric_alpha",
              "optimizeDocConcentration");

  static final Parameter<Optional<List<Double>>> RATE =
      Parameter.reals(
              "rate",
              GammaHyperparameters.LEAST,
              GammaHyperparameters.MOST,
              "Rate b of topics' intensities at the start: one number for every topic, or k"
                  + " numbers; auto is the one under which documents are expected to be as long as"
                  + " they are.")
          .orAuto();

  static final Parameter<String> RATES =
      Parameter.choice(
          "rates",
          COMMON,
          List.of(COMMON, TOPIC, FIXED),
          "What becomes of rate: common learns one rate for all topics; topic learns one for each,"
              + " at the end of every incremental or whole-corpus pass; fixed leaves it as given.");

  static final String DIRICHLET = "dirichlet";
  static final String GAMMA = "gamma";

  static final Parameter<String> TOPICS =
      Parameter.choice(
          "topics",
          DIRICHLET,
          List.of(DIRICHLET, GAMMA),
          "Prior of topics: dirichlet has weights that add up to 1; gamma gives each weight a"
              + " Gamma(topicConcentration) of its own, so that topics have a scale too"
              + " (Bayesian Poisson factorization).");

  static final List<Parameter<?>> ALL =
      List.of(
          K,
          PASSES,
          STOCHASTIC_PASSES,
          PARTS,
          MAX_ITER,
          SEED,
          VARIATIONAL,
          SHAPE,
          OPTIMIZE_SHAPE,
          RATE,
          RATES,
          TOPICS,
          TOPIC_CONCENTRATION,
          OPTIMIZE_TOPIC_CONCENTRATION,
          SUBSAMPLING_RATE,
          LANES,
          LANE_STEPS,
          LEARNING_OFFSET,
          LEARNING_DECAY,
          DENSE_SWEEPS,
          PRUNING,
          LOCAL_TOLERANCE,
          LOCAL_ITERATIONS,
          SEED_DOCUMENTS,
          CHECKPOINT_INTERVAL,
          ModelPlacement.PARAMETER);

  private GammaPoissonParameters() {}

  /** Whether topics have a scale of their own; checks that nothing else is asked of them. */
  static boolean gammaTopics(Settings settings) {
    boolean gamma = settings.get(TOPICS).equals(GAMMA);
    if (gamma && learnsTopicConcentration(settings)) {
      throw Failure.usage(
          "Cannot use topics = gamma with optimizeTopicConcentration = true: it is learned for"
              + " topics = dirichlet only. Leave one of the two out.");
    }
    return gamma;
  }

  /** a, K numbers. */
  static double[] shape(Settings settings, CorpusFacts facts) {
    double[] shape = documentsPrior(settings, SHAPE, facts);
    return Arrays.stream(shape).map(GammaHyperparameters::within).toArray();
  }

  /** b, K numbers: as given, or for all b = Σ a_k · D / N. */
  static double[] rate(Settings settings, double[] shape, CorpusFacts facts) {
    double auto = GammaHyperparameters.commonRate(shape, facts.documents(), facts.tokens());
    return documentsPrior(settings, RATE, auto);
  }
}
