package polya.models.lda;

/** What LDA's globals hold beside those of {@link polya.infer.variational.TopicState}. */
final class LdaState {
  /** α, K numbers. */
  static final String DOC_CONCENTRATION = "docConcentration";

  private LdaState() {}
}
