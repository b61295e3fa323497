package polya.cli;

import java.util.Locale;
import java.util.Optional;
import polya.spark.ingest.Copies;
import polya.spark.ingest.Ingestion;

/** How many documents are copies of others, in a line for a person. */
final class CopiesLine {
  private CopiesLine() {}

  /** The line, without its end; none where no document is a copy. */
  static Optional<String> of(Ingestion.Outcome outcome) {
    Copies.Sums copies = outcome.copies();
    if (copies.documents() == 0) {
      return Optional.empty();
    }
    String texts =
        copies.texts() == 1 ? "one text" : String.format(Locale.ROOT, "%,d texts", copies.texts());
    String found =
        String.format(
            Locale.ROOT,
            "copies  %,d of %,d records have the words of a document before them, %s in all; %s",
            copies.documents(),
            outcome.records(),
            texts,
            outcome.dropped() > 0 ? "dropped" : "kept (--deduplicate drops them)");
    return Optional.of(found + apart(outcome));
  }

  private static String apart(Ingestion.Outcome outcome) {
    long apart = outcome.dropped() > 0 ? 0 : outcome.copies().apart();
    return apart == 0
        ? ""
        : String.format(
            Locale.ROOT, "; %,d held-out documents have their like in the training corpus", apart);
  }
}
