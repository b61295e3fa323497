package polya.models.gammapoisson;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import polya.Failure;
import polya.infer.CorpusFacts;
import polya.infer.MiniBatches;
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
                  + " documents, unless rates is topic; hierarchical never.")
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

  static final Parameter<Optional<String>> TOPICS =
      Parameter.choice(
              "topics",
              DIRICHLET,
              List.of(DIRICHLET, GAMMA),
              "Prior of topics: dirichlet has weights that add up to 1; gamma gives each weight a"
                  + " Gamma(topicConcentration) of its own, so that topics have a scale too"
                  + " (Bayesian Poisson factorization); auto is dirichlet, and gamma where"
                  + " hierarchical.")
          .orAuto();

  static final Parameter<Boolean> HIERARCHICAL =
      Parameter.flag(
          "hierarchical",
          false,
          "Hierarchical Poisson factorization: every document has an activity and every term a"
              + " popularity, the rates of their intensities and weights; topics are then gamma,"
              + " variational must be vb, and auto is 0.3 for shape and topicConcentration.");

  static final Parameter<Double> ACTIVITY_SHAPE =
      hyperparameter(
          "activityShape",
          0.3,
          "hierarchical: shape a' of activities ξ_d ~ Gamma(a', a'/b'); small ones let documents"
              + " differ much.");

  static final Parameter<Double> ACTIVITY_MEAN =
      hyperparameter("activityMean", 1, "hierarchical: mean b' of activities.");

  static final Parameter<Double> POPULARITY_SHAPE =
      hyperparameter(
          "popularityShape",
          0.3,
          "hierarchical: shape c' of popularities η_w ~ Gamma(c', c'/d'); small ones let terms"
              + " differ much.");

  static final Parameter<Double> POPULARITY_MEAN =
      hyperparameter("popularityMean", 1, "hierarchical: mean d' of popularities.");

  /** What shape and topicConcentration are under auto where hierarchical. */
  private static final double HIERARCHICAL_SHAPE = 0.3;

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
          HIERARCHICAL,
          ACTIVITY_SHAPE,
          ACTIVITY_MEAN,
          POPULARITY_SHAPE,
          POPULARITY_MEAN,
          TOPIC_CONCENTRATION,
          OPTIMIZE_TOPIC_CONCENTRATION,
          SUBSAMPLING_RATE,
          LANE_STEPS,
          LEARNING_OFFSET,
          LEARNING_DECAY,
          DENSE_SWEEPS,
          PRUNING,
          LOCAL_TOLERANCE,
          LOCAL_ITERATIONS,
          SEED_DOCUMENTS,
          CHECKPOINT_INTERVAL);

  private GammaPoissonParameters() {}

  private static Parameter<Double> hyperparameter(String name, double value, String meaning) {
    return Parameter.real(
        name, value, false, GammaHyperparameters.LEAST, GammaHyperparameters.MOST, meaning);
  }

  /** Whether documents have activities and terms popularities. */
  static boolean hierarchical(Settings settings) {
    return settings.get(HIERARCHICAL);
  }

  /**
   * The settings of a hierarchical model with what auto stands for there.
   *
   * @throws Failure (usage) if something else is asked for that such models do not have
   */
  static Settings ofHierarchical(Settings settings) {
    refuse(settings, settings.get(TOPICS).orElse(GAMMA).equals(GAMMA), TOPICS, "gamma or auto");
    refuse(settings, vb(settings), VARIATIONAL, "vb");
    refuse(
        settings,
        settings.get(RATES).equals(COMMON),
        RATES,
        "common: every document's is its activity");
    refuse(settings, settings.get(RATE).isEmpty(), RATE, "auto: every document's is its activity");
    refuse(
        settings,
        !settings.get(OPTIMIZE_TOPIC_CONCENTRATION),
        OPTIMIZE_TOPIC_CONCENTRATION,
        "false");
    Map<String, String> texts = settings.texts();
    for (Parameter<?> p : List.of(SHAPE, TOPIC_CONCENTRATION)) {
      texts.computeIfPresent(
          p.name(),
          (name, text) -> text.equals("auto") ? Double.toString(HIERARCHICAL_SHAPE) : text);
    }
    return Settings.of(ALL, texts);
  }

  /**
   * Checks that popularities have rounds to be at work in.
   *
   * @throws Failure (usage) if no round of the run knows all documents
   */
  static void checkPasses(MiniBatches schedule) {
    boolean known =
        IntStream.range(0, schedule.rounds())
            .mapToObj(schedule::round)
            .anyMatch(r -> r.endsPass() && !r.lanes() && (r.incremental() || r.wholeCorpus()));
    if (!known) {
      throw Failure.usage(
          "Cannot train with hierarchical = true: all "
              + schedule.rounds()
              + " rounds are stochastic; needed is a pass that is incremental or has one round."
              + " Raise passes (or maxIter), or lower stochasticPasses.");
    }
  }

  private static void refuse(
      Settings settings, boolean fits, Parameter<?> parameter, String allowed) {
    if (!fits) {
      throw Failure.usage(
          "Cannot train with hierarchical = true and "
              + parameter.name()
              + " = "
              + settings.texts().get(parameter.name())
              + ": allowed is "
              + allowed
              + ". Set "
              + parameter.name()
              + ", or leave hierarchical out.");
    }
  }

  /** {a', a'/b'}. */
  static double[] activity(Settings settings) {
    double shape = settings.get(ACTIVITY_SHAPE);
    return new double[] {shape, shape / settings.get(ACTIVITY_MEAN)};
  }

  /** {c', c'/d'}. */
  static double[] popularity(Settings settings) {
    double shape = settings.get(POPULARITY_SHAPE);
    return new double[] {shape, shape / settings.get(POPULARITY_MEAN)};
  }

  /** Whether topics have a scale of their own; checks that nothing else is asked of them. */
  static boolean gammaTopics(Settings settings) {
    boolean gamma = settings.get(TOPICS).orElse(DIRICHLET).equals(GAMMA);
    if (gamma && settings.get(OPTIMIZE_TOPIC_CONCENTRATION)) {
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
