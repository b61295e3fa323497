package polya.lda;

import java.util.List;
import java.util.Optional;
import polya.infer.CorpusFacts;
import polya.infer.GibbsParameters;
import polya.infer.Parameter;
import polya.infer.Settings;
import polya.infer.VariationalParameters;

/** The parameters of LDA by Gibbs sampling, each declared once; some are those of svi. */
final class LdaGibbsParameters extends GibbsParameters {
  static final Parameter<Optional<List<Double>>> DOC_CONCENTRATION =
      Parameter.reals(
              LdaParameters.DOC_CONCENTRATION.name(),
              LdaParameters.LEAST_CONCENTRATION,
              1e6,
              "Dirichlet prior α of documents' mixtures, or where it begins: one number for every topic,"
                  + " or k numbers; auto is that of svi; with --warm-start the earlier model's.")
          .orAuto();

  static final Parameter<Boolean> OPTIMIZE_DOC_CONCENTRATION =
      Parameter.flag(
          LdaParameters.OPTIMIZE_DOC_CONCENTRATION.name(),
          true,
          "Learn an asymmetric docConcentration, by hyperparameterMethod.");

  static final Parameter<String> HYPERPARAMETER_METHOD =
      Parameter.choice(
          "hyperparameterMethod",
          "auto",
          List.of("auto", "fixedPoint", "sampled"),
          "How priors are learned: by the fixed point of their posterior, or by exact draws from it;"
              + " auto is the first while burning in and the second while sampling.");

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

  private LdaGibbsParameters() {}

  /** The settings of the variational start. */
  static Settings ofStart(Settings settings, CorpusFacts facts) {
    return ofStart(settings, facts, LdaParameters.ALL, DOC_CONCENTRATION.name());
  }
}
