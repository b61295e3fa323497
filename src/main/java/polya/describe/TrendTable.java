package polya.describe;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Shares of the topics in groups of documents, with their errors: what commands write and the
 * report draws.
 *
 * @param groups those whose documents have tokens, in their order
 * @param all all their documents together
 */
public record TrendTable(List<TrendGroup> groups, TrendGroup all) {
  /**
   * The table of some groups, of which those without tokens are left out.
   *
   * @param groups in any order
   */
  public static TrendTable of(List<TrendGroup> groups, TrendGroup all) {
    Map<String, TrendGroup> named = new HashMap<>();
    groups.forEach(group -> named.put(group.name(), group));
    return new TrendTable(
        Period.ordered(named.keySet()).stream()
            .map(named::get)
            .filter(group -> group.tokens() > 0)
            .toList(),
        all);
  }

  /** How far a topic's share lies apart between the groups where it is highest and lowest. */
  public double span(int topic) {
    return highest(topic).share(topic) - lowest(topic).share(topic);
  }

  /** The group with the lowest share of a topic, the first of several. */
  public TrendGroup lowest(int topic) {
    return groups.stream().min(Comparator.comparingDouble(g -> g.share(topic))).orElseThrow();
  }

  /** The group with the highest share of a topic, the first of several. */
  public TrendGroup highest(int topic) {
    return groups.stream().min(Comparator.comparingDouble(g -> -g.share(topic))).orElseThrow();
  }

  /**
   * The topics from the one whose share moves most on.
   *
   * @param topics K
   */
  public List<Integer> byMovement(int topics) {
    return IntStream.range(0, topics)
        .boxed()
        .sorted(Comparator.comparingDouble(k -> -span(k)))
        .toList();
  }
}
