package polya.infer.variational;

import java.util.Arrays;
import polya.math.Special;

/** What {@link Hybrid} promises beyond {@link NaiveStep}. */
final class NaiveHybrid extends NaiveStep {
  NaiveHybrid(double[][] b, int[] counts, double[] alpha, LocalOptions options) {
    super(b, counts, alpha, options);
  }

  @Override
  double[] weigh(double[] g) {
    boolean faint = Arrays.stream(g).allMatch(x -> x < 0.05f);
    return Arrays.stream(g).map(x -> faint ? x : Math.exp(Special.digamma(x))).toArray();
  }

  @Override
  void settle(boolean moving) {
    boolean moves;
    do {
      sweeps++;
      moves = responsibilities() >= options.tolerance() * tokens;
    } while (moving && moves && sweeps < options.iterations());
  }
}
