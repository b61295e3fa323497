package polya.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import polya.spark.ingest.Ingestion;

/** What is said of texts once they are ingested: phrases, and texts of other languages. */
final class TextLines {
  private TextLines() {}

  /** The lines; none where there is nothing to say. */
  static List<String> of(Ingestion.Outcome outcome) {
    List<String> lines = new ArrayList<>();
    outcome
        .texts()
        .filter(texts -> texts.search().rounds() > 0)
        .ifPresent(
            texts -> {
              String found =
                  String.format(
                      Locale.ROOT,
                      "%,d phrases, NPMI above %s",
                      texts.phrases().size(),
                      texts.search().threshold());
              lines.add(
                  outcome.pairs() == 0
                      ? found
                      : found
                          + String.format(
                              Locale.ROOT, ", of %,d pairs in the table phrases", outcome.pairs()));
            });
    if (outcome.aside() > 0) {
      lines.add(
          String.format(
              Locale.ROOT, "%,d documents of other languages were set aside", outcome.aside()));
    }
    return lines;
  }
}
