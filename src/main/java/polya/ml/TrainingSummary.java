package polya.ml;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import polya.infer.ModelInfo;

/** How a model was trained; saved and loaded with it. Immutable. */
public final class TrainingSummary {
  private static final int DIGITS = 12;

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

  /**
   * All that fits a line: method, k, rounds, seconds, documents, tokens, the digest's beginning.
   */
  @Override
  public String toString() {
    return info.model()
        + " · "
        + info.inference()
        + "  k "
        + info.k()
        + told("  %,d rounds", "rounds", Long::valueOf)
        + told("  %.1f s", "trainSeconds", Double::valueOf)
        + told("  %,d documents", "documents", Long::valueOf)
        + told("  %,d tokens", "tokens", Long::valueOf)
        + "  digest "
        + digest().substring(0, Math.min(DIGITS, digest().length()));
  }

  /** Drawn models were never trained. */
  private String told(String format, String name, Function<String, Number> number) {
    String text = info.provenance().get(name);
    return text == null ? "" : String.format(Locale.ROOT, format, number.apply(text));
  }
}
