package polya.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Reads texts by an {@link Analysis}: what it needs for that, made once. One thread uses it at a
 * time; cost linear in the texts.
 */
public final class TextReader {
  private final Analysis analysis;
  private final Phrases phrases;
  private final Map<Language, Words> languages = new EnumMap<>(Language.class);

  TextReader(Analysis analysis) {
    this.analysis = analysis;
    phrases = analysis.phrases().isEmpty() ? null : new Phrases(analysis.phrases());
  }

  private static final class Words {
    private final Segmenter segmenter;
    private final WordRules rules;

    private Words(Analysis analysis, Language language) {
      segmenter = Segmenter.of(language);
      rules = new WordRules(analysis, language);
    }
  }

  private Words words(Language language) {
    return languages.computeIfAbsent(language, of -> new Words(analysis, of));
  }

  /**
   * The language of a text by the value of its field.
   *
   * @param value null where there is none
   * @return nothing if it is not among those of the analysis
   */
  public Optional<Language> language(String value) {
    return Optional.ofNullable(value)
        .flatMap(Language::ofField)
        .filter(analysis.languages()::contains);
  }

  /** The tokens of a text, phrases joined, those that are left out among them. */
  public List<Token> tokens(String text, Language language) {
    return joined(single(text, language));
  }

  /** The tokens of a text that was cut before: words as they stand, under the rules for words. */
  public List<Token> tokens(Collection<String> words, Language language) {
    WordRules rules = words(language).rules;
    List<Token> tokens = new ArrayList<>(words.size());
    words.forEach(word -> tokens.add(word == null ? Token.GAP : rules.of(word)));
    return joined(tokens);
  }

  private List<Token> joined(List<Token> tokens) {
    return phrases == null ? tokens : phrases.join(tokens);
  }

  private List<Token> single(String text, Language language) {
    List<Token> tokens = new ArrayList<>();
    Words words = words(language);
    words.segmenter.cut(seen(text), word -> tokens.add(words.rules.of(word)));
    return tokens;
  }

  private String seen(String text) {
    return analysis.stripsHtml() ? Html.stripped(text) : text;
  }

  /** The words of a text, phrases and n-grams among them, and where words and phrases stand. */
  public Analysis.Ordered inOrder(String text, Language language) {
    return Counted.of(tokens(text, language), analysis.ngrams());
  }

  /** The same of a text that was cut before. */
  public Analysis.Ordered inOrder(Collection<String> words, Language language) {
    return Counted.of(tokens(words, language), analysis.ngrams());
  }

  /** The words of a text with those that are left out in sight, for phrases to be looked for. */
  public Analysis.Ordered forPhrases(String text, Language language) {
    return Counted.withLeftOut(single(text, language));
  }

  /** The same of a text that was cut before. */
  public Analysis.Ordered forPhrases(Collection<String> words, Language language) {
    WordRules rules = words(language).rules;
    return Counted.withLeftOut(words.stream().map(rules::of).toList());
  }

  /** The terms of a text in their order, and behind each word the n-grams that begin with it. */
  public List<String> terms(String text, Language language) {
    return Counted.terms(tokens(text, language), analysis.ngrams());
  }

  /**
   * Makes ready for all languages.
   *
   * @throws polya.Failure (usage) if the jar of one is missing
   */
  public void check() {
    analysis.languages().forEach(this::words);
  }

  /** The distinct words of a text in ascending order, and how often each occurs. */
  public void count(String text, Language language, BiConsumer<String[], int[]> counted) {
    if (phrases != null || analysis.ngrams() > 1) {
      Analysis.Ordered ordered = inOrder(text, language);
      counted.accept(ordered.words(), ordered.counts());
      return;
    }
    WordCounts counts = new WordCounts();
    Words words = words(language);
    words.segmenter.cut(
        seen(text),
        word -> {
          Token token = words.rules.of(word);
          if (token.kept()) {
            counts.add(token.word());
          }
        });
    counts.give(counted);
  }

  /**
   * The term that an entry of a vocabulary is in texts; nothing where no text has it. Of several
   * languages the first counts that has it.
   */
  public Optional<String> term(String entry) {
    return analysis.languages().stream().flatMap(l -> term(entry, l).stream()).findFirst();
  }

  private Optional<String> term(String entry, Language language) {
    Optional<String> word =
        entry(entry, language).map(words(language).rules::of).filter(Token::kept).map(Token::word);
    boolean joins = analysis.ngrams() > 1 || analysis.search().rounds() > 0;
    if (word.isPresent() || !joins || !entry.contains(Token.JOINT)) {
      return word;
    }
    String[] parts = entry.split(Token.JOINT, -1);
    return Arrays.stream(parts).allMatch(part -> entry(part, language).isPresent())
        ? Optional.of(entry)
        : Optional.empty();
  }

  /** The one word that an entry of a list is cut into, before any rule; nothing if it is none. */
  Optional<String> entry(String entry, Language language) {
    List<String> cut = new ArrayList<>(1);
    words(language).segmenter.cut(entry, cut::add);
    return cut.size() == 1
        ? Optional.of(Stemmer.bare(language).apply(cut.get(0)))
        : Optional.empty();
  }
}
