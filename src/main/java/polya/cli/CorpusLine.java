package polya.cli;

import java.util.Locale;
import polya.corpus.CorpusInfo;

/** What a corpus holds, in a line for a person. */
final class CorpusLine {
  private CorpusLine() {}

  /** The line, without its end. */
  static String of(String path, CorpusInfo info) {
    return String.format(
        Locale.ROOT,
        "corpus %s  %,d documents (%,d empty)  %,d terms  %,d tokens  %,d out of vocabulary"
            + "  %,d quarantined",
        Printable.path(path),
        info.documents(),
        info.emptyDocuments(),
        info.vocabularySize(),
        info.tokens(),
        info.outOfVocabularyTokens(),
        info.quarantined());
  }
}
