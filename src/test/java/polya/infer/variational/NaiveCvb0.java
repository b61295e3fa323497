package polya.infer.variational;

/** What {@link Cvb0} promises beyond {@link NaiveStep}. */
final class NaiveCvb0 extends NaiveStep {
  NaiveCvb0(double[][] b, int[] counts, double[] alpha, LocalOptions options) {
    super(b, counts, alpha, options);
  }

  @Override
  double[] weigh(double[] g) {
    return g;
  }

  @Override
  void settle(boolean moving) {
    responsibilities();
    boolean moves = moving;
    while (moves && sweeps < options.iterations()) {
      sweeps++;
      moves = gaussSeidel() >= options.tolerance() * tokens;
    }
  }

  private double gaussSeidel() {
    double moved = 0;
    for (int w = 0; w < counts.length; w++) {
      double[] next = new double[n.length];
      double sum = 0;
      for (int k : kept) {
        next[k] = Math.max(n[k] - r[w][k] + alpha[k], 0) * b[w][k];
        sum += next[k];
      }
      for (int k : kept) {
        next[k] /= sum;
        moved += counts[w] * Math.abs(next[k] - r[w][k]);
        n[k] += counts[w] * (next[k] - r[w][k]);
        r[w][k] = next[k];
      }
    }
    return moved;
  }
}
