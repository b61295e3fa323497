package polya.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import polya.Shown;
import polya.heldout.error.PairedResult;
import polya.spark.Json;
import polya.spark.store.ModelStore;
import polya.spark.store.StoreFolder;

/** How a comparison is written and printed. */
final class CompareReport {
  static final String MANIFEST = "compare.json";

  private static final int FORMAT = 1;

  private CompareReport() {}

  /** The text of compare.json; a number that does not exist is null. */
  static String json(
      StoreFolder folder,
      List<ModelStore> models,
      String corpus,
      String observed,
      TopicsFlag topics,
      List<KnownLabels> labels,
      long seed,
      PairedResult r) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("data", folder.dataName());
    json.put("modelA", models.get(0).path());
    json.put("modelB", models.get(1).path());
    json.put("modelDigestA", models.get(0).info().digest());
    json.put("modelDigestB", models.get(1).info().digest());
    json.put("vocabularyHash", models.get(0).info().vocabularyHash());
    json.put("corpus", Shown.text(corpus));
    json.put("observed", observed);
    json.put("topics", topics.topics);
    json.put("samplesA", topics.samples(models.get(0)));
    json.put("samplesB", topics.samples(models.get(1)));
    labels.get(0).tell(json, "A");
    labels.get(1).tell(json, "B");
    json.put("estimator", r.estimator());
    json.put("likelihood", r.likelihood());
    json.put("quantity", r.quantity());
    json.put("settings", r.settings());
    json.put("seed", seed);
    json.put("perplexityA", r.firstPerplexity());
    json.put("standardErrorA", finite(r.firstStandardError()));
    json.put("perplexityB", r.secondPerplexity());
    json.put("standardErrorB", finite(r.secondStandardError()));
    json.put("logPerplexityDifference", r.difference());
    json.put("standardError", finite(r.standardError()));
    json.put("low95", finite(r.low()));
    json.put("high95", finite(r.high()));
    json.put("deltaMethodStandardError", finite(r.deltaMethodStandardError()));
    json.put("monteCarloStandardError", finite(r.monteCarloStandardError()));
    json.put("documents", r.documents());
    json.put("comparedDocuments", r.comparedDocuments());
    json.put("emptyDocuments", r.emptyDocuments());
    json.put("unscorableDocuments", r.unscorableDocuments());
    json.put("documentsBetterByA", r.firstBetter());
    json.put("tokens", r.tokens());
    json.put("outOfVocabularyTokens", r.outOfVocabularyTokens());
    return Json.pretty(json);
  }

  private static Double finite(double x) {
    return Double.isFinite(x) ? x : null;
  }

  /** Three lines for a person. */
  static List<String> lines(List<String> models, List<KnownLabels> labels, PairedResult r) {
    String error =
        Double.isNaN(r.standardError())
            ? "unknown"
            : String.format(
                Locale.ROOT, "%.4f, 95 %% from %.4f to %.4f", r.standardError(), r.low(), r.high());
    return List.of(
        perplexity("A", models.get(0), r.estimator(), r.firstPerplexity(), r.firstStandardError())
            + shown(labels.get(0)),
        perplexity("B", models.get(1), r.estimator(), r.secondPerplexity(), r.secondStandardError())
            + shown(labels.get(1)),
        String.format(
            Locale.ROOT,
            "log perplexity of A minus that of B  %.4f ± %s: %s  (%,d"
                + " documents, %,d of them better by A, %,d tokens)",
            r.difference(),
            error,
            verdict(r),
            r.comparedDocuments(),
            r.firstBetter(),
            r.tokens()));
  }

  private static String shown(KnownLabels labels) {
    return labels.how() == null ? "" : "  (" + labels.words() + ")";
  }

  private static String perplexity(
      String name, String path, String estimator, double perplexity, double error) {
    return String.format(
        Locale.ROOT,
        "%s %s  %s  perplexity %.1f ± %.1f",
        name,
        Printable.path(path),
        estimator,
        perplexity,
        error);
  }

  private static String verdict(PairedResult r) {
    if (r.high() < 0) {
      return "A is better";
    }
    return r.low() > 0 ? "B is better" : "undecided";
  }
}
