package polya.infer.variational;

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

  /** What the topics that are no candidates add to each word's sum; null if there are none. */
  private double[] others;

  private double othersN;

  /** The document's weight of each of some topics, of n + α each. */
  abstract double[] weigh(double[] g);

  /** From n over the kept topics to r and n. */
  abstract void settle(boolean moving);

  /** Fits the document. */
  final NaiveStep fit() {
    Arrays.fill(n, tokens / n.length);
    IntStream.range(0, n.length).forEach(kept::add);
    boolean moving = true;
    while (moving && sweeps < Math.min(options.denseSweeps(), options.iterations())) {
      if (sweeps == 1) {
        cut();
      }
      sweeps++;
      moving = responsibilities() >= options.tolerance() * tokens;
    }
    others = null;
    othersN = 0;
    prune(options.threshold((float) tokens), options.leastTopics());
    for (double[] row : r) {
      Arrays.fill(row, 0);
    }
    settle(moving);
    return this;
  }

  /** Leaves the candidates, seven or more, if they are at most a sixteenth of all topics. */
  private void cut() {
    List<Integer> all = List.copyOf(kept);
    double[] t = weigh(all.stream().mapToDouble(k -> n[k] + alpha[k]).toArray());
    prune(options.candidate((float) tokens, n.length), Math.max(7, options.leastTopics()));
    if (16 * kept.size() > n.length) {
      kept.clear();
      kept.addAll(all);
      return;
    }
    others = new double[counts.length];
    for (int k : all) {
      if (!kept.contains(k)) {
        othersN += n[k];
        for (int w = 0; w < others.length; w++) {
          others[w] += t[k] * b[w][k];
        }
      }
    }
  }

  private void prune(float threshold, int least) {
    List<Integer> all = List.copyOf(kept);
    kept.removeIf(k -> n[k] < threshold);
    if (kept.size() < Math.min(least, all.size())) {
      kept.clear();
      all.stream()
          .sorted(Comparator.comparingDouble((Integer k) -> -n[k]).thenComparing(k -> k))
          .limit(least)
          .sorted()
          .forEach(kept::add);
    }
  }

  /** r from the weights over the kept topics beside the others, n from r; Σ|Δn|. */
  final double responsibilities() {
    int q = kept.size();
    double[] t = weigh(kept.stream().mapToDouble(k -> n[k] + alpha[k]).toArray());
    double[] next = new double[n.length];
    double nextOthers = 0;
    for (int w = 0; w < counts.length; w++) {
      double sum = others == null ? 0 : others[w];
      for (int i = 0; i < q; i++) {
        sum += t[i] * b[w][kept.get(i)];
      }
      for (int i = 0; i < q; i++) {
        int k = kept.get(i);
        r[w][k] = t[i] * b[w][k] / sum;
        next[k] += counts[w] * r[w][k];
      }
      nextOthers += others == null ? 0 : counts[w] * others[w] / sum;
    }
    double moved = Math.abs(nextOthers - othersN);
    for (int k : kept) {
      moved += Math.abs(next[k] - n[k]);
    }
    othersN = nextOthers;
    System.arraycopy(next, 0, n, 0, n.length);
    return moved;
  }
}
