package polya.gammapoisson;

/**
 * What the globals of a Gamma-Poisson model hold beside those of {@link polya.infer.TopicState}.
 */
final class GammaPoissonState {
  /** a, K numbers. */
  static final String SHAPE = "shape";

  /** b, K numbers. */
  static final String RATE = "rate";

  private GammaPoissonState() {}
}
