package polya.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import polya.quality.labels.Measure;
import polya.spark.Json;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;

/**
 * How predictions are told in JSON and to a person.
 *
 * @param size how many labels or clusters the model knows
 * @param top how many of them are written; null for all
 * @param counts documents, tokens
 */
record PredictReport(
    ModelStore model,
    CorpusStore corpus,
    PredictionKind kind,
    int size,
    Integer top,
    Map<String, Long> counts,
    Judged judged) {
  static final String MANIFEST = "predict.json";

  private static final int FORMAT = 1;
  private static final String CLUSTERS = "largest class, and one cluster for all";
  private static final String LABELS = "how common labels are among training documents";

  /** The text of predict.json; a number that does not exist is null. */
  String json(String data) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("data", data);
    json.put("model", model.path());
    json.put("modelDigest", model.info().digest());
    json.put("vocabularyHash", model.info().vocabularyHash());
    corpus.tell(json);
    json.put("predicts", kind.word());
    json.put("size", size);
    json.put("top", top);
    if (kind != PredictionKind.CLUSTERS) {
      json.put("attributes", AttributesFlag.HIDDEN);
    }
    json.putAll(counts);
    json.put("truth", judged.column());
    json.putAll(judged.counts());
    if (!judged.measures().isEmpty()) {
      json.put("baseline", kind == PredictionKind.CLUSTERS ? CLUSTERS : LABELS);
      json.put("seed", PredictionTruth.SEED);
      Map<String, Object> measures = new LinkedHashMap<>();
      judged.measures().forEach(line -> measures.put(line.name(), measure(line)));
      json.put("measures", measures);
    }
    return Json.pretty(json);
  }

  private static Map<String, Object> measure(Judged.Line line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", finite(line.model().value()));
    json.put("standardError", finite(line.model().standardError()));
    json.put("baseline", finite(line.baseline().value()));
    json.put("baselineStandardError", finite(line.baseline().standardError()));
    return json;
  }

  private static Double finite(double x) {
    return Double.isFinite(x) ? x : null;
  }

  /** For a person: what was written, and each measure beside the baseline's. */
  String table(String output) {
    StringBuilder table =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "predictions %s  %,d documents (%,d empty)  %,d tokens  %,d out of vocabulary  %,d"
                    + " %s%n",
                Printable.path(output),
                counts.get("documents"),
                counts.get("emptyDocuments"),
                counts.get("tokens"),
                counts.get("outOfVocabularyTokens"),
                size,
                kind.word()));
    if (!judged.measures().isEmpty()) {
      table.append(String.format("%-30s  %-15s  baseline%n", "", "model"));
      judged.measures().forEach(line -> table.append(row(line)));
      table.append(told());
    }
    return table.toString();
  }

  private static String row(Judged.Line line) {
    return String.format(
        "%-30s  %-15s  %s%n", line.words(), shown(line.model()), shown(line.baseline()));
  }

  private static String shown(Measure measure) {
    if (Double.isNaN(measure.value())) {
      return "–";
    }
    return String.format(Locale.ROOT, "%.3f", measure.value())
        + (Double.isNaN(measure.standardError())
            ? ""
            : String.format(Locale.ROOT, " ± %.3f", measure.standardError()));
  }

  /** What the measures are of. */
  private String told() {
    long unseen = ((Number) judged.counts().getOrDefault("unseenValues", 0L)).longValue();
    Object threshold = judged.counts().get("threshold");
    List<String> parts =
        Stream.of(
                count("%,d documents", "judgedDocuments"),
                count(
                    "%,d without a value in " + Printable.text(judged.column()),
                    "documentsWithoutLabels"),
                unseen == 0 ? null : String.format(Locale.ROOT, "%,d unseen", unseen),
                threshold == null
                    ? null
                    : String.format(Locale.ROOT, "threshold %.4f", (Double) threshold))
            .filter(Objects::nonNull)
            .toList();
    return "(" + String.join(", ", parts) + ")" + System.lineSeparator();
  }

  private String count(String format, String name) {
    return String.format(Locale.ROOT, format, ((Number) judged.counts().get(name)).longValue());
  }
}
