package polya.describe;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import polya.topics.Phi;
import polya.topics.Sums;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;

/**
 * How far topics are from one another: the Jensen–Shannon divergence of their terms in bits, ½
 * KL(φ_j ‖ m) + ½ KL(φ_k ‖ m) with m = ½(φ_j + φ_k), from 0 for equal topics to 1 for topics
 * without a term in common. Lin, IEEE Trans. Information Theory 1991. Its root is a metric.
 *
 * <p>Of up to {@value #MOST} pairs of topics and terms all terms count; of more those that are most
 * probable in some topic, as many as that allows but at least {@value #LEAST}, and all others of a
 * topic as one. That is never more than the divergence itself. The bits are the same for any
 * threads. Cost: a logarithm a pair of topics and term; memory K²/2 sums a thread.
 */
public final class JensenShannon {
  private static final long MOST = 2_000_000_000L;
  private static final int LEAST = 500;

  private static final String PAIRS = "pairs";
  private static final String MASS = "mass";

  private final int topics;

  /** The divergences of j &lt; k, row after row. */
  private final double[] pairs;

  private JensenShannon(int topics, double[] pairs) {
    this.topics = topics;
    this.pairs = pairs;
  }

  /** All pairs of these topics, which add up to 1 each over the terms. */
  public static JensenShannon of(Phi phi) {
    long each = Math.max(1, pairs(phi.topics()));
    return of(phi, (int) Math.min(phi.terms(), Math.max(LEAST, MOST / each)));
  }

  /** By so many terms and the rest. */
  static JensenShannon of(Phi phi, int terms) {
    int topics = phi.topics();
    boolean[] counts = terms < phi.terms() ? mostProbable(phi, terms) : null;
    SumsLayout layout =
        SumsLayout.none()
            .vector(PAIRS, (int) pairs(topics), SumsLayout.REAL, 0x1p10)
            .vector(MASS, 2 * topics, SumsLayout.REAL, 0x1p10);
    Sums sums = phi.sums(layout, (own, block, all) -> add(own, block, counts, all));
    double[] massK = sums.vector(MASS);
    double[] pairs = sums.vector(PAIRS);
    double[] rest = new double[topics];
    if (counts != null) {
      Arrays.setAll(rest, k -> Math.max(0, 1 - massK[k]));
      for (int k = 0; k < topics; k++) {
        massK[k] += rest[k];
        massK[topics + k] += entropy(rest[k]);
      }
      addPairs(rest, pairs);
    }
    int at = 0;
    for (int j = 0; j < topics; j++) {
      for (int k = j + 1; k < topics; k++) {
        double both = (massK[j] + massK[k]) * Math.log(2);
        double nats = 0.5 * (massK[topics + j] + massK[topics + k] - pairs[at] + both);
        pairs[at++] = Math.min(1, Math.max(0, nats / Math.log(2)));
      }
    }
    return new JensenShannon(topics, pairs);
  }

  /**
   * How far every topic is from one of them, by all terms; cost V·K.
   *
   * @return K divergences, 0 for the topic itself
   */
  public static double[] to(Phi phi, int topic) {
    int topics = phi.topics();
    SumsLayout layout = SumsLayout.none().vector(PAIRS, topics, SumsLayout.REAL, 0x1p10);
    Sums sums = phi.sums(layout, (own, block, all) -> all.add(PAIRS, to(own, block, topic)));
    double[] nats = sums.vector(PAIRS);
    Arrays.setAll(nats, k -> k == topic ? 0 : Math.min(1, Math.max(0, nats[k] / Math.log(2))));
    return nats;
  }

  private static double[] to(Phi phi, TermBlock block, int topic) {
    double[] row = new double[phi.topics()];
    double[] nats = new double[row.length];
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      phi.expand(w, row, 0);
      for (int k = 0; k < row.length; k++) {
        double half = (row[k] + row[topic]) / 2;
        nats[k] += (entropy(row[k]) + entropy(row[topic])) / 2 - entropy(half);
      }
    }
    return nats;
  }

  private static long pairs(int topics) {
    return topics * (topics - 1L) / 2;
  }

  /** Σ s log s of s = φ_j + φ_k; and of each topic Σ φ, then Σ φ log φ. */
  private static void add(Phi phi, TermBlock block, boolean[] counts, Sums sums) {
    double[] row = new double[phi.topics()];
    double[] pairs = new double[(int) pairs(row.length)];
    double[] mass = new double[2 * row.length];
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      if (counts == null || counts[w]) {
        phi.expand(w, row, 0);
        addPairs(row, pairs);
        for (int k = 0; k < row.length; k++) {
          mass[k] += row[k];
          mass[row.length + k] += entropy(row[k]);
        }
      }
    }
    sums.add(PAIRS, pairs);
    sums.add(MASS, mass);
  }

  private static void addPairs(double[] row, double[] pairs) {
    int at = 0;
    for (int j = 0; j < row.length; j++) {
      for (int k = j + 1; k < row.length; k++) {
        pairs[at++] += entropy(row[j] + row[k]);
      }
    }
  }

  private static double entropy(double x) {
    return x > 0 ? x * Math.log(x) : 0;
  }

  /** The terms of the highest probability in any topic, of equal ones those of lower index. */
  private static boolean[] mostProbable(Phi phi, int terms) {
    double[] mostW =
        phi.each(JensenShannon::mostProbable).stream().flatMapToDouble(Arrays::stream).toArray();
    double[] sorted = mostW.clone();
    Arrays.sort(sorted);
    double least = sorted[sorted.length - terms];
    boolean[] counts = new boolean[mostW.length];
    int left = terms;
    for (int w = 0; w < counts.length; w++) {
      counts[w] = mostW[w] > least;
      left -= counts[w] ? 1 : 0;
    }
    for (int w = 0; w < counts.length && left > 0; w++) {
      if (mostW[w] == least) {
        counts[w] = true;
        left--;
      }
    }
    return counts;
  }

  private static double[] mostProbable(Phi phi, TermBlock block) {
    double[] mostW = new double[block.size()];
    double[] row = new double[phi.topics()];
    for (int i = 0; i < mostW.length; i++) {
      phi.expand(block.from() + i, row, 0);
      mostW[i] = Arrays.stream(row).max().orElse(0);
    }
    return mostW;
  }

  /** K. */
  public int topics() {
    return topics;
  }

  /** The divergence of two topics. */
  public double of(int topic, int other) {
    if (topic == other) {
      return 0;
    }
    int j = Math.min(topic, other);
    int k = Math.max(topic, other);
    return pairs[(int) (j * (2L * topics - j - 1) / 2) + k - j - 1];
  }

  /**
   * The other topics from the nearest on, of equally near ones the lower first.
   *
   * @param most how many at most
   */
  public int[] nearest(int topic, int most) {
    return IntStream.range(0, topics)
        .filter(k -> k != topic)
        .boxed()
        .sorted(Comparator.comparingDouble(k -> of(topic, k)))
        .limit(most)
        .mapToInt(k -> k)
        .toArray();
  }
}
