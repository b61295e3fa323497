package polya.gammapoisson;

import java.util.Arrays;
import polya.topics.Globals;

/**
 * What the globals of a Gamma-Poisson model hold beside those of {@link polya.infer.TopicState}.
 */
final class GammaPoissonState {
  /** a, K numbers. */
  static final String SHAPE = "shape";

  /** b, K numbers. */
  static final String RATE = "rate";

  /** γ of the gamma process that shapes are drawn from: a_k ~ Gamma(γ/K, c); one number. */
  static final String SHAPE_MASS = "shapeMass";

  /** c of the same; one number. */
  static final String SHAPE_DECAY = "shapeDecay";

  private GammaPoissonState() {}

  /** 1/(1 + b_k), in proportion to the largest: a factor common to all topics cancels. */
  static double[] weights(Globals globals) {
    double[] rate = globals.vector(RATE);
    double least = Arrays.stream(rate).min().orElseThrow();
    return Arrays.stream(rate).map(b -> (1 + least) / (1 + b)).toArray();
  }
}
