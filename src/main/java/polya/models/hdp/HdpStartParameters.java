package polya.models.hdp;

import java.util.List;
import polya.infer.variational.DirichletParameters;
import polya.params.Parameter;

/** The parameters of the variational start, which is LDA's by stochastic inference. */
final class HdpStartParameters extends DirichletParameters {
  static final List<Parameter<?>> ALL = after(List.of(K));

  private HdpStartParameters() {}
}
