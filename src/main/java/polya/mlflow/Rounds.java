package polya.mlflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import polya.spark.Json;

/**
 * Figures of rounds that a server has not taken yet, oldest first. Each keeps the moment in which
 * it was told, so that one that is sent twice is one to the server. At most {@link #MOST} rounds
 * wait: some megabytes.
 */
final class Rounds {
  static final int MOST = 10_000;

  /** What a server takes at once. */
  private static final int MOST_AT_ONCE = 1_000;

  private record Told(long step, long millis, Map<String, Double> figures) {}

  private final Deque<Told> waiting = new ArrayDeque<>();
  private int lost;

  /** Adds a round; the oldest gives way where too many wait. */
  void add(long step, long millis, Map<String, Double> figures) {
    if (waiting.size() == MOST) {
      waiting.removeFirst();
      lost++;
    }
    waiting.addLast(new Told(step, millis, figures));
  }

  /** Whether none waits. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** How many are not sent: those that wait, and those that gave way. */
  int missing() {
    return waiting.size() + lost;
  }

  /**
   * As many of the oldest as can be sent at once, at least one of those that wait.
   *
   * @param metrics gets their figures
   * @return how many rounds they are
   */
  int first(ArrayNode metrics) {
    int rounds = 0;
    for (Told told : waiting) {
      if (rounds > 0 && metrics.size() + told.figures().size() > MOST_AT_ONCE) {
        break;
      }
      told.figures()
          .forEach((name, value) -> put(metrics, name, value, told.step(), told.millis()));
      rounds++;
    }
    return rounds;
  }

  /** The oldest were taken. */
  void taken(int rounds) {
    for (int i = 0; i < rounds; i++) {
      waiting.removeFirst();
    }
  }

  /** One figure as the API has it; what is not finite is left out. */
  static void put(ArrayNode metrics, String name, double value, long step, long millis) {
    if (Double.isFinite(value)) {
      metrics.add(
          Json.object()
              .put("key", name)
              .put("value", value)
              .put("timestamp", millis)
              .put("step", step));
    }
  }
}
