package polya.models.dmr;

import java.util.List;
import polya.infer.CorpusFacts;
import polya.infer.gibbs.DirichletGibbsParameters;
import polya.infer.variational.VariationalParameters;
import polya.params.Parameter;
import polya.params.Settings;

/** The parameters of dmr by Gibbs sampling, each declared once; some are those of svi. */
final class DmrGibbsParameters extends DirichletGibbsParameters {
  /** As that of other families, but that α of short documents is learned too. */
  static final Parameter<String> METHOD =
      Parameter.choice(
          HYPERPARAMETER_METHOD.name(),
          "auto",
          List.of("auto", "fixedPoint", "sampled"),
          "How priors are learned: by the fixed point of their posterior, or by exact draws from it;"
              + " auto is the first while burning in and the second while sampling. Effects of other"
              + " covariates than one category are modes either way.");

  static final List<Parameter<?>> ALL =
      after(DmrParameters.OF_COVARIATES).stream()
          .<Parameter<?>>map(p -> p == HYPERPARAMETER_METHOD ? METHOD : p)
          .toList();

  private DmrGibbsParameters() {}

  /** The settings of the variational start, which knows no covariates. */
  static Settings ofStart(Settings settings, CorpusFacts facts) {
    return ofStart(settings, facts, ALL, DmrParameters.ALL, settings.get(VariationalParameters.K));
  }
}
