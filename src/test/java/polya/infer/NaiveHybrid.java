package polya.infer;

import polya.math.Special;

/** What {@link Hybrid} promises beyond {@link NaiveStep}. */
final class NaiveHybrid extends NaiveStep {
  NaiveHybrid(double[][] b, int[] counts, double[] alpha, LocalOptions options) {
    super(b, counts, alpha, options);
  }

  @Override
  double[] weigh() {
    boolean faint = kept.stream().allMatch(k -> n[k] + alpha[k] < 0.05f);
    double[] t = new double[n.length];
    for (int k : kept) {
      double x = n[k] + alpha[k];
      t[k] = faint ? x : Math.exp(Special.digamma(x));
    }
    return t;
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
