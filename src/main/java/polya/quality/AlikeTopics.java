package polya.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import polya.infer.Inference;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.variational.TopicState;
import polya.topics.Phi;
import polya.topics.Sums;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;

/**
 * Topics that say the same: those nearly equal to another, whose total variation distance ½ Σ_w
 * |φ_wj − φ_wk| is {@value #NEAR} at most; and those next to empty, whose tokens are at most that
 * share of λ, so that all of them are nearly the prior's mean.
 *
 * <p>Terms fall into {@value #BUCKETS} buckets by a hash, and the distance of bucket sums, which is
 * never more than that of the topics, finds each topic's nearest one before it; only these pairs
 * are compared term by term. So a pair is missed where a third topic looks nearer and is not. Cost:
 * three walks over V·K weights, K² sums of a few buckets each, memory O(K); of more than {@value
 * #MOST} topics those with the most tokens are compared.
 *
 * @param equal groups of two or more topics, each with one of its group that is nearly equal to it;
 *     topics and groups ascending
 * @param empty topics next to empty, ascending; they are in no group
 */
public record AlikeTopics(List<List<Integer>> equal, List<Integer> empty) {
  /** The distance of topics that are nearly equal. */
  public static final double NEAR = 0.1;

  private static final int BUCKETS = 64;
  private static final int MOST = 16_384;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private static final String COUNTS = "counts";
  private static final String SKETCHES = "sketches";
  private static final String PAIRS = "pairs";

  /**
   * Finds them.
   *
   * @param phi {@link Posterior#topics} of these parameters
   * @param parameters rows of λ, and globals as {@link Inference#parameters} gives them
   */
  public static AlikeTopics of(Phi phi, ModelState parameters) {
    int topics = phi.topics();
    double[] counts = new double[topics];
    boolean[] empty = empty(parameters, counts);
    int[] compared =
        IntStream.range(0, topics)
            .filter(k -> !empty[k])
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -counts[k]))
            .limit(MOST)
            .sorted()
            .mapToInt(k -> k)
            .toArray();
    int[] nearest = nearest(sketches(phi, compared));
    List<Integer> none = IntStream.range(0, topics).filter(k -> empty[k]).boxed().toList();
    return new AlikeTopics(groups(phi, compared, nearest), none);
  }

  /** Whether λ_k is nearly all prior, and the counts above it. */
  private static boolean[] empty(ModelState parameters, double[] counts) {
    double eta = parameters.globals().scalar(TopicState.TOPIC_CONCENTRATION);
    SumsLayout layout = SumsLayout.none().vector(COUNTS, counts.length, SumsLayout.REAL, 0x1p64);
    Sums sums =
        parameters
            .topics()
            .sums(layout, (block, all) -> all.add(COUNTS, counts(block, eta, counts.length)));
    System.arraycopy(sums.vector(COUNTS), 0, counts, 0, counts.length);
    boolean[] empty = new boolean[counts.length];
    double prior = parameters.terms() * eta;
    for (int k = 0; k < counts.length; k++) {
      empty[k] = counts[k] <= NEAR * (counts[k] + prior);
    }
    return empty;
  }

  private static double[] counts(TermBlock block, double eta, int topics) {
    double[] counts = new double[topics];
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      float[] row = block.row(w);
      for (int k = 0; k < topics; k++) {
        counts[k] += Math.max(0, row[k] - eta);
      }
    }
    return counts;
  }

  /** Sums of the compared topics' weights by buckets of terms. */
  private static double[][] sketches(Phi phi, int[] compared) {
    int all = compared.length * BUCKETS;
    SumsLayout layout = SumsLayout.none().vector(SKETCHES, all, SumsLayout.REAL, 0x1p10);
    double[] sums =
        phi.sums(layout, (own, block, to) -> to.add(SKETCHES, sketches(own, block, compared)))
            .vector(SKETCHES);
    double[][] sketches = new double[compared.length][];
    Arrays.setAll(sketches, i -> Arrays.copyOfRange(sums, i * BUCKETS, (i + 1) * BUCKETS));
    return sketches;
  }

  private static double[] sketches(Phi phi, TermBlock block, int[] compared) {
    double[] sketches = new double[compared.length * BUCKETS];
    double[] row = new double[phi.topics()];
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      phi.expand(w, row, 0);
      int bucket = (int) Long.remainderUnsigned((w + 1) * GOLDEN >>> 32, BUCKETS);
      for (int i = 0; i < compared.length; i++) {
        sketches[i * BUCKETS + bucket] += row[compared[i]];
      }
    }
    return sketches;
  }

  /** For each the nearest of those before it, the first of several; −1 where none may be near. */
  private static int[] nearest(double[][] sketches) {
    int[] nearest = new int[sketches.length];
    Arrays.fill(nearest, -1);
    for (int i = 0; i < nearest.length; i++) {
      double best = NEAR;
      for (int j = 0; j < i && best > 0; j++) {
        double distance = distance(sketches[i], sketches[j], best);
        if (distance < best) {
          best = distance;
          nearest[i] = j;
        }
      }
    }
    return nearest;
  }

  /** Total variation distance, or some number above {@code most} if it is above. */
  private static double distance(double[] one, double[] other, double most) {
    double distance = 0;
    for (int b = 0; b < one.length && distance <= most; b++) {
      distance += Math.abs(one[b] - other[b]) / 2;
    }
    return distance;
  }

  private static List<List<Integer>> groups(Phi phi, int[] compared, int[] nearest) {
    double[] distances = distances(phi, compared, nearest);
    int[] firsts = new int[compared.length];
    Map<Integer, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < compared.length; i++) {
      firsts[i] = nearest[i] >= 0 && distances[i] <= NEAR ? firsts[nearest[i]] : i;
      groups.computeIfAbsent(firsts[i], first -> new ArrayList<>()).add(compared[i]);
    }
    return groups.values().stream().filter(group -> group.size() > 1).map(List::copyOf).toList();
  }

  /** Total variation distances of the pairs. */
  private static double[] distances(Phi phi, int[] compared, int[] nearest) {
    int[] pairs = IntStream.range(0, nearest.length).filter(i -> nearest[i] >= 0).toArray();
    double[] distances = new double[nearest.length];
    if (pairs.length == 0) {
      return distances;
    }
    SumsLayout layout = SumsLayout.none().vector(PAIRS, pairs.length, SumsLayout.REAL, 0x1p10);
    double[] of =
        phi.sums(
                layout,
                (own, block, to) -> to.add(PAIRS, distances(own, block, compared, nearest, pairs)))
            .vector(PAIRS);
    for (int i = 0; i < pairs.length; i++) {
      distances[pairs[i]] = of[i];
    }
    return distances;
  }

  private static double[] distances(
      Phi phi, TermBlock block, int[] compared, int[] nearest, int[] pairs) {
    double[] distances = new double[pairs.length];
    double[] row = new double[phi.topics()];
    for (int w = block.from(); w < block.from() + block.size(); w++) {
      phi.expand(w, row, 0);
      for (int i = 0; i < pairs.length; i++) {
        int own = pairs[i];
        distances[i] += Math.abs(row[compared[own]] - row[compared[nearest[own]]]) / 2;
      }
    }
    return distances;
  }
}
