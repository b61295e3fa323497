package polya.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polya.Failure;
import polya.spark.ingest.WantedVocabulary;
import polya.text.Analysis;
import polya.text.Language;
import polya.text.Stem;

/** The options of {@code ingest} that say how texts become terms. */
final class TextOptions {
  @Mixin WordOptions words;

  @Option(
      names = "--language-field",
      paramLabel = "NAME",
      description =
          "jsonl, csv, parquet: the field or column with the language of each text (en, de-AT, …).")
  String languageField;

  @Option(
      names = "--languages",
      split = ",",
      paramLabel = "CODE",
      description =
          "The languages that are wanted: texts of others are set aside and counted. Without it"
              + " those of an unknown language are bad records.")
  List<String> languages = List.of();

  @Mixin PhraseOptions phrases;

  /** Those that were given. */
  List<String> given() {
    List<String> given = words.given();
    given.addAll(phrases.given());
    WordOptions.add(given, "--language-field", languageField);
    WordOptions.add(given, "--languages", languages.isEmpty() ? null : languages);
    return given;
  }

  /**
   * Checks what can be checked without looking at a file.
   *
   * @throws Failure (usage) if an option is out of its range or does not go with another
   */
  void check() {
    words.check();
    phrases.check();
    Usage.demand(
        languages.isEmpty() || languageField != null,
        "--languages",
        String.join(",", languages),
        "beside --language-field only");
    Usage.demand(
        words.language == null || languageField == null,
        "--language",
        words.language,
        "one of --language and --language-field");
    for (String code : languages) {
      Language language = Language.named("--languages", code);
      Usage.demand(language.isSpoken(), "--languages", code, "a language that people speak");
    }
  }

  private List<Language> languages() {
    if (languageField == null) {
      return List.of(
          Language.named("--language", words.language == null ? "simple" : words.language));
    }
    return languages.isEmpty()
        ? all(words.stem())
        : languages.stream().map(code -> Language.named("--languages", code)).distinct().toList();
  }

  /** The languages of a field where none are chosen: all that have the stemmer. */
  private static List<Language> all(Stem stem) {
    return Arrays.stream(Language.values())
        .filter(language -> language.hasStopWords() && language.stems().contains(stem))
        .toList();
  }

  /** Whether texts of other languages than some are set aside: as asked, or as a corpus's were. */
  boolean chooses(Analysis analysis) {
    return !languages.isEmpty() || chose(analysis);
  }

  /** The same of an analysis that is there already. */
  static boolean chose(Analysis analysis) {
    return analysis.languageField().isPresent()
        && !analysis.languages().equals(all(analysis.stem()));
  }

  /**
   * The analysis: what was chosen, or that of the corpus or model whose vocabulary is taken.
   *
   * @param wanted that vocabulary, if one is taken
   * @param warnings gets lines for a person
   * @throws Failure (usage) if both are there and differ
   */
  Analysis analysis(
      SparkSession spark, Optional<WantedVocabulary> wanted, Consumer<String> warnings) {
    Optional<Analysis> stored = wanted.flatMap(WantedVocabulary::analysis);
    if (stored.isPresent() && given().isEmpty()) {
      return stored.get();
    }
    Analysis chosen =
        words
            .analysis(
                languages(), languageField, spark.sparkContext().hadoopConfiguration(), warnings)
            .withSearch(phrases.search());
    if (stored.isPresent()) {
      demandSame(chosen, stored.get(), wanted.get().path());
      return stored.get();
    }
    return chosen;
  }

  private void demandSame(Analysis chosen, Analysis stored, String path) {
    if (chosen.equals(stored.withSearch(stored.search()))) {
      return;
    }
    throw Failure.usage(
        "Cannot use "
            + String.join(", ", given())
            + " with --vocabulary-of "
            + path
            + ": its texts were read otherwise ("
            + SameAnalysis.differences(chosen, stored)
            + "); one analysis for both is needed. Leave these options out, and it is that one.");
  }
}
