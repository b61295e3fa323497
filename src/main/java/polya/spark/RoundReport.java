package polya.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import polya.infer.Round;

/**
 * What one round did, as {@code metrics.jsonl} has it.
 *
 * @param round which
 * @param trainSeconds training time so far: start-up, checkpoints and held-out evaluation excluded
 * @param seconds this round's share of it
 * @param tokens visited in this round
 * @param bytesDown sent to each executor
 * @param bytesUp received in statistics
 * @param observed what the model tells of the round
 */
public record RoundReport(
    Round round,
    double trainSeconds,
    double seconds,
    long tokens,
    long bytesDown,
    long bytesUp,
    SortedMap<String, Double> observed) {

  /** This report with more, or other, observations. */
  public RoundReport with(SortedMap<String, Double> more) {
    return new RoundReport(round, trainSeconds, seconds, tokens, bytesDown, bytesUp, more);
  }

  /** Tokens visited a second, this round. */
  public double tokensPerSecond() {
    return tokens / Math.max(seconds, 1e-9);
  }

  /** The values by the names of metrics.jsonl; rounds count from 1. */
  public Map<String, Object> metrics() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("round", round.number() + 1);
    metrics.put("pass", round.pass() + 1);
    metrics.put("trainSeconds", trainSeconds);
    metrics.put("tokens", tokens);
    metrics.put("tokensPerSecond", tokensPerSecond());
    metrics.put("bytesDown", bytesDown);
    metrics.put("bytesUp", bytesUp);
    metrics.putAll(observed);
    return metrics;
  }
}
