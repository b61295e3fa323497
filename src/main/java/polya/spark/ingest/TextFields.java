package polya.spark.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import polya.corpus.JsonLine;
import polya.text.Analysis;
import polya.text.Language;
import polya.text.TextReader;

/**
 * What is taken from a record of text: its id, its text as words, others that are kept, and the
 * language. Every task has one of its own.
 */
final class TextFields implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Analysis analysis;
  private final boolean keepOrder;
  private final boolean chosenLanguages;
  private final boolean seeksPhrases;
  private final String id;
  private final String text;
  private final List<String> keep;
  private final int maxLength;
  private transient TextReader reader;

  private TextFields(IngestPlan plan) {
    analysis = plan.analysis();
    keepOrder = plan.keepOrder();
    chosenLanguages = plan.chosenLanguages();
    seeksPhrases = plan.seeksPhrases();
    id = plan.idField();
    text = plan.textField();
    keep = plan.keep();
    maxLength = plan.reading().lineLength();
  }

  /** The fields of a plan. */
  static TextFields of(IngestPlan plan) {
    return new TextFields(plan);
  }

  /** The name of the field with the id. */
  String id() {
    return id;
  }

  /** That of the field with the text. */
  String text() {
    return text;
  }

  /** Those of the fields that are kept, then that of the language if it is in a field. */
  List<String> others() {
    List<String> others = new ArrayList<>(keep);
    analysis.languageField().ifPresent(others::add);
    return others;
  }

  /** The names of all fields: id, text, then the others. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of(id, text));
    names.addAll(others());
    return names;
  }

  /** The language of texts without a field that names it. */
  Language language() {
    return analysis.language();
  }

  /**
   * The draft of a row of a table.
   *
   * @param values of {@link #names}; null where there is none
   */
  Draft draft(int file, long position, String[] values, String excerpt) {
    return lacking(file, position, values, bytes(values[1]), excerpt)
        .orElseGet(
            () ->
                draft(
                    file,
                    position,
                    values[0],
                    language -> words(values[1], language),
                    others(values),
                    excerpt));
  }

  /**
   * The bad record of a row without an id or a text, or with a value that is too long; it is named
   * by its id if it has no position.
   *
   * @param length of the text, in bytes
   */
  private Optional<Draft> lacking(
      int file, long position, String[] values, long length, String excerpt) {
    if (values[0] == null || values[0].isEmpty()) {
      String found = values[0] == null ? " has no value" : " is empty";
      return Optional.of(Draft.bad(file, position, "column " + id + found, excerpt));
    }
    boolean isShown = bytes(values[0]) <= maxLength;
    String of = position == 0 && isShown ? " of the row with id " + values[0] : "";
    if (values[1] == null) {
      return Optional.of(
          Draft.bad(file, position, "column " + text + of + " has no value", excerpt));
    }
    for (int i = 0; i < values.length; i++) {
      if ((i == 1 ? length : bytes(values[i])) > maxLength) {
        String found = " is longer than " + maxLength + " bytes (--max-line-length)";
        return Optional.of(
            Draft.bad(file, position, "column " + names().get(i) + of + found, excerpt));
      }
    }
    return Optional.empty();
  }

  /** How long a text is in UTF-8; one that is null has no bytes. */
  private static long bytes(String text) {
    long bytes = 0;
    for (int i = 0; text != null && i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3; // A pair is 4.
    }
    return bytes;
  }

  private static String[] others(String[] values) {
    return Arrays.copyOfRange(values, 2, values.length);
  }

  /**
   * The draft of a row without a position, whose text is an array of words.
   *
   * @param values of {@link #names}, that of the text aside; null where there is none
   * @param tokens the words in their order; null where there is no array
   */
  Draft draft(String[] values, List<String> tokens, String excerpt) {
    values[1] = tokens == null ? null : "";
    long length = tokens == null ? 0 : tokens.stream().mapToLong(TextFields::bytes).sum();
    return lacking(0, 0, values, length, excerpt)
        .orElseGet(
            () ->
                draft(
                    0, 0, values[0], language -> words(tokens, language), others(values), excerpt));
  }

  /** The draft of a line of JSON with {@link #others}. */
  Draft draft(int file, long position, JsonLine line, String excerpt) {
    String[] others = line.kept().toArray(String[]::new);
    return draft(
        file, position, line.id(), language -> words(line.text(), language), others, excerpt);
  }

  private Draft draft(
      int file,
      long position,
      String of,
      Function<Language, Analysis.Ordered> words,
      String[] others,
      String excerpt) {
    if (analysis.languageField().isEmpty()) {
      return Draft.ofWords(file, position, of, words.apply(language()), others, excerpt);
    }
    String named = others[keep.size()];
    Optional<Language> language = reader().language(named);
    if (language.isEmpty()) {
      String reason = analysis.languageField().get() + " is " + shown(named);
      return chosenLanguages
          ? Draft.aside(file, position, "another language: " + reason, excerpt)
          : Draft.bad(file, position, "no language that is known: " + reason, excerpt);
    }
    String[] kept = Arrays.copyOf(others, keep.size());
    return Draft.ofWords(file, position, of, words.apply(language.get()), kept, excerpt);
  }

  /** A code as it stands; what is longer than one is not shown, since it may be the text itself. */
  private static String shown(String code) {
    return code == null ? "missing" : code.matches("[\\w-]{1,12}") ? code : "no code of a language";
  }

  /**
   * The words of a text; without their order where nothing needs it, and with those that are left
   * out where phrases are to be looked for.
   */
  Analysis.Ordered words(String of, Language language) {
    if (seeksPhrases) {
      return reader().forPhrases(of, language);
    }
    if (keepOrder) {
      return reader().inOrder(of, language);
    }
    Analysis.Ordered[] counted = new Analysis.Ordered[1];
    reader()
        .count(
            of,
            language,
            (words, counts) -> counted[0] = new Analysis.Ordered(words, counts, null));
    return counted[0];
  }

  /** The same of words that were cut before; those that are null are left out. */
  private Analysis.Ordered words(List<String> tokens, Language language) {
    List<String> words = tokens.stream().filter(Objects::nonNull).toList();
    return seeksPhrases
        ? reader().forPhrases(words, language)
        : keepOrder
            ? reader().inOrder(words, language)
            : unordered(reader().inOrder(words, language));
  }

  private static Analysis.Ordered unordered(Analysis.Ordered of) {
    return new Analysis.Ordered(of.words(), of.counts(), null);
  }

  private TextReader reader() {
    if (reader == null) {
      reader = analysis.reader();
    }
    return reader;
  }
}
