package polya.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import polya.heldout.Estimator;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.error.PairedResult;
import polya.mixing.FoldInSweeps;
import polya.spark.pass.HeldOutPass;

/**
 * By how much document completion moves if documents are folded in by a number of sweeps and not
 * until they converge.
 *
 * @param sweeps N
 * @param pairs of the same halves: the first by N sweeps, the second by convergence
 */
record SweptCompletion(int sweeps, PairedResult pairs) {
  /** Scores every document both ways, in one pass. */
  static SweptCompletion of(ScoredDocuments documents, int sweeps, long seed) {
    Estimator swept = new DocumentCompletion(seed, FoldInSweeps.of(sweeps));
    Estimator converged = new DocumentCompletion(seed);
    return new SweptCompletion(
        sweeps, HeldOutPass.compared(documents.pairs(swept, converged), converged, seed));
  }

  /** As perplexity.json and run.json have it. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sweeps", sweeps);
    json.put("perplexity", pairs.firstPerplexity());
    json.put("convergedPerplexity", pairs.secondPerplexity());
    json.put("logPerplexityDifference", pairs.difference());
    json.put("standardError", Double.isNaN(pairs.standardError()) ? null : pairs.standardError());
    return json;
  }

  /** One line for a person; the error is that of the difference over documents. */
  String line() {
    String error =
        Double.isNaN(pairs.standardError())
            ? "unknown"
            : String.format(Locale.ROOT, "%.2f %%", 100 * pairs.standardError());
    return String.format(
        Locale.ROOT,
        "completion by %,d %s  perplexity %.1f, %+.2f %% ± %s against convergence",
        sweeps,
        sweeps == 1 ? "sweep" : "sweeps",
        pairs.firstPerplexity(),
        100 * Math.expm1(pairs.difference()),
        error);
  }
}
