package polya.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import polya.Failure;
import polya.describe.JensenShannon;
import polya.params.Nearest;
import polya.spark.Json;

/**
 * Topics in the order of their distance to one of them.
 *
 * @param topics the model
 * @param topic the one
 * @param order all topics, it first
 * @param distances by topic
 */
record LikeTopics(TopicsAtHand topics, int topic, List<Integer> order, double[] distances) {
  private static final int MOST = 20;

  /**
   * Measures the distances.
   *
   * @param name a topic's number, or its label
   * @throws Failure (usage) if there is no such topic
   */
  static LikeTopics of(TopicsAtHand topics, String name) {
    int topic = topic(topics, name);
    double[] distances = JensenShannon.to(topics.terms().phi(), topic);
    List<Integer> order =
        IntStream.range(0, distances.length)
            .boxed()
            .sorted(
                (a, b) ->
                    a == topic || b == topic
                        ? Boolean.compare(b == topic, a == topic)
                        : Double.compare(distances[a], distances[b]))
            .toList();
    return new LikeTopics(topics, topic, order, distances);
  }

  private static int topic(TopicsAtHand topics, String name) {
    if (name.strip().matches("\\d{1,9}") && Integer.parseInt(name.strip()) < topics.topics()) {
      return Integer.parseInt(name.strip());
    }
    List<String> labels = topics.labels().all();
    for (int k = 0; k < labels.size(); k++) {
      if (labels.get(k).equalsIgnoreCase(name.strip())) {
        return k;
      }
    }
    String nearest = Nearest.to(name, labels);
    throw Failure.usage(
        "Cannot find topics like "
            + name
            + ": the model at "
            + topics.store().path()
            + " has no such topic; it has 0 … "
            + (topics.topics() - 1)
            + ", and of their labels the nearest is that of "
            + labels.indexOf(nearest)
            + ", "
            + nearest
            + ". Correct --like.");
  }

  /** For a person: the topic and those nearest to it. */
  String table(TopicLines lines) {
    StringBuilder table = new StringBuilder(lines.head("distance  "));
    for (int k : order.subList(0, Math.min(order.size(), MOST + 1))) {
      table.append(lines.line(k, String.format(Locale.ROOT, "%8.4f  ", distances[k])));
    }
    return table.toString();
  }

  /** All topics. */
  String json() {
    List<Map<String, Object>> others = new ArrayList<>();
    for (int k : order.subList(1, order.size())) {
      Map<String, Object> other = new LinkedHashMap<>();
      other.put("topic", k);
      other.put("label", topics.labels().of(k));
      other.put("share", topics.terms().share(k));
      other.put("jensenShannon", distances[k]);
      others.add(other);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("topic", topic);
    json.put("label", topics.labels().of(topic));
    json.put("like", others);
    return Json.pretty(json);
  }
}
