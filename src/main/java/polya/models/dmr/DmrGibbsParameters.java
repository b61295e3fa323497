package polya.models.dmr;

import java.util.List;
import polya.infer.CorpusFacts;
import polya.infer.gibbs.DirichletGibbsParameters;
import polya.infer.variational.VariationalParameters;
import polya.params.Parameter;
import polya.params.Settings;

/** The parameters of dmr by Gibbs sampling, each declared once; some are those of svi. */
final class DmrGibbsParameters extends DirichletGibbsParameters {
  static final List<Parameter<?>> ALL = after(DmrParameters.OF_COVARIATES);

  private DmrGibbsParameters() {}

  /** The settings of the variational start, which knows no covariates. */
  static Settings ofStart(Settings settings, CorpusFacts facts) {
    return ofStart(settings, facts, ALL, DmrParameters.ALL, settings.get(VariationalParameters.K));
  }
}
