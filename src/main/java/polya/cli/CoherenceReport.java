package polya.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import polya.describe.TermOrder;
import polya.quality.CoherenceMeasure;
import polya.spark.Json;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;

/**
 * How measures of topics are written and printed.
 *
 * @param matched with another model, if one was named
 * @param names what topics are called
 */
record CoherenceReport(
    ModelStore model,
    CorpusStore corpus,
    TopicMeasures topics,
    Optional<MatchedTopics> matched,
    TopicNames names) {
  static final String MANIFEST = "coherence.json";

  private static final int FORMAT = 1;

  /** The text of coherence.json; a number that does not exist is null. */
  String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("model", model.path());
    json.put("modelDigest", model.info().digest());
    corpus.tell(json);
    json.put("corpusData", corpus.dataName());
    json.put("cooccurrence", topics.sliding() ? "window" : "document");
    json.put("documents", topics.documents());
    json.put("topN", topics.top()[0].length);
    json.put("order", topics.order().word());
    if (topics.order() == TermOrder.RELEVANCE) {
      json.put("lambda", topics.lambda());
    }
    json.put("topTerms", topics.topTerms());
    json.put("missingTerms", topics.missingTerms());
    List<Map<String, Object>> measures = new ArrayList<>();
    for (CoherenceMeasure measure : topics.coherence().keySet()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("measure", measure.label());
      one.put("window", topics.window(measure) == 0 ? null : topics.window(measure));
      one.put("mean", finite(topics.mean(measure)));
      one.put("standardError", finite(topics.standardError(measure)));
      one.put("topics", topics.values(measure).length);
      measures.add(one);
    }
    json.put("coherence", measures);
    json.put("diversity", topics.quality().diversity());
    json.put("exclusivity", topicMean(topics.quality()::exclusivity));
    json.put("effectiveTerms", topicMean(topics.quality()::effectiveTerms));
    matched.ifPresent(m -> json.put("stability", stability(m)));
    json.put("topics", IntStream.range(0, model.info().k()).mapToObj(this::topic).toList());
    return Json.pretty(json);
  }

  private static Map<String, Object> stability(MatchedTopics matched) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("with", matched.with());
    json.put("withDigest", matched.digest());
    json.put("matchedTopics", matched.matched());
    json.put("overlap", finite(MatchedTopics.mean(matched.overlapK())));
    json.put("topTermOverlap", finite(MatchedTopics.mean(matched.topTermsK())));
    return json;
  }

  private Map<String, Object> topic(int k) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("topic", k);
    names.of(k).ifPresent(name -> json.put("name", name));
    topics.coherence().forEach((m, valuesK) -> json.put(m.label(), finite(valuesK[k])));
    json.put("exclusivity", topics.quality().exclusivity(k));
    json.put("effectiveTerms", topics.quality().effectiveTerms(k));
    matched.ifPresent(
        m -> {
          json.put("matchedTopic", m.topicK()[k] < 0 ? null : m.topicK()[k]);
          json.put("overlap", finite(m.overlapK()[k]));
          json.put("topTermOverlap", finite(m.topTermsK()[k]));
        });
    json.put("terms", topics.terms(model, k));
    return json;
  }

  private double topicMean(IntToDoubleFunction valueK) {
    return IntStream.range(0, model.info().k()).mapToDouble(valueK).average().orElseThrow();
  }

  private static Double finite(double x) {
    return Double.isFinite(x) ? x : null;
  }

  /** A line a topic, then the means over topics. */
  String table() {
    StringBuilder table = new StringBuilder("topic");
    topics.coherence().keySet().forEach(m -> table.append(String.format("  %7s", m.label())));
    table.append("  exclusive   words");
    table.append(matched.isPresent() ? "  match  overlap  " : "  ").append(names.head());
    table.append("terms by ").append(topics.ranking()).append('\n');
    for (int k = 0; k < model.info().k(); k++) {
      row(table, k);
    }
    return table.append(summary()).toString();
  }

  private void row(StringBuilder table, int k) {
    table.append(String.format("%5d", k));
    topics.coherence().values().forEach(valuesK -> table.append("  ").append(text(valuesK[k])));
    table.append(
        String.format(
            Locale.ROOT,
            "  %9.3f  %6.0f",
            topics.quality().exclusivity(k),
            topics.quality().effectiveTerms(k)));
    matched.ifPresent(
        m ->
            table.append(
                m.topicK()[k] < 0
                    ? "      –        –"
                    : String.format(Locale.ROOT, "  %5d  %7.3f", m.topicK()[k], m.overlapK()[k])));
    String terms = String.join(", ", topics.terms(model, k));
    table.append("  ").append(names.cell(k)).append(Printable.text(terms)).append('\n');
  }

  private static String text(double x) {
    return Double.isNaN(x) ? "      –" : String.format(Locale.ROOT, "%7.3f", x);
  }

  private String summary() {
    StringBuilder lines = new StringBuilder();
    for (CoherenceMeasure measure : topics.coherence().keySet()) {
      lines.append(
          String.format(
              Locale.ROOT,
              "%-5s  %s ± %s  (mean over %,d topics, %d terms by %s; %s)%n",
              measure.label(),
              text(topics.mean(measure)).strip(),
              text(topics.standardError(measure)).strip(),
              topics.values(measure).length,
              topics.top()[0].length,
              topics.ranking(),
              topics.window(measure) == 0
                  ? "documents as windows"
                  : "windows of " + topics.window(measure) + " tokens"));
    }
    lines.append(
        String.format(
            Locale.ROOT,
            "diversity %.3f  exclusivity %.3f  effective words %.0f  (terms by %s; %,d documents,"
                + " %,d of %,d top terms missing from them)%n",
            topics.quality().diversity(),
            topicMean(topics.quality()::exclusivity),
            topicMean(topics.quality()::effectiveTerms),
            topics.ranking(),
            topics.documents(),
            topics.missingTerms(),
            topics.topTerms()));
    matched.ifPresent(
        m ->
            lines.append(
                String.format(
                    Locale.ROOT,
                    "stability %.3f  (probability in common, mean over %,d matched topics); %.3f of"
                        + " top terms in common%n",
                    MatchedTopics.mean(m.overlapK()),
                    m.matched(),
                    MatchedTopics.mean(m.topTermsK()))));
    return lines.toString();
  }
}
