package polya.spark.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
 * @param stop why training ends with this round though more were to come; empty if it does not
 */
public record RoundReport(
    Round round,
    double trainSeconds,
    double seconds,
    long tokens,
    long bytesDown,
    long bytesUp,
    SortedMap<String, Double> observed,
    Optional<String> stop) {
  /** A report of a round that ends nothing. */
  public RoundReport(
      Round round,
      double trainSeconds,
      double seconds,
      long tokens,
      long bytesDown,
      long bytesUp,
      SortedMap<String, Double> observed) {
    this(round, trainSeconds, seconds, tokens, bytesDown, bytesUp, observed, Optional.empty());
  }

  /** This report with more, or other, observations. */
  public RoundReport with(SortedMap<String, Double> more) {
    return new RoundReport(round, trainSeconds, seconds, tokens, bytesDown, bytesUp, more, stop);
  }

  /** This report as that of the last round, for a reason. */
  public RoundReport stopping(String reason) {
    return new RoundReport(
        round, trainSeconds, seconds, tokens, bytesDown, bytesUp, observed, Optional.of(reason));
  }

  /** Whether training ends with this round. */
  public boolean last() {
    return stop.isPresent() || round.number() + 1 == round.rounds();
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
    stop.ifPresent(reason -> metrics.put("stopped", reason));
    return metrics;
  }
}
