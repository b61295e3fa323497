package polya.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An {@link Analysis} as JSON, whole: settings and lists. Equal analyses have equal texts. */
public final class AnalysisJson {
  /** The newest format that is read, and the one that is written. */
  private static final int FORMAT = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private AnalysisJson() {}

  /** The analysis as one text. */
  public static String text(Analysis analysis) {
    ObjectNode json = MAPPER.createObjectNode().put("format", FORMAT);
    list(json, "languages", analysis.languages().stream().map(Language::code).toList());
    analysis.languageField().ifPresent(field -> json.put("languageField", field));
    json.put("stem", analysis.stem().word());
    json.put("stripHtml", analysis.stripsHtml());
    json.put("foldAccents", analysis.foldsAccents());
    json.put("numbers", analysis.numbers().word());
    analysis.keepPattern().ifPresent(regex -> json.put("keepPattern", regex));
    json.put("minTokenLength", analysis.minTokenLength());
    json.put("ngrams", analysis.ngrams());
    ObjectNode stopWords = json.putObject("stopWords");
    for (Language language : analysis.languages()) {
      list(stopWords, language.code(), analysis.stopWords(language));
    }
    PhraseSearch search = analysis.search();
    ObjectNode phrases = json.putObject("phrases");
    phrases.put("rounds", search.rounds());
    phrases.put("minCount", search.minCount());
    phrases.put("threshold", search.threshold());
    list(phrases, "connectors", search.connectors());
    if (search.rounds() > 0 && !analysis.seeksPhrases()) {
      list(phrases, "found", analysis.phrases());
    }
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON cannot be written", e);
    }
  }

  private static void list(ObjectNode json, String name, Collection<String> values) {
    ArrayNode list = json.putArray(name);
    values.forEach(list::add);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is no analysis that this version reads
   */
  public static Analysis read(String text) {
    JsonNode json;
    try {
      json = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is not JSON", e);
    }
    int format = json.path("format").asInt();
    if (format < 1 || format > FORMAT) {
      throw new IllegalArgumentException(
          "format " + format + ", this version reads up to " + FORMAT);
    }
    List<Language> languages =
        strings(json.path("languages")).stream().map(AnalysisJson::language).toList();
    if (languages.isEmpty()) {
      throw new IllegalArgumentException("it has no language");
    }
    JsonNode phrases = json.path("phrases");
    Analysis analysis =
        Analysis.simple()
            .withLanguages(json.path("languageField").asText(null), languages)
            .withStem(Stem.valueOf(upper(json, "stem")))
            .withHtmlStripped(json.path("stripHtml").asBoolean())
            .withAccentsFolded(json.path("foldAccents").asBoolean())
            .withNumbers(Numbers.valueOf(upper(json, "numbers")))
            .withKeepPattern(json.path("keepPattern").asText(null))
            .withMinTokenLength(json.path("minTokenLength").asInt(1))
            .withNgrams(json.path("ngrams").asInt(1))
            .withSearch(
                new PhraseSearch(
                    phrases.path("rounds").asInt(),
                    phrases.path("minCount").asLong(1),
                    phrases.path("threshold").asDouble(1),
                    strings(phrases.path("connectors"))));
    if (phrases.has("found")) {
      analysis = analysis.withPhrases(strings(phrases.path("found")));
    }
    for (Language language : languages) {
      analysis =
          analysis.withStopWords(language, strings(json.path("stopWords").path(language.code())));
    }
    return analysis;
  }

  private static Language language(String code) {
    return Language.of(code).orElseThrow(() -> new IllegalArgumentException("language " + code));
  }

  private static String upper(JsonNode json, String name) {
    return json.path(name).asText().toUpperCase(Locale.ROOT);
  }

  private static List<String> strings(JsonNode list) {
    List<String> strings = new ArrayList<>();
    list.forEach(value -> strings.add(value.asText()));
    return strings;
  }

  /** SHA-256 of the text, in hexadecimal digits. */
  public static String hash(Analysis analysis) {
    try {
      byte[] bytes = text(analysis).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** What is in force, by the names of the options. */
  static Map<String, String> settings(Analysis analysis) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(
        analysis.languageField().isPresent() ? "languages" : "language",
        String.join(",", analysis.languages().stream().map(Language::code).toList()));
    analysis.languageField().ifPresent(field -> settings.put("languageField", field));
    settings.put("stem", analysis.stem().word());
    settings.put("strip", analysis.stripsHtml() ? "html" : "none");
    settings.put("fold", analysis.foldsAccents() ? "accents" : "none");
    settings.put("numbers", analysis.numbers().word());
    settings.put("keepPattern", analysis.keepPattern().orElse("none"));
    settings.put("minTokenLength", Integer.toString(analysis.minTokenLength()));
    settings.put("ngrams", Integer.toString(analysis.ngrams()));
    int stopWords = analysis.languages().stream().mapToInt(l -> analysis.stopWords(l).size()).sum();
    settings.put("stopWords", stopWords + " words");
    PhraseSearch search = analysis.search();
    if (search.rounds() > 0) {
      settings.put(
          "phrases",
          analysis.phrases().size()
              + " in "
              + search.rounds()
              + " rounds, at least "
              + search.minCount()
              + " times, NPMI above "
              + search.threshold()
              + (search.connectors().isEmpty()
                  ? ""
                  : ", connected by " + String.join(",", search.connectors())));
    }
    return settings;
  }
}
