package polya.infer.variational;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import polya.corpus.Document;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;

/**
 * Chooses the documents that start topics of short texts, as k-means++ does (Arthur and
 * Vassilvitskii, SODA 2007): a topic's first document is drawn with a chance in proportion to how
 * much better it predicts itself than the best first document before it does, Σ_w c_w log(p_w|own /
 * p_w|best); the others of a topic are those that its first one predicts best. A document predicts
 * by its counts and {@value #PRIOR_TOKENS} tokens spread like those of all candidates, so terms
 * that two documents share count for more the rarer they are. The farthest document, which {@link
 * SpreadSeeds} takes, is among short texts often one of rare terms alone.
 *
 * <p>Cost: K·S on one thread, and as often as chosen documents share a term with another, a sum; S
 * candidates. Beyond {@value #MOST_COMPARED} candidates stay as they are.
 */
final class ChanceSeeds {
  private static final double PRIOR_TOKENS = 4;

  /** Some ten seconds. */
  private static final long MOST_COMPARED = 2_000_000_000;

  /** Sets the stream apart from those of documents' places. */
  private static final long ROUND = 1;

  /** A candidate that has a term, and how often. */
  private record Use(int candidate, int count) {}

  private final List<Document> candidates;
  private final Map<Integer, Double> priorW = new HashMap<>();
  private final Map<Integer, List<Use>> usesW = new HashMap<>();

  /** log p of each candidate by itself, by documents that share no term, and by the best first. */
  private final double[] byItself;

  private final double[] byOthers;
  private final double[] byBest;
  private final int[] bestTopic;
  private final boolean[] isFirst;

  private ChanceSeeds(List<Document> candidates) {
    this.candidates = candidates;
    int all = candidates.size();
    byItself = new double[all];
    byOthers = new double[all];
    byBest = new double[all];
    bestTopic = new int[all];
    isFirst = new boolean[all];
    Arrays.fill(byBest, Double.NEGATIVE_INFINITY);
    double tokens = 0;
    for (int s = 0; s < all; s++) {
      Document d = candidates.get(s);
      for (int i = 0; i < d.terms().length; i++) {
        priorW.merge(d.terms()[i], (double) d.counts()[i], Double::sum);
        usesW.computeIfAbsent(d.terms()[i], w -> new ArrayList<>()).add(new Use(s, d.counts()[i]));
        tokens += d.counts()[i];
      }
    }
    double scale = PRIOR_TOKENS / tokens;
    priorW.replaceAll((w, count) -> scale * count);
    for (int s = 0; s < all; s++) {
      Document d = candidates.get(s);
      for (int i = 0; i < d.terms().length; i++) {
        int count = d.counts()[i];
        double prior = priorW.get(d.terms()[i]);
        byItself[s] += count * StrictMath.log((count + prior) / (d.tokens() + PRIOR_TOKENS));
        byOthers[s] += count * StrictMath.log(prior);
      }
    }
  }

  /**
   * The seeds of topic 0, then those of topic 1, and so on, each topic's the same number.
   *
   * @param candidates documents with tokens; where there are fewer than two for each topic, or too
   *     many, they are given back
   * @param topics K
   * @param each how many a topic is to have at most, ≥ 1
   * @param seed the run's seed
   */
  static List<Document> of(List<Document> candidates, int topics, int each, long seed) {
    int perTopic = Math.min(each, candidates.size() / topics);
    boolean tooMany = (long) candidates.size() * topics > MOST_COMPARED;
    return candidates.size() < 2 * topics || tooMany
        ? candidates
        : new ChanceSeeds(candidates).draw(topics, perTopic, seed);
  }

  private List<Document> draw(int topics, int each, long seed) {
    RandomStream stream = Streams.of(seed, Purpose.SEEDING, ROUND, 0);
    SeedsByTopic seeds = new SeedsByTopic(candidates);
    for (int k = 0, first = 0; k < topics; k++) {
      isFirst[first] = true;
      seeds.begin(first);
      compare(first, k);
      first = next(stream);
    }
    return seeds.filled(s -> isFirst[s], this::distance, bestTopic, each);
  }

  /** Lets the first document of topic k predict all others. */
  private void compare(int first, int k) {
    Document d = candidates.get(first);
    double[] gains = new double[byItself.length];
    for (int i = 0; i < d.terms().length; i++) {
      double prior = priorW.get(d.terms()[i]);
      double gain = StrictMath.log((d.counts()[i] + prior) / prior);
      for (Use use : usesW.get(d.terms()[i])) {
        gains[use.candidate] += use.count * gain;
      }
    }
    double length = StrictMath.log(d.tokens() + PRIOR_TOKENS);
    for (int s = 0; s < gains.length; s++) {
      double log = byOthers[s] + gains[s] - candidates.get(s).tokens() * length;
      if (log > byBest[s]) {
        byBest[s] = log;
        bestTopic[s] = k;
      }
    }
  }

  /** What a candidate predicts itself better than the best first document does; 0 of a first. */
  private double distance(int s) {
    return isFirst[s] ? 0 : Math.max(0, byItself[s] - byBest[s]);
  }

  /** Draws the next first document; where all are as near as can be, the first that is none. */
  private int next(RandomStream stream) {
    double all = 0;
    for (int s = 0; s < isFirst.length; s++) {
      all += distance(s);
    }
    double left = stream.nextDouble() * all;
    for (int s = 0; s < isFirst.length; s++) {
      left -= distance(s);
      if (left < 0) {
        return s;
      }
    }
    return IntStream.range(0, isFirst.length).filter(s -> !isFirst[s]).findFirst().orElseThrow();
  }
}
