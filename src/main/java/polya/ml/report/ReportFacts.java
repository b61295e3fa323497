package polya.ml.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import polya.corpus.CorpusInfo;
import polya.describe.TermOrder;
import polya.infer.ModelInfo;
import polya.spark.Versions;
import polya.spark.pass.DocumentRows;

/** What a report says of its model and documents before it comes to topics, by name. */
final class ReportFacts {
  private final List<List<String>> facts = new ArrayList<>();

  private ReportFacts() {}

  /** The facts, in their order: pairs of a name and what is to be said. */
  static List<List<String>> of(
      ShownTopics topics, Optional<DocumentRows> corpus, TrainingCurves curves) {
    ReportFacts facts = new ReportFacts();
    facts.model(topics.name(), topics.info());
    curves.perplexity().ifPresent(facts::perplexity);
    corpus.ifPresent(store -> facts.documents(store));
    facts.add(
        "exclusivity and coherence",
        "of the first ten terms of a topic by %s",
        TermOrder.standard().word());
    facts.add("written by", "Polya %s", Versions.polya());
    return facts.facts;
  }

  private void add(String name, String format, Object... values) {
    facts.add(List.of(name, String.format(Locale.ROOT, format, values)));
  }

  private void model(String path, ModelInfo info) {
    Map<String, String> from = info.provenance();
    add("model", "%s", path);
    add("family and method", "%s, %s", info.model(), info.inference());
    add("topics", "%,d", info.k());
    add("vocabulary", "%,d terms", info.vocabularySize());
    if (from.containsKey("corpus")) {
      add("trained on", "%s%s", from.get("corpus"), size(from));
    }
    add("digest", "%s", info.digest());
  }

  private static String size(Map<String, String> from) {
    return from.containsKey("documents") && from.containsKey("tokens")
        ? ": "
            + grouped(from.get("documents"))
            + " documents, "
            + grouped(from.get("tokens"))
            + " tokens"
        : "";
  }

  private static String grouped(String number) {
    return number.matches("\\d{1,18}")
        ? String.format(Locale.ROOT, "%,d", Long.parseLong(number))
        : number;
  }

  private void perplexity(TrainingCurves.Perplexity found) {
    String error =
        Double.isNaN(found.error()) ? "" : String.format(Locale.ROOT, " ± %,.1f", found.error());
    add(
        "held-out perplexity",
        "%,.1f%s (document completion, after round %,d)",
        found.value(),
        error,
        found.round());
  }

  private void documents(DocumentRows rows) {
    add(
        "documents",
        "%s: %,d documents, %,d of them without terms; %,d tokens",
        rows.name(),
        rows.size(),
        rows.emptyDocuments(),
        rows.tokens());
    rows.corpus().ifPresent(this::leftOut);
  }

  private void leftOut(CorpusInfo info) {
    long read = info.tokens() + info.outOfVocabularyTokens();
    add(
        "left out",
        "%,d tokens outside the vocabulary (%.1f %%); %,d records in quarantine",
        info.outOfVocabularyTokens(),
        read == 0 ? 0.0 : 100.0 * info.outOfVocabularyTokens() / read,
        info.quarantined());
  }
}
