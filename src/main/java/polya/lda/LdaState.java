package polya.lda;

/** What LDA's globals hold beside those of {@link polya.infer.TopicState}. */
final class LdaState {
  /** α, K numbers. */
  static final String DOC_CONCENTRATION = "docConcentration";

  private LdaState() {}
}
