package polya.ml;

import java.util.List;
import java.util.Map;
import polya.infer.ModelInfo;

/** How a model was trained; saved and loaded with it. Immutable. */
public final class TrainingSummary {
  private final ModelInfo info;
  private final List<Map<String, Number>> metrics;

  TrainingSummary(ModelInfo info, List<Map<String, Number>> metrics) {
    this.info = info;
    this.metrics = List.copyOf(metrics);
  }

  /** How many rounds it was trained. */
  public int rounds() {
    return Integer.parseInt(info.provenance().get("rounds"));
  }

  /** Seconds of training: reading the rows, start-up and checkpoints excluded. */
  public double trainSeconds() {
    return Double.parseDouble(info.provenance().get("trainSeconds"));
  }

  /** Rows it was fitted to, empty ones included. */
  public long documents() {
    return Long.parseLong(info.provenance().get("documents"));
  }

  /** Tokens it was fitted to. */
  public long tokens() {
    return Long.parseLong(info.provenance().get("tokens"));
  }

  /** SHA-256 of the model's bits: the same rows, Params and seed give the same digest. */
  public String digest() {
    return info.digest();
  }

  /** Every parameter in force, as it would be typed; what was unset is auto. */
  public Map<String, String> parameters() {
    return info.parameters();
  }

  /**
   * What is known of each round, in their order: {@code round}, {@code trainSeconds}, {@code
   * tokens} and more, by the names of {@code metrics.jsonl}.
   */
  public List<Map<String, Number>> metrics() {
    return metrics;
  }
}
