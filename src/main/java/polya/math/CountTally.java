package polya.math;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each count stands among many: all that a Dirichlet's concentration needs to know of
 * them (algorithms.md §2.2). With c_j = #{i : n_i &gt; j}, Σ_i (ψ(n_i + a) − ψ(a)) = Σ_j c_j/(a +
 * j). Immutable. Zeros are left out: they add nothing anywhere.
 */
public final class CountTally implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A gap between counts up to which sums of 1/(a + j) are cheaper than two digammas. */
  private static final int SHORT_GAP = 8;

  private final int[] counts;
  private final long[] times;

  private CountTally(int[] counts, long[] times) {
    this.counts = counts;
    this.times = times;
  }

  /** The tally of these counts with how often each stands, both &gt; 0; of its own arrays. */
  public static CountTally of(TreeMap<Integer, Long> timesByCount) {
    int[] counts = new int[timesByCount.size()];
    long[] times = new long[counts.length];
    int i = 0;
    for (Map.Entry<Integer, Long> entry : timesByCount.entrySet()) {
      counts[i] = entry.getKey();
      times[i++] = entry.getValue();
    }
    return new CountTally(counts, times);
  }

  /** The tally of these counts and others. */
  public CountTally and(CountTally others) {
    TreeMap<Integer, Long> all = new TreeMap<>();
    for (CountTally tally : List.of(this, others)) {
      for (int i = 0; i < tally.counts.length; i++) {
        all.merge(tally.counts[i], tally.times[i], Long::sum);
      }
    }
    return of(all);
  }

  /**
   * The tally of these counts without some of them.
   *
   * @throws IllegalArgumentException if one of those does not stand here as often
   */
  public CountTally without(CountTally some) {
    TreeMap<Integer, Long> left = new TreeMap<>();
    for (int i = 0; i < counts.length; i++) {
      left.put(counts[i], times[i]);
    }
    for (int i = 0; i < some.counts.length; i++) {
      long more = left.getOrDefault(some.counts[i], 0L) - some.times[i];
      if (more < 0) {
        throw new IllegalArgumentException(
            "the count " + some.counts[i] + " stands fewer than " + some.times[i] + " times");
      }
      if (more == 0) {
        left.remove(some.counts[i]);
      } else {
        left.put(some.counts[i], more);
      }
    }
    return of(left);
  }

  /** The tally of all counts and one, where so many more are zeros. */
  public CountTally plusOne(long zeros) {
    TreeMap<Integer, Long> timesByCount = new TreeMap<>();
    if (zeros > 0) {
      timesByCount.put(1, zeros);
    }
    for (int i = 0; i < counts.length; i++) {
      timesByCount.put(counts[i] + 1, times[i]);
    }
    return of(timesByCount);
  }

  /** Whether there is no count. */
  public boolean isEmpty() {
    return counts.length == 0;
  }

  /** How many counts there are. */
  public long size() {
    long size = 0;
    for (long n : times) {
      size += n;
    }
    return size;
  }

  /** Their sum. */
  public long total() {
    long total = 0;
    for (int i = 0; i < counts.length; i++) {
      total += counts[i] * times[i];
    }
    return total;
  }

  /** Σ_i (ψ(n_i + a) − ψ(a)), a &gt; 0; cost: some 100 ns a distinct count. */
  public double harmonic(double a) {
    double sum = 0;
    double harmonic = 0;
    int before = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] - before <= SHORT_GAP) {
        for (int j = before; j < counts[i]; j++) {
          harmonic += 1 / (a + j);
        }
      } else if (before == 0) {
        // ψ(a + 1) − ψ(a) = 1/a apart, so that no digits are lost where a is small.
        harmonic += 1 / a + Special.digamma(a + counts[i]) - Special.digamma(a + 1);
      } else {
        harmonic += Special.digamma(a + counts[i]) - Special.digamma(a + before);
      }
      before = counts[i];
      sum += times[i] * harmonic;
    }
    return sum;
  }

  /** Σ_i ln Γ(n_i + a) − ln Γ(a), a &gt; 0. */
  public double logRising(double a) {
    double sum = 0;
    double at = Special.lgamma(a);
    for (int i = 0; i < counts.length; i++) {
      sum += times[i] * (Special.lgamma(counts[i] + a) - at);
    }
    return sum;
  }

  /**
   * Draws Σ_i CRT(n_i, a), the tables that so many customers take in Chinese restaurants (Zhou and
   * Carin, PAMI 37, 2015): Σ_j Binomial(c_j, a/(a + j)). Cost: a binomial for every j below the
   * largest count.
   */
  public long tables(RandomStream stream, double a) {
    long tables = 0;
    long more = size();
    int j = 0;
    for (int i = 0; i < counts.length; i++) {
      for (; j < counts[i]; j++) {
        tables += Draws.binomial(stream, more, a / (a + j));
      }
      more -= times[i];
    }
    return tables;
  }

  /**
   * Draws Σ_i −ln Beta(a, n_i): the logarithms of the auxiliary variables of Escobar and West (JASA
   * 90, 1995). Since −ln Beta(a, n) is Σ_{j&lt;n} Exp(1)/(a + j), it is Σ_j Gamma(c_j)/(a + j); or
   * one Beta a count, where counts are fewer than the largest of them is large.
   */
  public double logBetas(RandomStream stream, double a) {
    if (isEmpty()) {
      return 0;
    }
    double sum = 0;
    long more = size();
    if (more < counts[counts.length - 1]) {
      for (int i = 0; i < counts.length; i++) {
        for (long t = 0; t < times[i]; t++) {
          double own = Draws.logGamma(stream, a);
          double other = Draws.logGamma(stream, counts[i]);
          // ln(1 + e^(other − own)), without overflow.
          double ahead = other - own;
          sum += Math.max(0, ahead) + StrictMath.log1p(StrictMath.exp(-Math.abs(ahead)));
        }
      }
      return sum;
    }
    int j = 0;
    for (int i = 0; i < counts.length; i++) {
      for (; j < counts[i]; j++) {
        sum += Draws.gamma(stream, more) / (a + j);
      }
      more -= times[i];
    }
    return sum;
  }
}
