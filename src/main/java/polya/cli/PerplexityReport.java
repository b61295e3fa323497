package polya.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import polya.heldout.HeldOutResult;
import polya.spark.Json;
import polya.spark.ModelStore;
import polya.spark.StoreFolder;

/** How held-out results are written and printed. */
final class PerplexityReport {
  static final String MANIFEST = "perplexity.json";

  private static final int FORMAT = 1;

  private PerplexityReport() {}

  /** The text of perplexity.json; a number that does not exist is null. */
  static String json(
      PerplexityOptions options,
      ModelStore model,
      StoreFolder folder,
      List<HeldOutResult> results) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    if (options.documentRows) {
      json.put("data", folder.dataName());
    }
    json.put("model", options.model);
    json.put("modelDigest", model.info().digest());
    json.put("vocabularyHash", model.info().vocabularyHash());
    json.put("corpus", options.corpus);
    json.put("observed", options.observed);
    json.put("docConcentration", options.docConcentration);
    List<Map<String, Object>> estimates = new ArrayList<>();
    for (HeldOutResult r : results) {
      Map<String, Object> e = new LinkedHashMap<>();
      e.put("estimator", r.estimator());
      e.put("isBound", r.isBound());
      e.put("perplexity", r.perplexity());
      e.put("standardError", finite(r.standardError()));
      e.put("deltaMethodStandardError", finite(r.deltaMethodStandardError()));
      e.put("logProbabilityPerToken", r.logProbabilityPerToken());
      e.put("documents", r.documents());
      e.put("scoredDocuments", r.scoredDocuments());
      e.put("emptyDocuments", r.emptyDocuments());
      e.put("unscorableDocuments", r.unscorableDocuments());
      e.put("tokens", r.tokens());
      e.put("outOfVocabularyTokens", r.outOfVocabularyTokens());
      e.put("seed", options.seed);
      estimates.add(e);
    }
    json.put("estimates", estimates);
    return Json.pretty(json);
  }

  private static Double finite(double x) {
    return Double.isFinite(x) ? x : null;
  }

  /** One line for a person. */
  static String line(HeldOutResult r) {
    StringBuilder line = new StringBuilder(r.estimator());
    line.append(r.isBound() ? " (upper bound of perplexity) " : "  perplexity ");
    line.append(String.format(Locale.ROOT, "%.1f ± ", r.perplexity()));
    line.append(
        Double.isFinite(r.standardError())
            ? String.format(Locale.ROOT, "%.1f", r.standardError())
            : "unknown");
    line.append(
        String.format(
            Locale.ROOT,
            "  (%,d documents, %,d tokens scored, %,d out of vocabulary",
            r.scoredDocuments(),
            r.tokens(),
            r.outOfVocabularyTokens()));
    if (r.emptyDocuments() > 0) {
      line.append(String.format(Locale.ROOT, ", %,d documents empty", r.emptyDocuments()));
    }
    if (r.unscorableDocuments() > 0) {
      line.append(String.format(Locale.ROOT, ", %,d documents too short", r.unscorableDocuments()));
    }
    return line.append(")").toString();
  }
}
