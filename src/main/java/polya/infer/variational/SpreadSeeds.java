package polya.infer.variational;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import polya.corpus.Document;

/**
 * Chooses the documents that start topics, so that those of one topic are alike and those of others
 * are not (farthest first: Gonzalez, Theoretical Computer Science 38, 1985): a topic's first
 * document is the candidate that is least like any first one before, the others are those most like
 * it. Likeness is the cosine of counts c_w / √f_w, f being the counts of all candidates, so that
 * common terms say little.
 *
 * <p>Gamma topics need it: of topics that begin alike the one that is common by chance grows, for
 * its scale does too, and takes the other's place for good. Cost: K·S products of documents on one
 * thread, S candidates; beyond {@value #MOST_PRODUCTS} candidates stay as they are.
 */
final class SpreadSeeds {
  private static final int CANDIDATES_PER_SEED = 4;
  private static final int MOST_PRODUCTS = 20_000_000;

  private final List<Document> candidates;
  private final double[][] weights;
  private final int[] topicOf;
  private final double[] nearest;
  private final int[] nearestTopic;

  private SpreadSeeds(List<Document> candidates) {
    this.candidates = candidates;
    Map<Integer, Double> frequencies = new HashMap<>();
    for (Document d : candidates) {
      for (int i = 0; i < d.terms().length; i++) {
        frequencies.merge(d.terms()[i], (double) d.counts()[i], Double::sum);
      }
    }
    weights = candidates.stream().map(d -> weights(d, frequencies)).toArray(double[][]::new);
    topicOf = new int[weights.length];
    nearest = new double[weights.length];
    nearestTopic = new int[weights.length];
    Arrays.fill(topicOf, -1);
    Arrays.fill(nearest, -1);
  }

  /** c_w / √f_w over its length. */
  private static double[] weights(Document d, Map<Integer, Double> frequencies) {
    double[] weights = new double[d.terms().length];
    double squares = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = d.counts()[i] / Math.sqrt(frequencies.get(d.terms()[i]));
      squares += weights[i] * weights[i];
    }
    double length = Math.sqrt(squares);
    return Arrays.stream(weights).map(x -> x / length).toArray();
  }

  /** How many candidates are wanted where so many seeds are. */
  static int candidates(int seeds, int topics) {
    long most = Math.min((long) CANDIDATES_PER_SEED * seeds, MOST_PRODUCTS / topics);
    return (int) Math.max(seeds, most);
  }

  /**
   * The seeds of topic 0, then those of topic 1, and so on, each topic's the same number.
   *
   * @param candidates documents with tokens; where there are fewer than two for each topic, or too
   *     many, they are given back
   * @param topics K
   * @param each how many a topic is to have at most, ≥ 1
   */
  static List<Document> of(List<Document> candidates, int topics, int each) {
    int perTopic = Math.min(each, candidates.size() / topics);
    boolean tooMany = (long) candidates.size() * topics > MOST_PRODUCTS;
    return candidates.size() < 2 * topics || tooMany
        ? candidates
        : new SpreadSeeds(candidates).spread(topics, perTopic);
  }

  private List<Document> spread(int topics, int each) {
    SeedsByTopic seeds = new SeedsByTopic(candidates);
    for (int k = 0, first = 0; k < topics; k++) {
      topicOf[first] = k;
      seeds.begin(first);
      first = farthest(first, k);
    }
    return seeds.filled(s -> topicOf[s] >= 0, s -> -nearest[s], nearestTopic, each);
  }

  /** Compares all with the first document of topic k; the next topic's first. */
  private int farthest(int first, int k) {
    int next = first;
    for (int s = 0; s < topicOf.length; s++) {
      double likeness = likeness(first, s);
      if (likeness > nearest[s]) {
        nearest[s] = likeness;
        nearestTopic[s] = k;
      }
      boolean free = topicOf[s] < 0;
      if (free && (topicOf[next] >= 0 || nearest[s] < nearest[next])) {
        next = s;
      }
    }
    return next;
  }

  private double likeness(int one, int other) {
    int[] v = candidates.get(one).terms();
    int[] w = candidates.get(other).terms();
    double sum = 0;
    int i = 0;
    int j = 0;
    while (i < v.length && j < w.length) {
      if (v[i] == w[j]) {
        sum += weights[one][i++] * weights[other][j++];
      } else if (v[i] < w[j]) {
        i++;
      } else {
        j++;
      }
    }
    return sum;
  }
}
