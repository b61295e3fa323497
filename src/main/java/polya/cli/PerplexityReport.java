package polya.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import polya.heldout.error.HeldOutResult;
import polya.heldout.marginal.CountLikelihood;
import polya.spark.Json;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;
import polya.spark.store.StoreFolder;

/** How held-out results are written and printed. */
final class PerplexityReport {
  static final String MANIFEST = "perplexity.json";

  private static final int FORMAT = 1;

  private PerplexityReport() {}

  /** The text of perplexity.json; a number that does not exist is null. */
  static String json(
      PerplexityOptions options,
      ModelStore model,
      CorpusStore corpus,
      StoreFolder folder,
      KnownLabels labels,
      TrainingOverlap overlap,
      PerplexityResults results) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    if (options.documentRows) {
      json.put("data", folder.dataName());
    }
    json.put("model", model.path());
    json.put("modelDigest", model.info().digest());
    json.put("vocabularyHash", model.info().vocabularyHash());
    corpus.tell(json);
    json.put("observed", options.observed);
    json.put("topics", options.topics.topics);
    json.put("samples", options.topics.samples(model));
    json.put("docConcentration", options.docConcentration);
    labels.tell(json, "");
    json.put("trainingOverlap", overlap.json());
    List<Map<String, Object>> estimates = new ArrayList<>();
    results.estimates().forEach(r -> estimates.add(estimate(r, options.sampling.seed)));
    json.put("estimates", estimates);
    results.swept().ifPresent(swept -> json.put("sweptCompletion", swept.json()));
    return Json.pretty(json);
  }

  /** One estimator's result. */
  private static Map<String, Object> estimate(HeldOutResult r, long seed) {
    Map<String, Object> e = new LinkedHashMap<>();
    e.put("estimator", r.estimator());
    e.put("likelihood", r.likelihood());
    e.put("quantity", r.quantity());
    e.put("isBound", r.isBound());
    e.put("isOptimistic", r.isOptimistic());
    e.put("perplexity", r.perplexity());
    e.put("standardError", finite(r.standardError()));
    e.put("deltaMethodStandardError", finite(r.deltaMethodStandardError()));
    e.put("monteCarloStandardError", finite(r.monteCarlo().standardError()));
    e.put("logProbabilityPerToken", r.logProbabilityPerToken());
    e.put("jensenCorrectionPerToken", r.monteCarlo().jensenCorrection());
    e.put("documents", r.documents());
    e.put("scoredDocuments", r.scoredDocuments());
    e.put("emptyDocuments", r.emptyDocuments());
    e.put("oneTokenDocuments", r.oneTokenDocuments());
    e.put("unscorableDocuments", r.unscorableDocuments());
    e.put("tokens", r.tokens());
    e.put("outOfVocabularyTokens", r.outOfVocabularyTokens());
    e.put("meanEffectiveSamples", finite(r.monteCarlo().meanEffectiveSamples()));
    e.put("leastEffectiveSamples", finite(r.monteCarlo().leastEffectiveSamples()));
    long judged = r.monteCarlo().judgedDocuments();
    e.put("paretoKAbove0.5", judged == 0 ? null : share(r.monteCarlo().aboveHalf(), judged));
    e.put(
        "paretoKAbove0.7",
        judged == 0 ? null : share(r.monteCarlo().heavyTailedDocuments(), judged));
    e.put("paretoKAbove1", judged == 0 ? null : share(r.monteCarlo().aboveOne(), judged));
    e.put("escalatedDocuments", judged == 0 ? null : r.monteCarlo().escalatedDocuments());
    e.put("settings", r.settings());
    e.put("seed", seed);
    return e;
  }

  private static double share(long part, long whole) {
    return (double) part / whole;
  }

  private static Double finite(double x) {
    return Double.isFinite(x) ? x : null;
  }

  /**
   * One line for a person.
   *
   * @param samples of the posterior that were averaged over; 0 for the model's own topics
   * @param labels what was known of the documents' labels
   */
  static String line(HeldOutResult r, int samples, KnownLabels labels) {
    StringBuilder line = new StringBuilder(r.estimator());
    if (r.likelihood().equals(CountLikelihood.NAME)) {
      line.append(" (counts, lengths included)");
    }
    line.append(
        r.isBound()
            ? " (upper bound of perplexity) "
            : r.isOptimistic() ? " (optimistic: scores what it was fitted to) " : "  perplexity ");
    line.append(String.format(Locale.ROOT, "%.1f ± ", r.perplexity()));
    line.append(
        Double.isFinite(r.standardError())
            ? String.format(Locale.ROOT, "%.1f", r.standardError())
            : "unknown");
    if (r.monteCarlo().standardError() > 0) {
      line.append(String.format(Locale.ROOT, " (sampling) ± %.1f", r.monteCarlo().standardError()))
          .append(" (Monte Carlo)");
    }
    line.append(
        String.format(
            Locale.ROOT,
            "  (%,d documents, %,d tokens scored, %,d out of vocabulary",
            r.scoredDocuments(),
            r.tokens(),
            r.outOfVocabularyTokens()));
    if (labels.how() != null) {
      line.append(", ").append(labels.words());
    }
    append(line, samples, "samples of the topics");
    append(line, r.emptyDocuments(), "documents empty");
    append(line, r.unscorableDocuments(), "documents too short");
    long handedOver = r.monteCarlo().escalatedDocuments();
    append(line, handedOver, "by left-to-right because k > 0.7");
    append(line, r.monteCarlo().heavyTailedDocuments() - handedOver, "with k > 0.7");
    return line.append(")").toString();
  }

  private static void append(StringBuilder line, long count, String what) {
    if (count > 0) {
      line.append(String.format(Locale.ROOT, ", %,d %s", count, what));
    }
  }
}
