package polya.ml.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import polya.spark.Files;
import polya.spark.Json;

/**
 * What a model's {@code metrics.jsonl} tells of its training, round by round; nothing where there
 * is no such file, as of a model that was copied without it.
 */
public final class TrainingCurves {
  private static final int MOST = 400;
  private static final String PERPLEXITY = "heldOutPerplexity";
  private static final String ERROR = "heldOutStandardError";

  /** What is drawn of a metric. */
  private record Drawn(String name, String title) {}

  private static final List<Drawn> ALL =
      List.of(
          new Drawn(PERPLEXITY, "Held-out perplexity"),
          new Drawn("bound", "Evidence lower bound, nats a token"),
          new Drawn("logLikelihood", "Log-likelihood, nats a token"));

  /** A held-out perplexity with its standard error, after a round. */
  record Perplexity(double value, double error, int round) {}

  private final List<JsonNode> rounds;

  private TrainingCurves(List<JsonNode> rounds) {
    this.rounds = rounds;
  }

  /** Reads the metrics of a model. */
  public static TrainingCurves of(Files files, String model) {
    List<JsonNode> rounds = new ArrayList<>();
    for (String line : files.read(new Path(model, "metrics.jsonl")).orElse("").lines().toList()) {
      try {
        rounds.add(Json.read(line));
      } catch (JsonProcessingException e) {
        return new TrainingCurves(List.of());
      }
    }
    return new TrainingCurves(rounds);
  }

  /** What a fitted model has of its rounds, by the same names. */
  public static TrainingCurves of(List<Map<String, Number>> rounds) {
    List<JsonNode> read = new ArrayList<>();
    for (Map<String, Number> round : rounds) {
      try {
        read.add(Json.read(Json.line(round)));
      } catch (JsonProcessingException e) {
        return new TrainingCurves(List.of());
      }
    }
    return new TrainingCurves(read);
  }

  /** The last held-out perplexity, if any was kept. */
  Optional<Perplexity> perplexity() {
    List<JsonNode> with = with(PERPLEXITY);
    return with.isEmpty()
        ? Optional.empty()
        : Optional.of(with.get(with.size() - 1))
            .map(
                last ->
                    new Perplexity(
                        last.path(PERPLEXITY).asDouble(),
                        last.path(ERROR).asDouble(Double.NaN),
                        last.path("round").asInt()));
  }

  private List<JsonNode> with(String name) {
    return rounds.stream()
        .filter(r -> r.path(name).isNumber() && Double.isFinite(r.path(name).asDouble()))
        .toList();
  }

  /** The curves of two rounds or more, for the page; of many rounds some, the last among them. */
  List<Map<String, Object>> json() {
    List<Map<String, Object>> curves = new ArrayList<>();
    for (Drawn drawn : ALL) {
      List<JsonNode> all = with(drawn.name());
      if (all.size() > 1) {
        curves.add(curve(drawn, thinned(all)));
      }
    }
    return curves;
  }

  private static List<JsonNode> thinned(List<JsonNode> all) {
    int step = (all.size() + MOST - 1) / MOST;
    List<JsonNode> some = new ArrayList<>();
    for (int i = (all.size() - 1) % step; i < all.size(); i += step) {
      some.add(all.get(i));
    }
    return some;
  }

  private static Map<String, Object> curve(Drawn drawn, List<JsonNode> rounds) {
    Map<String, Object> curve = new LinkedHashMap<>();
    curve.put("title", drawn.title());
    curve.put("round", rounds.stream().map(r -> r.path("round").asInt()).toList());
    curve.put("value", numbers(rounds, drawn.name()));
    curve.put("error", drawn.name().equals(PERPLEXITY) ? numbers(rounds, ERROR) : null);
    return curve;
  }

  private static List<Number> numbers(List<JsonNode> rounds, String name) {
    List<Number> numbers = new ArrayList<>();
    rounds.forEach(r -> numbers.add(ReportData.number(r.path(name).asDouble(Double.NaN))));
    return numbers;
  }
}
