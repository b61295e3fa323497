package polya.text;

import static org.assertj.core.api.Assertions.assertThat;
import static polya.text.Language.SIMPLE;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TokenizerTest {
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Tokenizer.tokenize(text, words::add);
    return words;
  }

  private static Analysis simple(int minTokenLength, String... stopWords) {
    return Analysis.simple()
        .withMinTokenLength(minTokenLength)
        .withStopWords(SIMPLE, List.of(stopWords));
  }

  private static Map<String, Integer> count(Analysis analysis, String text) {
    Map<String, Integer> counted = new TreeMap<>();
    analysis
        .reader()
        .count(
            text,
            SIMPLE,
            (words, counts) -> {
              for (int i = 0; i < words.length; i++) {
                counted.put(words[i], counts[i]);
              }
            });
    return counted;
  }

  @Test
  void wordsAndNumbers() {
    assertThat(words("The year 1790, at 3.14 metres: x2_y!"))
        .containsExactly("the", "year", "1790", "at", "3", "14", "metres", "x2", "y");
    assertThat(words(" \n\t...")).isEmpty();
  }

  @Test
  void apostrophesJoinLettersAndHyphensPart() {
    assertThat(words("don't Don\u2019t 'quoted' dogs' rock'n'roll well-known 90's a''b"))
        .containsExactly(
            "don't",
            "don't",
            "quoted",
            "dogs",
            "rock'n'roll",
            "well",
            "known",
            "90",
            "s",
            "a",
            "b");
  }

  @Test
  void quotesBetweenHebrewLettersBelongToTheWord() {
    String tsahal = "\u05e6\u05d4\"\u05dc";
    assertThat(words(tsahal)).containsExactly(tsahal);
    assertThat(words("\u05e6\u05d4\u05f4\u05dc \u05e6\u05d4\u201d\u05dc"))
        .containsExactly(tsahal, tsahal);
    // With vowel points: marks are between the letter and the quote.
    assertThat(words("\u05e6\u05d4\u05b8\"\u05dc")).containsExactly("\u05e6\u05d4\u05b8\"\u05dc");
    assertThat(words("\u05d2\u05f3\u05d9\u05e8 \u05d2'\u05d9\u05e8"))
        .containsExactly("\u05d2'\u05d9\u05e8", "\u05d2'\u05d9\u05e8");
    // Elsewhere quotes part words: around a word, at its end, between other letters.
    assertThat(words("\"\u05e9\u05dc\u05d5\u05dd\" \u05dc\" 5\"\u05dc a\"b \u05dca\"\u05dc"))
        .containsExactly(
            "\u05e9\u05dc\u05d5\u05dd", "\u05dc", "5", "\u05dc", "a", "b", "\u05dca", "\u05dc");
  }

  @Test
  void listsAreWordsAsTextsHaveThem() {
    assertThat(Tokenizer.word(" DON\u2019T ")).contains("don't");
    assertThat(Tokenizer.word("cafe\u0301")).contains("caf\u00e9");
    assertThat(Tokenizer.word("new york")).isEmpty();
    assertThat(Tokenizer.word("---")).isEmpty();
    List<String> lines =
        List.of(
            "The", "# a comment", "#", "#tag", "i   | subject", "| more", "", "new york", "'Tis");
    TextReader reader = Analysis.simple().reader();
    assertThat(StopWords.of(lines, reader, SIMPLE))
        .containsExactlyInAnyOrder("the", "tag", "i", "tis");
    assertThat(StopWords.never(lines, reader, SIMPLE)).containsExactly("new york");
  }

  @Test
  void aVocabularyIsOfWordsAsTextsHaveThem() {
    Analysis analysis = simple(2, "the");
    GivenTerms given =
        GivenTerms.of(
            List.of("Apple", "cafe\u0301", "new york", "pie", "The", "apple", "x", "---unused-3"),
            analysis);
    assertThat(given.terms())
        .containsExactly("apple", "caf\u00e9", "new york", "pie", "the", "x", "---unused-3");
    assertThat(given.never()).containsExactly("new york", "The", "x", "---unused-3");
    assertThat(given.same()).containsExactly("apple");
  }

  @Test
  void combiningMarksBelongToTheirLetters() {
    assertThat(words("cafe\u0301 caf\u00e9")).containsExactly("caf\u00e9", "caf\u00e9");
    // q with a dot below has no composed form: the mark stays.
    assertThat(words("q\u0323x")).containsExactly("q\u0323x");
    // Devanagari: vowel signs and the virama are marks.
    assertThat(words("\u0939\u093f\u0928\u094d\u0926\u0940 \u092d\u093e\u0937\u093e"))
        .containsExactly("\u0939\u093f\u0928\u094d\u0926\u0940", "\u092d\u093e\u0937\u093e");
    assertThat(words("\u0301 a")).containsExactly("a");
  }

  @Test
  void lowerCaseIsNotCaseFoldingAndKnowsNoLocale() {
    assertThat(words("Stra\u00dfe STRASSE")).containsExactly("stra\u00dfe", "strasse");
    assertThat(words("TITLE")).containsExactly("title");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(words("TITLE \u0130")).containsExactly("title", "i\u0307");
    } finally {
      Locale.setDefault(before);
    }
    assertThat(words("\u039f\u0394\u039f\u03a3")).containsExactly("\u03bf\u03b4\u03bf\u03c2");
  }

  @Test
  void compatibilityFormsAreOne() {
    assertThat(words("\uff21\uff22\uff23 \ufb01sh \ud835\udc00"))
        .containsExactly("abc", "fish", "a");
  }

  @Test
  void invisibleCharactersNeverPartAWord() {
    assertThat(words("co\u00adoperate a\u200db\ufe0fc")).containsExactly("cooperate", "abc");
    assertThat(words("zero\u200bwidth")).containsExactly("zero", "width");
  }

  @Test
  void emojiAreNoWords() {
    assertThat(
            words("good \ud83d\ude00 dog\ud83d\udc69\u200d\ud83d\udcbb\u2764\ufe0f 1\ufe0f\u20e3"))
        .containsExactly("good", "dog", "1");
    // Half a surrogate pair is no letter.
    assertThat(words("a\ud83db")).containsExactly("a", "b");
  }

  @Test
  void hanAndHiraganaAreWordsOneByOneKatakanaAndHangulInRuns() {
    assertThat(words("\u6771\u4eac\u3067abc\u30c6\u30b9\u30c8"))
        .containsExactly("\u6771", "\u4eac", "\u3067", "abc\u30c6\u30b9\u30c8");
    assertThat(words("\ud55c\uad6d\uc5b4 \ub9d0")).containsExactly("\ud55c\uad6d\uc5b4", "\ub9d0");
    // Half-width Katakana becomes full-width by NFKC.
    assertThat(words("\uff83\uff7d\uff84")).containsExactly("\u30c6\u30b9\u30c8");
  }

  @Test
  void endlessRunsAreLeftOut() {
    assertThat(words("a " + "x".repeat(255) + " b")).hasSize(3);
    assertThat(words("a " + "x".repeat(256) + " b")).containsExactly("a", "b");
  }

  @Test
  void analysisLeavesOutStopWordsAndShortWords() {
    Analysis analysis =
        new StopWordChoice(
                StopWordChoice.items("list.txt"),
                file -> List.of("The", "Caf\u0065\u0301", " "),
                (file, never) -> {})
            .in(Analysis.simple().withMinTokenLength(2));
    assertThat(count(analysis, "The ox, the caf\u00e9; a gnu and ox"))
        .containsExactly(Map.entry("and", 1), Map.entry("gnu", 1), Map.entry("ox", 2));
  }

  @Test
  void englishStopWordsAreWordsOfTheTokenizer() {
    assertThat(StopWords.english()).hasSizeBetween(150, 250).contains("the", "don't", "of");
    assertThat(StopWords.english()).allSatisfy(w -> assertThat(words(w)).containsExactly(w));
  }

  @Test
  void orderHasAPlaceForEveryTokenAndNoneForWhatIsLeftOut() {
    Analysis analysis = simple(3, "the", "and");
    String text = "The ox, the gnu; a yak and gnu";
    Analysis.Ordered ordered = analysis.reader().inOrder(text, SIMPLE);
    assertThat(ordered.words()).containsExactly("gnu", "yak");
    assertThat(ordered.counts()).containsExactly(2, 1);
    assertThat(ordered.order()).containsExactly(-1, -1, -1, 0, -1, 1, -1, 0);
    assertThat(count(analysis, text).keySet()).containsExactly(ordered.words());
    assertThat(analysis.reader().inOrder("", SIMPLE).order()).isEmpty();
  }
}
