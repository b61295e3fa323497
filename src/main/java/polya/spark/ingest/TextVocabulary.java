package polya.spark.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import polya.corpus.Vocabulary;
import polya.text.GivenTerms;
import polya.text.TextReader;

/** A vocabulary that texts are counted by: its terms have to be words as texts have them. */
final class TextVocabulary {
  private final IngestPlan plan;
  private final Consumer<String> warnings;

  /**
   * Vocabularies for the input of a plan.
   *
   * @param warnings gets lines for a person; none where the input is no text
   */
  TextVocabulary(IngestPlan plan, Consumer<String> warnings) {
    this.plan = plan;
    this.warnings = warnings;
  }

  /** The vocabulary of a file as words; as it stands where the input is no text. */
  Vocabulary of(String path, Vocabulary file) {
    if (!plan.format().isText()) {
      return file;
    }
    GivenTerms words = GivenTerms.of(file.terms(), plan.analysis());
    warn(path, words.never());
    if (!words.same().isEmpty()) {
      warnings.accept(
          "warning: "
              + FirstFew.of(words.same())
              + " of "
              + path
              + " became one term with another, since texts are in lower case and composed (NFKC):"
              + " the vocabulary has "
              + words.terms().size()
              + " terms.");
    }
    if (!words.stemmed().isEmpty()) {
      warnings.accept(
          "warning: the stemmer makes other words of "
              + FirstFew.of(words.stemmed())
              + " of "
              + path
              + ", and those are the terms now: right for words as they are written. A word that was"
              + " stemmed before counts nothing then: take such with --vocabulary-of, from their"
              + " corpus or model.");
    }
    return Vocabulary.of(words.terms());
  }

  /**
   * The vocabulary of a corpus or a model: it stays as it is.
   *
   * @param likewise whether its texts were read by the same analysis
   */
  Vocabulary checked(String path, Vocabulary other, boolean likewise) {
    if (!likewise && plan.format().isText()) {
      TextReader reader = plan.analysis().reader();
      List<String> never = new ArrayList<>();
      for (String term : other.terms()) {
        if (!reader.term(term).equals(Optional.of(term))) {
          never.add(term);
        }
      }
      warn(path, never);
    }
    return other;
  }

  private void warn(String path, List<String> never) {
    if (!never.isEmpty()) {
      warnings.accept(
          "warning: "
              + FirstFew.of(never)
              + " of the vocabulary "
              + path
              + " will count nothing: no text has them as one word, or they are stop words or too"
              + " short.");
    }
  }
}
