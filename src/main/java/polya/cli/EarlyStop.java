package polya.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import polya.Failure;
import polya.spark.Json;

/**
 * When training ends before its last round: as soon as so many held-out evaluations in a row have
 * each failed to bring perplexity below the best one by a given share of it. The best one is the
 * last that did, so that many small gains add up to one.
 *
 * <p>It depends on the perplexities alone, which are the same on any cluster; a resumed run has
 * them from the lines of {@code metrics.jsonl} that its checkpoint kept, and so ends after the same
 * round.
 */
final class EarlyStop {
  /**
   * What was asked for.
   *
   * @param patience how many evaluations without gain end training, ≥ 1
   * @param gain the least share of the best perplexity that counts as a gain, in [0, 1)
   */
  record Rule(int patience, double gain) {
    /**
     * A rule from options.
     *
     * @throws Failure (usage) if one of them is out of its range
     */
    static Rule of(int patience, double gain) {
      if (patience < 1) {
        throw Failure.usage(
            "Cannot use --early-stop "
                + patience
                + ": allowed is 1 or more. Leave it out to take every round.");
      }
      if (!(gain >= 0 && gain < 1)) {
        throw Failure.usage(
            "Cannot use --early-stop-gain " + gain + ": allowed is 0 or more and less than 1.");
      }
      return new Rule(patience, gain);
    }
  }

  private final Rule rule;
  private double best = Double.POSITIVE_INFINITY;
  private int without;

  /**
   * The rule after the evaluations of some rounds.
   *
   * @param log lines of {@code metrics.jsonl}
   */
  EarlyStop(Rule rule, String log) {
    this.rule = rule;
    log.lines().map(EarlyStop::perplexity).flatMap(Optional::stream).forEach(this::evaluated);
  }

  private static Optional<Double> perplexity(String line) {
    try {
      JsonNode value = Json.read(line).path("heldOutPerplexity");
      return value.isNumber() ? Optional.of(value.asDouble()) : Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a line of metrics: " + line, e);
    }
  }

  /** Hears of one more evaluation. */
  void evaluated(double perplexity) {
    if (perplexity < (1 - rule.gain) * best) {
      best = perplexity;
      without = 0;
    } else {
      without++;
    }
  }

  /** Evaluations since the last gain. */
  int evaluationsWithoutGain() {
    return without;
  }

  /** Why training is to end here, as a sentence without its full stop; empty if it is not. */
  Optional<String> reason() {
    return without < rule.patience
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "held-out perplexity did not fall by %s %% of its best, %.1f, in %d evaluations",
                Double.toString(100 * rule.gain).replaceFirst("\\.0$", ""),
                best,
                without));
  }
}
