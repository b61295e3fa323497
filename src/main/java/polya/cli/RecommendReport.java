package polya.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import polya.recommend.RankingResult;
import polya.spark.Json;
import polya.spark.pass.RecommendationPass;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;

/**
 * How recommendations are told of.
 *
 * @param model the model that made them
 * @param corpus whom they are for
 * @param heldOut what was withheld, if they were judged by it
 * @param top the length of the lists
 * @param rows how many rows were written
 * @param evaluation how well they meet what was withheld
 */
record RecommendReport(
    ModelStore model,
    CorpusStore corpus,
    Optional<CorpusStore> heldOut,
    int top,
    long rows,
    Optional<RecommendationPass.Evaluation> evaluation) {
  static final String MANIFEST = "recommend.json";

  private static final int FORMAT = 1;

  /** The JSON, of the manifest if it names the data. */
  String json(Optional<String> data) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    data.ifPresent(name -> json.put("data", name));
    json.put("model", model.path());
    json.put("modelDigest", model.info().digest());
    json.put("vocabularyHash", model.info().vocabularyHash());
    json.put("corpus", corpus.path());
    json.put("heldOut", heldOut.map(CorpusStore::path).orElse(null));
    json.put("top", top);
    json.put("documents", corpus.info().documents());
    json.put("emptyDocuments", corpus.info().emptyDocuments());
    json.put("rows", rows);
    evaluation.ifPresent(
        e -> {
          Map<String, Object> all = new LinkedHashMap<>();
          all.put("documents", e.model().documents());
          all.put("heldOutDocuments", heldOutDocuments());
          all.put("outOfVocabularyTokens", outOfVocabulary());
          all.put("model", measures(e.model()));
          all.put("popularity", measures(e.popular()));
          json.put("evaluation", all);
        });
    return Json.pretty(json);
  }

  private long heldOutDocuments() {
    return heldOut.map(h -> h.info().documents() - h.info().emptyDocuments()).orElse(0L);
  }

  private long outOfVocabulary() {
    return heldOut.map(h -> h.info().outOfVocabularyTokens()).orElse(0L);
  }

  private static Map<String, Object> measures(RankingResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    put(json, "precision", result.precision());
    put(json, "recall", result.recall());
    put(json, "ndcg", result.ndcg());
    return json;
  }

  private static void put(Map<String, Object> json, String name, RankingResult.Mean mean) {
    json.put(name, mean.value());
    double error = mean.standardError();
    json.put(name + "StandardError", Double.isFinite(error) ? error : null);
  }

  /** One line of what was written and, where they were judged, one for each kind of lists. */
  String table(String output) {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "recommendations %s  %,d documents (%,d empty)  top %,d  %,d rows  k %d%n",
            Printable.path(output),
            corpus.info().documents(),
            corpus.info().emptyDocuments(),
            top,
            rows,
            model.info().k()));
    evaluation.ifPresent(
        e -> {
          line(table, "model", e.model());
          line(table, "popularity", e.popular());
          table.append(
              String.format(
                  Locale.ROOT,
                  "means over %,d documents with withheld terms, of %,d; %,d withheld tokens out of"
                      + " vocabulary%n",
                  e.model().documents(),
                  heldOutDocuments(),
                  outOfVocabulary()));
        });
    return table.toString();
  }

  private static void line(StringBuilder table, String name, RankingResult result) {
    table.append(String.format("%-10s", name));
    measure(table, "precision@" + result.n(), result.precision());
    measure(table, "recall@" + result.n(), result.recall());
    measure(table, "NDCG@" + result.n(), result.ndcg());
    table.append(System.lineSeparator());
  }

  private static void measure(StringBuilder table, String name, RankingResult.Mean mean) {
    double error = mean.standardError();
    String spread = Double.isFinite(error) ? String.format(Locale.ROOT, "%.4f", error) : "unknown";
    table.append(String.format(Locale.ROOT, "  %s %.4f ± %s", name, mean.value(), spread));
  }
}
