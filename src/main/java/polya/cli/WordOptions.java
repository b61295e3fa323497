package polya.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;
import polya.Failure;
import polya.spark.ingest.FirstFew;
import polya.spark.ingest.lines.SideFile;
import polya.text.Analysis;
import polya.text.Language;
import polya.text.Numbers;
import polya.text.Stem;
import polya.text.StopWordChoice;

/** The options that say what a text's words are. */
final class WordOptions {
  /** What can be taken out of a text. */
  enum Strip {
    NONE,
    HTML
  }

  /** What can be taken off letters. */
  enum Fold {
    NONE,
    ACCENTS
  }

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description =
          "texts: how they are cut into words: simple (Polya's own), standard, whitespace, en, de,"
              + " fr, es, it, nl, pt, ru, cjk; zh, ja, ko with their jar of Lucene. Default:"
              + " simple.")
  String language;

  @Option(
      names = "--stem",
      description =
          "texts: how far endings are taken off: ${COMPLETION-CANDIDATES}. Default: none.")
  Stem stem;

  @Option(
      names = "--strip",
      description = "texts: what is taken out before: ${COMPLETION-CANDIDATES}. Default: none.")
  Strip strip;

  @Option(
      names = "--fold",
      description = "texts: what letters lose: ${COMPLETION-CANDIDATES}. Default: none.")
  Fold fold;

  @Option(
      names = "--numbers",
      description =
          "texts: what becomes of numbers: ${COMPLETION-CANDIDATES} (all are #). Default: keep.")
  Numbers numbers;

  @Option(
      names = "--keep-pattern",
      paramLabel = "REGEX",
      description = "texts: keep the words that this matches as a whole, [a-z]{3,} for instance.")
  String keepPattern;

  @Option(
      names = "--stop-words",
      paramLabel = "LISTS",
      description =
          "texts: words to leave out, with commas between: none, english (Polya's), en, de, … or"
              + " auto (Lucene's), a FILE, +FILE, +WORD, -FILE, -WORD. Default: none.")
  String stopWords;

  @Option(
      names = "--min-token-length",
      paramLabel = "N",
      description = "texts: the shortest word, in characters. Default: 1.")
  Integer minTokenLength;

  @Option(
      names = "--ngrams",
      paramLabel = "N",
      description = "texts: count 2 to N neighbouring words as terms, too. Default: 1, none.")
  Integer ngrams;

  /** Those that were given. */
  List<String> given() {
    List<String> given = new ArrayList<>();
    add(given, "--language", language);
    add(given, "--stem", stem);
    add(given, "--strip", strip);
    add(given, "--fold", fold);
    add(given, "--numbers", numbers);
    add(given, "--keep-pattern", keepPattern);
    add(given, "--stop-words", stopWords);
    add(given, "--min-token-length", minTokenLength);
    add(given, "--ngrams", ngrams);
    return given;
  }

  static void add(List<String> given, String option, Object value) {
    if (value != null) {
      given.add(option);
    }
  }

  /**
   * Checks what can be checked by itself.
   *
   * @throws Failure (usage) if a value is out of its range
   */
  void check() {
    int length = minTokenLength == null ? 1 : minTokenLength;
    int most = ngrams == null ? 1 : ngrams;
    Usage.demand(length >= 1, "--min-token-length", length, "at least 1");
    Usage.demand(most >= 1 && most <= 5, "--ngrams", most, "1 to 5");
    if (language != null) {
      Language.named("--language", language);
    }
    if (keepPattern != null) {
      try {
        Pattern.compile(keepPattern);
      } catch (PatternSyntaxException e) {
        String where = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
        String found = keepPattern + " (" + e.getDescription() + where + ")";
        Usage.demand(false, "--keep-pattern", found, "a regular expression of Java's");
      }
    }
  }

  /** The stemmer that is wanted. */
  Stem stem() {
    return stem == null ? Stem.NONE : stem;
  }

  /**
   * The analysis of texts of these languages.
   *
   * @param languages by which texts are cut
   * @param field the field with the language, or null
   * @param configuration of the file system that stop words are read from
   * @param warnings gets lines for a person
   * @throws Failure (usage) if a language has no such stemmer, or its jar is missing; (input) if a
   *     file cannot be read
   */
  Analysis analysis(
      List<Language> languages,
      String field,
      Configuration configuration,
      Consumer<String> warnings) {
    Stem wanted = stem();
    for (Language language : languages) {
      Usage.demand(
          language.stems().contains(wanted),
          "--stem",
          wanted.word() + " with the language " + language.code(),
          String.join(", ", language.stems().stream().map(Stem::word).toList()));
    }
    Analysis analysis =
        Analysis.simple()
            .withLanguages(field, languages)
            .withStem(wanted)
            .withHtmlStripped(strip == Strip.HTML)
            .withAccentsFolded(fold == Fold.ACCENTS)
            .withNumbers(numbers == null ? Numbers.KEEP : numbers)
            .withKeepPattern(keepPattern)
            .withMinTokenLength(minTokenLength == null ? 1 : minTokenLength)
            .withNgrams(ngrams == null ? 1 : ngrams);
    analysis.reader().check();
    return stopWords == null
        ? analysis
        : new StopWordChoice(
                stopWordItems(configuration),
                file -> lines(configuration, file),
                (file, never) ->
                    warnings.accept(
                        "warning: "
                            + FirstFew.of(never)
                            + " of "
                            + file
                            + " will leave nothing out: no text has them as one word."))
            .in(analysis);
  }

  /** What --stop-words names; a file whose name has commas is one of them. */
  private List<String> stopWordItems(Configuration configuration) {
    boolean several = stopWords.contains(",") || stopWords.matches("[+-].*");
    return several && SideFile.isThere(configuration, stopWords)
        ? List.of(stopWords)
        : StopWordChoice.items(stopWords);
  }

  /** The files of --stop-words. */
  List<String> stopWordFiles(Configuration configuration) {
    return stopWords == null ? List.of() : StopWordChoice.files(stopWordItems(configuration));
  }

  private static List<String> lines(Configuration configuration, String file) {
    return SideFile.lines(
        configuration,
        file,
        found ->
            Failure.input(
                "Cannot read stop words "
                    + file
                    + ": "
                    + found
                    + "; allowed are none, english, auto, the code of a language ("
                    + String.join(", ", Language.withStopWords())
                    + ") and a file in UTF-8. Correct --stop-words."));
  }
}
