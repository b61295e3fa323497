package polya.text;

import static polya.text.Stem.FULL;
import static polya.text.Stem.LIGHT;
import static polya.text.Stem.NONE;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import polya.Failure;
import polya.params.Meant;

/**
 * How a text is cut into words, and which stemmers and stop words there are for them. {@link
 * #SIMPLE} is Polya's own {@link Tokenizer}; the rest is Lucene 9.12's, whose tokenizer has tables
 * of Unicode of its own and cuts alike on every Java.
 */
public enum Language {
  /** Polya's own tokenizer. */
  SIMPLE("simple", null, List.of(NONE), "default", "polya"),
  /** Words by Unicode's UAX #29, whatever the language. */
  STANDARD("standard", null, List.of(NONE), "uax29", "unicode"),
  /** What stands between blanks, as it stands: text that was cut before. */
  WHITESPACE("whitespace", null, List.of(NONE), "split", "tokens", "none", "blank"),
  /** English. */
  EN("en", "english", List.of(NONE, LIGHT, FULL), "english", "eng"),
  /** German. */
  DE("de", "german", List.of(NONE, LIGHT, FULL), "german", "deutsch", "deu", "ger"),
  /** French. */
  FR("fr", "french", List.of(NONE, LIGHT, FULL), "french", "français", "fra", "fre"),
  /** Spanish. */
  ES("es", "spanish", List.of(NONE, LIGHT, FULL), "spanish", "español", "spa"),
  /** Italian. */
  IT("it", "italian", List.of(NONE, LIGHT, FULL), "italian", "italiano", "ita"),
  /** Dutch. */
  NL("nl", "dutch", List.of(NONE, FULL), "dutch", "nederlands", "nld", "dut"),
  /** Portuguese. */
  PT("pt", "portuguese", List.of(NONE, LIGHT, FULL), "portuguese", "português", "por"),
  /** Russian. */
  RU("ru", "russian", List.of(NONE, LIGHT, FULL), "russian", "русский", "rus"),
  /** Pairs of neighbouring Chinese, Japanese and Korean characters. */
  CJK("cjk", null, List.of(NONE), "bigrams"),
  /** Chinese words, by lucene-analysis-smartcn. */
  ZH("zh", null, List.of(NONE), "chinese", "smartcn", "zho", "chi"),
  /** Japanese words, by lucene-analysis-kuromoji. */
  JA("ja", null, List.of(NONE), "japanese", "kuromoji", "jpn"),
  /** Korean words, by lucene-analysis-nori. */
  KO("ko", null, List.of(NONE), "korean", "nori", "kor");

  private final String code;
  private final String stopList;
  private final List<Stem> stems;
  private final List<String> otherNames;

  Language(String code, String stopList, List<Stem> stems, String... otherNames) {
    this.code = code;
    this.stopList = stopList;
    this.stems = stems;
    this.otherNames = List.of(otherNames);
  }

  /** As it is written in options and files. */
  public String code() {
    return code;
  }

  /** Which stemmers it has; {@link Stem#NONE} always. */
  public List<Stem> stems() {
    return stems;
  }

  /** The file of Snowball's list of its stop words beside Lucene's filter, if there is one. */
  Optional<String> stopList() {
    return Optional.ofNullable(stopList).map(name -> name + "_stop.txt");
  }

  /** Whether Lucene has a list of its stop words. */
  public boolean hasStopWords() {
    return stopList != null;
  }

  /** Whether it is a language that people speak, and so may be the value of a field. */
  public boolean isSpoken() {
    return stopList != null || this == ZH || this == JA || this == KO;
  }

  /** The codes of those that Lucene has stop words for. */
  public static List<String> withStopWords() {
    return Arrays.stream(values()).filter(Language::hasStopWords).map(Language::code).toList();
  }

  /** The codes of all. */
  public static List<String> codes() {
    return Arrays.stream(values()).map(Language::code).toList();
  }

  /**
   * The one of this code.
   *
   * @throws Failure (usage) if there is none, with the nearest
   */
  public static Language named(String option, String code) {
    return of(code)
        .orElseThrow(
            () ->
                Failure.usage(
                    "Cannot use "
                        + option
                        + ": "
                        + code
                        + " is no language that is known; allowed are "
                        + String.join(", ", codes())
                        + "."
                        + meant(code)
                        + " Correct "
                        + option
                        + "."));
  }

  private static String meant(String code) {
    Map<String, List<String>> known = new LinkedHashMap<>();
    for (Language language : values()) {
      known.put(language.code, language.otherNames);
    }
    return Meant.of(code, known).map(name -> " Did you mean " + name + "?").orElse("");
  }

  /** The one of this code. */
  public static Optional<Language> of(String code) {
    return Arrays.stream(values()).filter(language -> language.code.equals(code)).findFirst();
  }

  /** The spoken one that the value of a field names: {@code en}, {@code EN}, {@code en-GB}. */
  public static Optional<Language> ofField(String value) {
    String primary = value.strip().split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    return of(primary).filter(Language::isSpoken);
  }
}
