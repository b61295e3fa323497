package polya.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a {@link DocumentStep} promises, written again from its description in float64 without any
 * layout.
 */
abstract class NaiveStep {
  final double[][] b;
  final int[] counts;
  final double[] alpha;
  final LocalOptions options;
  final double tokens;

  /** Kept topics, ascending. */
  final List<Integer> kept = new ArrayList<>();

  /** Responsibilities r[w][k]; zero for dropped topics. */
  final double[][] r;

  /** Expected counts by topic. */
  final double[] n;

  int sweeps;

  /** A document whose w-th word has weights b[w] and occurs counts[w] times. */
  NaiveStep(double[][] b, int[] counts, double[] alpha, LocalOptions options) {
    this.b = b;
    this.counts = counts;
    this.alpha = alpha;
    this.options = options;
    tokens = IntStream.of(counts).sum();
    n = new double[alpha.length];
    r = new double[counts.length][alpha.length];
  }

  /** The document's weight of each topic that is kept. */
  abstract double[] weigh();

  /** From n over the kept topics to r and n. */
  abstract void settle(boolean moving);

  /** Fits the document. */
  final NaiveStep fit() {
    Arrays.fill(n, tokens / n.length);
    IntStream.range(0, n.length).forEach(kept::add);
    boolean moving = true;
    while (moving && sweeps < Math.min(options.denseSweeps(), options.iterations())) {
      sweeps++;
      moving = responsibilities() >= options.tolerance() * tokens;
    }
    prune();
    for (double[] row : r) {
      Arrays.fill(row, 0);
    }
    settle(moving);
    return this;
  }

  private void prune() {
    kept.removeIf(k -> n[k] < options.threshold((float) tokens));
    if (kept.size() < Math.min(options.leastTopics(), n.length)) {
      kept.clear();
      IntStream.range(0, n.length)
          .boxed()
          .sorted(Comparator.comparingDouble((Integer k) -> -n[k]).thenComparing(k -> k))
          .limit(options.leastTopics())
          .sorted()
          .forEach(kept::add);
    }
  }

  /** r from the weights over the kept topics, n from r; Σ|Δn|. */
  final double responsibilities() {
    double[] t = weigh();
    double[] next = new double[n.length];
    for (int w = 0; w < counts.length; w++) {
      double sum = 0;
      for (int k : kept) {
        sum += t[k] * b[w][k];
      }
      for (int k : kept) {
        r[w][k] = t[k] * b[w][k] / sum;
        next[k] += counts[w] * r[w][k];
      }
    }
    double moved = 0;
    for (int k : kept) {
      moved += Math.abs(next[k] - n[k]);
    }
    System.arraycopy(next, 0, n, 0, n.length);
    return moved;
  }
}
