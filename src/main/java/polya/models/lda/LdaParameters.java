package polya.models.lda;

import java.util.List;
import polya.infer.variational.DirichletParameters;
import polya.params.Parameter;

/** The parameters of LDA by stochastic variational inference, each declared once. */
final class LdaParameters extends DirichletParameters {
  static final List<Parameter<?>> ALL = after(List.of(K));

  private LdaParameters() {}
}
