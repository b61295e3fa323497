package polya.models.lda;

import polya.mixing.DirichletDocuments;
import polya.mixing.DocumentPrior;
import polya.topics.Globals;

/** What LDA's globals hold beside those of {@link polya.infer.variational.TopicState}. */
final class LdaState {
  /** α, K numbers. */
  static final String DOC_CONCENTRATION = "docConcentration";

  private LdaState() {}

  /** Documents whose mixtures are Dirichlet(α). */
  static DocumentPrior documents(Globals globals) {
    return new DirichletDocuments(globals.vector(DOC_CONCENTRATION));
  }
}
