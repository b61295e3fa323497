package polya.models.lda;

import java.util.List;
import polya.infer.CorpusFacts;
import polya.infer.gibbs.DirichletGibbsParameters;
import polya.infer.variational.VariationalParameters;
import polya.params.Parameter;
import polya.params.Settings;

/** The parameters of LDA by Gibbs sampling, each declared once; some are those of svi. */
final class LdaGibbsParameters extends DirichletGibbsParameters {
  static final List<Parameter<?>> ALL = after(List.of(VariationalParameters.K));

  private LdaGibbsParameters() {}

  /** The settings of the variational start. */
  static Settings ofStart(Settings settings, CorpusFacts facts) {
    return ofStart(settings, facts, ALL, LdaParameters.ALL, settings.get(VariationalParameters.K));
  }
}
