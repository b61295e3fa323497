package polya.models.hdp;

import java.util.List;
import polya.infer.CorpusFacts;
import polya.infer.gibbs.DirichletGibbsParameters;
import polya.infer.variational.VariationalParameters;
import polya.params.Parameter;
import polya.params.Settings;

/** The parameters of the process by Gibbs sampling, each declared once; some are those of LDA. */
final class HdpGibbsParameters extends DirichletGibbsParameters {
  static final Parameter<Boolean> OPTIMIZE_DOC_CONCENTRATION =
      Parameter.flag(
              DirichletGibbsParameters.OPTIMIZE_DOC_CONCENTRATION.name(),
              true,
              "Draw docConcentration as the weights of a gamma process, and its mass γ and decay c:"
                  + " those of topics that nothing needs shrink towards zero. Without, it is LDA with"
                  + " docConcentration fixed.")
          .alsoKnownAs(DirichletGibbsParameters.OPTIMIZE_DOC_CONCENTRATION);

  static final List<Parameter<?>> ALL =
      after(List.of(VariationalParameters.K)).stream()
          .filter(p -> p != HYPERPARAMETER_METHOD)
          .<Parameter<?>>map(
              p ->
                  p == DirichletGibbsParameters.OPTIMIZE_DOC_CONCENTRATION
                      ? OPTIMIZE_DOC_CONCENTRATION
                      : p)
          .toList();

  private HdpGibbsParameters() {}

  /** The settings of the variational start. */
  static Settings ofStart(Settings settings, CorpusFacts facts) {
    int topics = settings.get(VariationalParameters.K);
    return ofStart(settings, facts, ALL, HdpStartParameters.ALL, topics);
  }
}
