package polya.infer.variational;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import polya.corpus.Document;

/**
 * Gives topics that have a first document each the others that they start with: every candidate
 * goes to the topic that is nearest to it, the nearest first, while there is room; topics that are
 * not full then take what is left, from the farthest on. Cost S log S, S candidates.
 */
final class SeedsByTopic {
  private final List<Document> candidates;
  private final List<List<Document>> seeds = new ArrayList<>();

  SeedsByTopic(List<Document> candidates) {
    this.candidates = candidates;
  }

  /** Begins the next topic with a candidate. */
  void begin(int first) {
    seeds.add(new ArrayList<>(List.of(candidates.get(first))));
  }

  /**
   * The seeds of topic 0, then those of topic 1, and so on.
   *
   * @param isFirst of a candidate
   * @param distance of a candidate from its topic
   * @param topicOf of a candidate, the nearest
   * @param each how many a topic gets; no more than there are candidates for
   */
  List<Document> filled(
      IntPredicate isFirst, IntToDoubleFunction distance, int[] topicOf, int each) {
    int[] byDistance =
        IntStream.range(0, topicOf.length)
            .filter(isFirst.negate())
            .boxed()
            .sorted(Comparator.comparingDouble(distance::applyAsDouble))
            .mapToInt(s -> s)
            .toArray();
    List<Document> left = new ArrayList<>();
    for (int s : byDistance) {
      List<Document> own = seeds.get(topicOf[s]);
      (own.size() < each ? own : left).add(candidates.get(s));
    }
    List<Document> all = new ArrayList<>();
    for (List<Document> own : seeds) {
      while (own.size() < each) {
        own.add(left.remove(left.size() - 1));
      }
      all.addAll(own);
    }
    return all;
  }
}
