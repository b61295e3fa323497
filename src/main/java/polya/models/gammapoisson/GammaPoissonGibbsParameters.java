package polya.models.gammapoisson;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import polya.Failure;
import polya.infer.CorpusFacts;
import polya.infer.ModelPlacement;
import polya.infer.Phase;
import polya.infer.gibbs.GibbsParameters;
import polya.infer.variational.VariationalParameters;
import polya.mixing.GammaHyperparameters;
import polya.params.Parameter;
import polya.params.Settings;

/**
 * The parameters of Gamma-Poisson factorization by Gibbs sampling, each declared once; some are
 * those of svi.
 */
final class GammaPoissonGibbsParameters extends GibbsParameters {
  static final String DOCUMENT = "document";

  static final Parameter<Optional<List<Double>>> SHAPE =
      Parameter.reals(
              GammaPoissonParameters.SHAPE.name(),
              GammaHyperparameters.LEAST,
              GammaHyperparameters.MOST,
              "Shape a of topics' intensities in documents, or where it begins: one number for every"
                  + " topic, or k numbers; auto is that of svi; with --warm-start the earlier"
                  + " model's.")
          .orAuto()
          .alsoKnownAs(GammaPoissonParameters.SHAPE);

  static final Parameter<Boolean> OPTIMIZE_SHAPE =
      Parameter.flag(
              GammaPoissonParameters.OPTIMIZE_SHAPE.name(),
              true,
              "Draw shapes as those of a gamma process: those of topics that nothing needs shrink"
                  + " towards zero.")
          .alsoKnownAs(GammaPoissonParameters.OPTIMIZE_SHAPE);

  static final Parameter<Optional<List<Double>>> RATE =
      Parameter.reals(
              GammaPoissonParameters.RATE.name(),
              GammaHyperparameters.LEAST,
              GammaHyperparameters.MOST,
              "Rate b of topics' intensities, or where it begins: one number for every topic, or k"
                  + " numbers; auto is the one under which documents are expected to be as long as"
                  + " they are; with --warm-start the earlier model's.")
          .orAuto();

  static final Parameter<String> RATES =
      Parameter.choice(
          GammaPoissonParameters.RATES.name(),
          GammaPoissonParameters.COMMON,
          List.of(
              GammaPoissonParameters.COMMON,
              DOCUMENT,
              GammaPoissonParameters.TOPIC,
              GammaPoissonParameters.FIXED),
          "What becomes of rate: common draws one for all topics and documents; document gives every"
              + " document one of its own, so that its length says nothing of its topics; topic"
              + " draws one for each topic; fixed leaves it as given.");

  static final Parameter<String> TOPICS =
      Parameter.choice(
          "topics",
          "dirichlet",
          List.of("dirichlet", "gamma"),
          "Prior of topics: dirichlet(topicConcentration); or gamma, φ_wk ~ Gamma(topicConcentration,"
              + " V topicConcentration), whose sums are drawn as well.");

  static final List<Parameter<?>> ALL =
      List.of(
          VariationalParameters.K,
          MAX_ITER,
          VariationalParameters.SEED,
          START,
          START_PASSES,
          BURN_IN,
          SAMPLES,
          THINNING,
          KEEP_SAMPLES,
          LOCAL_SWEEPS,
          PHI_THRESHOLD,
          SHAPE,
          OPTIMIZE_SHAPE,
          RATE,
          RATES,
          TOPICS,
          TOPIC_CONCENTRATION,
          OPTIMIZE_TOPIC_CONCENTRATION,
          HYPERPARAMETER_INTERVAL,
          VariationalParameters.CHECKPOINT_INTERVAL,
          ModelPlacement.PARAMETER,
          Phase.PARAMETER);

  private GammaPoissonGibbsParameters() {}

  /** Whether topics are gamma. */
  static boolean gammaTopics(Settings settings) {
    return settings.get(TOPICS).equals("gamma");
  }

  /**
   * Checks that what is to be drawn can be.
   *
   * @throws Failure (usage) if not
   */
  static void check(Settings settings) {
    if (!gammaTopics(settings)) {
      return;
    }
    if (settings.get(RATES).equals(DOCUMENT)) {
      throw Failure.usage(
          "Cannot train gamma topics with rates document: the sum of a topic's intensities is no"
              + " gamma then; allowed are common, topic and fixed. Change rates or topics.");
    }
    if (settings.get(OPTIMIZE_TOPIC_CONCENTRATION).orElse(false)) {
      throw Failure.usage(
          "Cannot train gamma topics and learn topicConcentration: its draw is that of Dirichlet"
              + " topics; allowed is optimizeTopicConcentration=false. Leave it out, or change"
              + " topics.");
    }
  }

  /** With what auto is of gamma topics: their concentration is left as it is. */
  static Settings complete(Settings settings) {
    if (!gammaTopics(settings) || settings.get(OPTIMIZE_TOPIC_CONCENTRATION).isPresent()) {
      return settings;
    }
    Map<String, String> texts = new HashMap<>(settings.texts());
    texts.put(OPTIMIZE_TOPIC_CONCENTRATION.name(), "false");
    return Settings.of(ALL, texts);
  }

  /** The settings of the variational start; rates of documents are none of its own. */
  static Settings ofStart(Settings settings, CorpusFacts facts) {
    List<Parameter<?>> declared = GammaPoissonParameters.ALL;
    return settings.get(RATES).equals(DOCUMENT)
        ? ofStart(settings, facts, declared, SHAPE.name())
        : ofStart(settings, facts, declared, SHAPE.name(), RATE.name(), RATES.name());
  }
}
