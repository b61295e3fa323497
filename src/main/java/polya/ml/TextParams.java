package polya.ml;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import polya.Failure;
import polya.text.Analysis;
import polya.text.Language;
import polya.text.Numbers;
import polya.text.PhraseSearch;
import polya.text.Stem;
import polya.text.StopWordChoice;
import polya.text.VocabularyLimits;

/** The Params of {@link TextAnalyzer}: what the options of {@code ingest} are to the commands. */
final class TextParams {
  private final Params owner;
  private final TreeMap<String, Param<?>> byName = new TreeMap<>();
  final Param<String> inputCol;
  final Param<String> outputCol;
  final Param<String> language;
  final Param<String> stem;
  final BooleanParam stripHtml;
  final BooleanParam foldAccents;
  final Param<String> numbers;
  final Param<String> keepPattern;
  final Param<String> stopWords;
  final IntParam minTokenLength;
  final IntParam ngrams;
  final IntParam phrases;
  final LongParam phraseMinCount;
  final DoubleParam phraseThreshold;
  final StringArrayParam phraseConnectors;
  final LongParam minDocumentFrequency;
  final DoubleParam maxDocumentFrequency;
  final IntParam maxVocabulary;

  /** The Params of a stage that has its uid; the stage sets {@link #defaults}. */
  TextParams(Params owner) {
    this.owner = owner;
    inputCol = text("inputCol", "Column of texts, or of arrays of words that were cut before.");
    outputCol = text("outputCol", "New column of vectors of counts.");
    language = text("language", "How texts are cut: " + String.join(" | ", Language.codes()) + ".");
    stem = text("stem", "How far endings are taken off: " + words(Stem.values()) + ".");
    stripHtml = add(new BooleanParam(owner, "stripHtml", "Whether tags of HTML are taken out."));
    foldAccents = add(new BooleanParam(owner, "foldAccents", "Whether letters lose accents."));
    numbers = text("numbers", "What becomes of numbers: " + words(Numbers.values()) + ".");
    keepPattern = text("keepPattern", "Keep words that this expression matches; unset is all.");
    stopWords =
        text(
            "stopWords",
            "Words to leave out, with commas between: none, english, en, de, …, auto, +word,"
                + " -word. No files.");
    minTokenLength = add(new IntParam(owner, "minTokenLength", "The shortest word, ≥ 1."));
    ngrams = add(new IntParam(owner, "ngrams", "The longest n-gram, 1 to 5; 1 is none."));
    phrases = add(new IntParam(owner, "phrases", "Rounds of joining phrases, 0 to 10; 0 is none."));
    phraseMinCount =
        add(new LongParam(owner, "phraseMinCount", "How often a phrase occurs at least, ≥ 1."));
    phraseThreshold =
        add(new DoubleParam(owner, "phraseThreshold", "What its NPMI is above, -1 to 1."));
    phraseConnectors =
        add(new StringArrayParam(owner, "phraseConnectors", "Words that may stand inside one."));
    minDocumentFrequency =
        add(new LongParam(owner, "minDocumentFrequency", "Fewest documents of a term, ≥ 1."));
    maxDocumentFrequency =
        add(
            new DoubleParam(
                owner, "maxDocumentFrequency", "Largest share of documents of a term, to 1."));
    maxVocabulary =
        add(
            new IntParam(
                owner, "maxVocabulary", "Keep so many frequent terms; unset is 5,000,000."));
  }

  private static <E extends Enum<E>> String words(E[] values) {
    return Arrays.stream(values)
        .map(value -> value.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" | "));
  }

  private Param<String> text(String name, String doc) {
    return add(new Param<>(owner.uid(), name, doc, String.class));
  }

  private <P extends Param<?>> P add(P param) {
    byName.put(param.name(), param);
    return param;
  }

  /** All of them, by name. */
  Param<?>[] all() {
    return byName.values().toArray(Param<?>[]::new);
  }

  /** What a stage looks like of which nothing is set. */
  void defaults(Defaults set) {
    set.of(inputCol, "text");
    set.of(outputCol, "features");
    set.of(language, "simple");
    set.of(stem, "none");
    set.of(stripHtml, false);
    set.of(foldAccents, false);
    set.of(numbers, "keep");
    set.of(stopWords, "none");
    set.of(minTokenLength, 1);
    set.of(ngrams, 1);
    set.of(phrases, 0);
    set.of(phraseMinCount, 10L);
    set.of(phraseThreshold, 0.5);
    set.of(phraseConnectors, new String[0]);
    set.of(minDocumentFrequency, 1L);
    set.of(maxDocumentFrequency, 1.0);
  }

  /** Sets a default: Spark lets only a stage itself do it. */
  interface Defaults {
    <T> void of(Param<T> param, T value);
  }

  private <T> T get(Param<T> param) {
    return owner.getOrDefault(param);
  }

  private int whole(IntParam param, int least, int most) {
    int value = (Integer) owner.getOrDefault(param);
    if (value < least || value > most) {
      String to = most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most;
      throw refused(param, Integer.toString(value), to);
    }
    return value;
  }

  private Failure refused(Param<?> param, String found, String allowed) {
    return Failure.usage(
        "Cannot use "
            + param.name()
            + " of "
            + owner.uid()
            + ": "
            + found
            + "; allowed is "
            + allowed
            + ". Set "
            + param.name()
            + ".");
  }

  private <E extends Enum<E>> E oneOf(Param<String> param, Class<E> type) {
    for (E value : type.getEnumConstants()) {
      if (value.name().toLowerCase(Locale.ROOT).equals(get(param))) {
        return value;
      }
    }
    throw refused(param, get(param), words(type.getEnumConstants()));
  }

  /**
   * The analysis that the Params ask for.
   *
   * @throws Failure (usage) if one is out of its range, or they do not fit one another
   */
  Analysis analysis() {
    Language of = Language.named("language of " + owner.uid(), get(language));
    Stem wanted = oneOf(stem, Stem.class);
    if (!of.stems().contains(wanted)) {
      Set<String> allowed = of.stems().stream().map(Stem::word).collect(Collectors.toSet());
      throw refused(
          stem, wanted.word() + " with language " + of.code(), String.join(", ", allowed));
    }
    List<String> files = StopWordChoice.files(StopWordChoice.items(get(stopWords)));
    if (!files.isEmpty()) {
      throw refused(stopWords, files.get(0), "none, english, auto, a code, +word and -word");
    }
    Analysis analysis =
        Analysis.simple()
            .withLanguage(of)
            .withStem(wanted)
            .withHtmlStripped((Boolean) owner.getOrDefault(stripHtml))
            .withAccentsFolded((Boolean) owner.getOrDefault(foldAccents))
            .withNumbers(oneOf(numbers, Numbers.class))
            .withKeepPattern(owner.isSet(keepPattern) ? pattern() : null)
            .withMinTokenLength(whole(minTokenLength, 1, Integer.MAX_VALUE))
            .withNgrams(whole(ngrams, 1, 5));
    analysis.reader().check();
    return new StopWordChoice(
            StopWordChoice.items(get(stopWords)), file -> List.of(), (file, never) -> {})
        .in(analysis)
        .withSearch(search());
  }

  private String pattern() {
    try {
      return Pattern.compile(get(keepPattern)).pattern();
    } catch (PatternSyntaxException e) {
      throw refused(keepPattern, get(keepPattern), "a regular expression of Java's");
    }
  }

  private PhraseSearch search() {
    int rounds = whole(phrases, 0, 10);
    long least = (Long) owner.getOrDefault(phraseMinCount);
    double above = (Double) owner.getOrDefault(phraseThreshold);
    if (least < 1) {
      throw refused(phraseMinCount, Long.toString(least), "1 or more");
    }
    if (!(above >= -1 && above <= 1)) {
      throw refused(phraseThreshold, Double.toString(above), "-1 to 1");
    }
    return rounds == 0
        ? PhraseSearch.none()
        : new PhraseSearch(rounds, least, above, List.of(get(phraseConnectors)));
  }

  /**
   * Which terms the vocabulary takes.
   *
   * @throws Failure (usage) if a limit is out of its range
   */
  VocabularyLimits limits() {
    long least = (Long) owner.getOrDefault(minDocumentFrequency);
    double share = (Double) owner.getOrDefault(maxDocumentFrequency);
    if (least < 1) {
      throw refused(minDocumentFrequency, Long.toString(least), "1 or more");
    }
    if (!(share > 0 && share <= 1)) {
      throw refused(maxDocumentFrequency, Double.toString(share), "above 0 and at most 1");
    }
    int most =
        owner.isSet(maxVocabulary)
            ? whole(maxVocabulary, 1, Integer.MAX_VALUE)
            : VocabularyLimits.UNASKED;
    return new VocabularyLimits(least, share, most);
  }
}
