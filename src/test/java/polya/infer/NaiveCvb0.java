package polya.infer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What {@link Cvb0} promises, written again from its description in float64 without any layout. */
final class NaiveCvb0 {
  /** Kept topics, ascending. */
  final List<Integer> kept = new ArrayList<>();

  /** Responsibilities r[w][k]; zero for dropped topics. */
  final double[][] r;

  /** Expected counts by topic. */
  final double[] n;

  int sweeps;

  /** Fits a document whose w-th word has weights b[w] and occurs counts[w] times. */
  NaiveCvb0(double[][] b, int[] counts, double[] alpha, LocalOptions options) {
    int topics = alpha.length;
    double tokens = IntStream.of(counts).sum();
    n = new double[topics];
    r = new double[counts.length][topics];
    java.util.Arrays.fill(n, tokens / topics);
    boolean moving = true;
    while (moving && sweeps < Math.min(options.denseSweeps(), options.iterations())) {
      sweeps++;
      double[] next = new double[topics];
      for (int w = 0; w < counts.length; w++) {
        double sum = 0;
        for (int k = 0; k < topics; k++) {
          sum += (n[k] + alpha[k]) * b[w][k];
        }
        for (int k = 0; k < topics; k++) {
          next[k] += counts[w] * (n[k] + alpha[k]) * b[w][k] / sum;
        }
      }
      double moved = 0;
      for (int k = 0; k < topics; k++) {
        moved += Math.abs(next[k] - n[k]);
        n[k] = next[k];
      }
      moving = moved >= options.tolerance() * tokens;
    }
    prune(options, tokens);
    responsibilities(b, counts, alpha);
    while (moving && sweeps < options.iterations()) {
      sweeps++;
      moving = gaussSeidel(b, counts, alpha) >= options.tolerance() * tokens;
    }
  }

  private void prune(LocalOptions options, double tokens) {
    for (int k = 0; k < n.length; k++) {
      if (n[k] >= options.threshold((float) tokens)) {
        kept.add(k);
      }
    }
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

  private void responsibilities(double[][] b, int[] counts, double[] alpha) {
    double[] next = new double[n.length];
    for (int w = 0; w < counts.length; w++) {
      double sum = 0;
      for (int k : kept) {
        sum += (n[k] + alpha[k]) * b[w][k];
      }
      for (int k : kept) {
        r[w][k] = (n[k] + alpha[k]) * b[w][k] / sum;
        next[k] += counts[w] * r[w][k];
      }
    }
    System.arraycopy(next, 0, n, 0, n.length);
  }

  private double gaussSeidel(double[][] b, int[] counts, double[] alpha) {
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
