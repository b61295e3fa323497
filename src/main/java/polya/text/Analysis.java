package polya.text;

import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a text becomes a bag of words: every setting and every list, so that whoever has this reads
 * texts as they were read before. Immutable; {@code with…} gives a changed copy. {@link
 * AnalysisJson} writes it down, {@link #reader} applies it.
 */
public final class Analysis implements Serializable {
  private static final long serialVersionUID = 1L;

  private List<Language> languages = List.of(Language.SIMPLE);
  private String languageField;
  private Stem stem = Stem.NONE;
  private boolean html;
  private boolean foldAccents;
  private Numbers numbers = Numbers.KEEP;
  private String keepPattern;
  private int minTokenLength = 1;
  private int ngrams = 1;
  private TreeMap<Language, TreeSet<String>> stopWords = new TreeMap<>();
  private PhraseSearch search = PhraseSearch.none();
  private TreeSet<String> phrases;

  private Analysis() {}

  private Analysis(Analysis of) {
    languages = of.languages;
    languageField = of.languageField;
    stem = of.stem;
    html = of.html;
    foldAccents = of.foldAccents;
    numbers = of.numbers;
    keepPattern = of.keepPattern;
    minTokenLength = of.minTokenLength;
    ngrams = of.ngrams;
    stopWords = of.stopWords;
    search = of.search;
    phrases = of.phrases;
  }

  /**
   * A text with the order of its words.
   *
   * @param words distinct, in ascending order
   * @param counts how often each occurs
   * @param order for every token of the text, in the order of the text, the index of its word, or
   *     −1 for one that is left out
   */
  public record Ordered(String[] words, int[] counts, int[] order) {}

  /** Every word of {@link Tokenizer}, as it stands. */
  public static Analysis simple() {
    return new Analysis();
  }

  /** By the words of one language. */
  public Analysis withLanguage(Language language) {
    return withLanguages(null, List.of(language));
  }

  /**
   * By the language that a field of every document names.
   *
   * @param field the field; null where all texts are of the one language
   * @param of the languages that texts may be of
   */
  public Analysis withLanguages(String field, List<Language> of) {
    Analysis changed = new Analysis(this);
    changed.languageField = field;
    changed.languages = List.copyOf(of);
    return changed;
  }

  /** With this stemmer. */
  public Analysis withStem(Stem value) {
    Analysis changed = new Analysis(this);
    changed.stem = value;
    return changed;
  }

  /** With or without tags. */
  public Analysis withHtmlStripped(boolean value) {
    Analysis changed = new Analysis(this);
    changed.html = value;
    return changed;
  }

  /** With or without accents. */
  public Analysis withAccentsFolded(boolean value) {
    Analysis changed = new Analysis(this);
    changed.foldAccents = value;
    return changed;
  }

  /** With this made of numbers. */
  public Analysis withNumbers(Numbers value) {
    Analysis changed = new Analysis(this);
    changed.numbers = value;
    return changed;
  }

  /**
   * With no other words than those that a regular expression matches as a whole.
   *
   * @param regex null for any
   */
  public Analysis withKeepPattern(String regex) {
    Analysis changed = new Analysis(this);
    changed.keepPattern = regex;
    return changed;
  }

  /** With no shorter words, in code points. */
  public Analysis withMinTokenLength(int value) {
    Analysis changed = new Analysis(this);
    changed.minTokenLength = value;
    return changed;
  }

  /** With n-grams of 2 to this many neighbouring words; 1 for none. */
  public Analysis withNgrams(int value) {
    Analysis changed = new Analysis(this);
    changed.ngrams = value;
    return changed;
  }

  /** With these words of a language left out, as {@link StopWords} gives them. */
  public Analysis withStopWords(Language language, Collection<String> words) {
    Analysis changed = new Analysis(this);
    changed.stopWords = new TreeMap<>(stopWords);
    changed.stopWords.put(language, new TreeSet<>(words));
    return changed;
  }

  /** With phrases still to be looked for, like this. */
  public Analysis withSearch(PhraseSearch value) {
    Analysis changed = new Analysis(this);
    changed.phrases = null;
    changed.search = value;
    return changed;
  }

  /** With these phrases, each as its words with blanks between. */
  public Analysis withPhrases(Collection<String> found) {
    Analysis changed = new Analysis(this);
    changed.phrases = new TreeSet<>(found);
    return changed;
  }

  /** The languages that texts may be of; the one where no field names it. */
  public List<Language> languages() {
    return languages;
  }

  /** The language of texts whose field does not name it. */
  public Language language() {
    return languages.get(0);
  }

  /** The field that names the language. */
  public Optional<String> languageField() {
    return Optional.ofNullable(languageField);
  }

  /** The stemmer. */
  public Stem stem() {
    return stem;
  }

  /** Whether tags of HTML are taken out. */
  public boolean stripsHtml() {
    return html;
  }

  /** Whether letters lose their accents. */
  public boolean foldsAccents() {
    return foldAccents;
  }

  /** What becomes of numbers. */
  public Numbers numbers() {
    return numbers;
  }

  /** What words have to match. */
  public Optional<String> keepPattern() {
    return Optional.ofNullable(keepPattern);
  }

  /** The shortest word, in code points. */
  public int minTokenLength() {
    return minTokenLength;
  }

  /** The longest n-gram, in words. */
  public int ngrams() {
    return ngrams;
  }

  /** What is left out of texts of a language. */
  public SortedSet<String> stopWords(Language language) {
    return Collections.unmodifiableSortedSet(stopWords.getOrDefault(language, new TreeSet<>()));
  }

  /** How phrases are looked for. */
  public PhraseSearch search() {
    return search;
  }

  /** Words that may stand inside a phrase. */
  Set<String> connectors() {
    return search.connectors();
  }

  /** The phrases, each as its words with blanks between. */
  public SortedSet<String> phrases() {
    return phrases == null ? new TreeSet<>() : Collections.unmodifiableSortedSet(phrases);
  }

  /** Whether phrases are still to be looked for. */
  public boolean seeksPhrases() {
    return search.rounds() > 0 && phrases == null;
  }

  /** What reads texts by this; one a thread. */
  public TextReader reader() {
    return new TextReader(this);
  }

  /** Its settings in words, in a fixed order, for messages and manifests; of lists their sizes. */
  public Map<String, String> settings() {
    return AnalysisJson.settings(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Analysis a && AnalysisJson.text(this).equals(AnalysisJson.text(a));
  }

  @Override
  public int hashCode() {
    return AnalysisJson.text(this).hashCode();
  }
}
