package polya.models.lda;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import polya.infer.CorpusFacts;
import polya.infer.gibbs.GibbsParameters;
import polya.infer.variational.VariationalParameters;
import polya.params.Parameter;
import polya.params.Settings;

/** The parameters of LDA by Gibbs sampling, each declared once; some are those of svi. */
final class LdaGibbsParameters extends GibbsParameters {
  static final Parameter<Optional<List<Double>>> DOC_CONCENTRATION =
      Parameter.reals(
              LdaParameters.DOC_CONCENTRATION.name(),
              LdaParameters.LEAST_CONCENTRATION,
              1e6,
              "Dirichlet prior α of documents' mixtures, or where it begins: one number for every topic,"
                  + " or k numbers; auto is that of svi, but 2/k each where documents have fewer than"
                  + " 20 tokens; with --warm-start the earlier model's.")
          .orAuto()
          .alsoKnownAs(LdaParameters.DOC_CONCENTRATION);

  static final Parameter<Boolean> OPTIMIZE_DOC_CONCENTRATION =
      Parameter.flag(
              LdaParameters.OPTIMIZE_DOC_CONCENTRATION.name(),
              true,
              "Learn an asymmetric docConcentration, by hyperparameterMethod.")
          .alsoKnownAs(LdaParameters.OPTIMIZE_DOC_CONCENTRATION);

  static final Parameter<String> HYPERPARAMETER_METHOD =
      Parameter.choice(
          "hyperparameterMethod",
          "auto",
          List.of("auto", "fixedPoint", "sampled"),
          "How priors are learned: by the fixed point of their posterior, or by exact draws from it;"
              + " auto is the first while burning in and the second while sampling, but leaves"
              + " docConcentration as it is where documents have fewer than 20 tokens.");

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
          DOC_CONCENTRATION,
          OPTIMIZE_DOC_CONCENTRATION,
          TOPIC_CONCENTRATION,
          OPTIMIZE_TOPIC_CONCENTRATION,
          HYPERPARAMETER_METHOD,
          HYPERPARAMETER_INTERVAL,
          VariationalParameters.CHECKPOINT_INTERVAL);

  /** Σ α of short documents: less would leave them no second topic to go to. */
  private static final double SHORT_PRIOR = 2;

  private LdaGibbsParameters() {}

  /** The settings of the variational start. */
  static Settings ofStart(Settings settings, CorpusFacts facts) {
    Map<String, String> given = new HashMap<>(settings.texts());
    if (settings.get(DOC_CONCENTRATION).isEmpty() && areShort(facts)) {
      double each = SHORT_PRIOR / settings.get(VariationalParameters.K);
      given.put(DOC_CONCENTRATION.name(), Double.toString(each));
    }
    Settings chosen = Settings.of(ALL, given);
    return ofStart(chosen, facts, LdaParameters.ALL, DOC_CONCENTRATION.name());
  }

  /** Whether docConcentration is learned. */
  static boolean learnsDocConcentration(Settings settings, CorpusFacts facts) {
    boolean leavesShort = settings.get(HYPERPARAMETER_METHOD).equals("auto");
    return settings.get(OPTIMIZE_DOC_CONCENTRATION) && !(leavesShort && areShort(facts));
  }
}
