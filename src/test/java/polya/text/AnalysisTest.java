package polya.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import polya.Failure;

/** What texts become under each setting. */
class AnalysisTest {
  private static String read(Analysis analysis, String text) {
    return String.join(" ", analysis.reader().terms(text, analysis.language()));
  }

  private static Analysis of(Language language) {
    return Analysis.simple().withLanguage(language);
  }

  @ParameterizedTest
  @CsvSource({
    "en, NONE, The nations’ policies don't run; Bob's 12.5, the nations policies don't run bob 12.5",
    "en, LIGHT, policies of nations, policy of nation",
    "en, FULL, policies of nations, polici of nation",
    "de, LIGHT, Häuser der Städte, haus der stadt",
    "de, FULL, Häuser der Städte, haus der stadt",
    "fr, NONE, L’État n'est pas l'avion, état est pas avion",
    "fr, LIGHT, les nations françaises, les nation francais",
    "it, NONE, dell'arte l'amico, arte amico",
    "es, LIGHT, las naciones, las nacion",
    "nl, FULL, de huizen van mensen, de huiz van mens",
    "pt, LIGHT, as nações, as naca",
    "ru, LIGHT, народы России, народ росс",
    "standard, NONE, Snake_case e-mail, snake_case e mail",
    "simple, NONE, Snake_case e-mail, snake case e mail",
    "whitespace, NONE, Snake_case  e-Mail, Snake_case e-Mail",
    "cjk, NONE, 東京都 abc, 東京 京都 abc",
    "zh, NONE, 我是中国人, 我 是 中国 人"
  })
  void languagesCutAndStem(String language, Stem stem, String text, String terms) {
    Analysis analysis = of(Language.named("language", language)).withStem(stem);
    assertThat(read(analysis, text)).isEqualTo(terms);
  }

  @Test
  void aJarThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> of(Language.JA).reader().check())
        .isInstanceOf(Failure.class)
        .hasMessageContaining("lucene-analysis-kuromoji")
        .hasMessageContaining("--packages");
    assertThatThrownBy(() -> Language.named("--language", "german"))
        .hasMessageContaining("Did you mean de?");
    assertThatThrownBy(() -> Language.named("--language", "eo"))
        .hasMessageContaining("allowed are");
  }

  @Test
  void numbersAccentsTagsPatternsAndLengths() {
    Analysis en = of(Language.EN);
    assertThat(read(en.withNumbers(Numbers.DROP), "In 1790, 3.5 of 4th")).isEqualTo("in of 4th");
    assertThat(read(en.withNumbers(Numbers.MASK), "In 1790, 3.5")).isEqualTo("in # #");
    assertThat(read(en.withAccentsFolded(true), "Café Straße Øre")).isEqualTo("cafe strasse ore");
    assertThat(
            read(
                en.withHtmlStripped(true),
                "<p class='x'>Fish &amp; <b>ch</b>ips</p><script>var a;</script>"))
        .isEqualTo("fish chips");
    assertThat(read(en.withKeepPattern("[a-z]{3,}"), "an ape 3x ox")).isEqualTo("ape");
    assertThat(read(en.withMinTokenLength(3), "an ape ox")).isEqualTo("ape");
    assertThat(read(en, "<b>x</b> \0y\0")).isEqualTo("b x b y");
    assertThat(read(en, "x".repeat(256) + " y")).isEqualTo("y");
  }

  @Test
  void stopWordsAreListsFilesAndWords() {
    Analysis chosen =
        new StopWordChoice(
                StopWordChoice.items("en,+more.txt,+Ape,-not"),
                file -> List.of("Bee | a comment", "new york"),
                (file, never) -> assertThat(never).containsExactly("new york"))
            .in(of(Language.EN));
    assertThat(read(chosen, "it is not the ape, bee or cow")).isEqualTo("not cow");
    assertThat(StopWordChoice.files(StopWordChoice.items("en,+more.txt,+ape,-not,own")))
        .containsExactly("more.txt", "own");
    Analysis both =
        new StopWordChoice(StopWordChoice.items("auto"), null, null)
            .in(Analysis.simple().withLanguages("lang", List.of(Language.DE, Language.EN)));
    assertThat(both.reader().terms("die the", Language.EN)).containsExactly("die");
    assertThat(both.reader().terms("die the", Language.DE)).containsExactly("the");
    assertThat(both.reader().language("de-AT")).contains(Language.DE);
    assertThat(both.reader().language("fr")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"JA", "KO"})
  void isWholeInJson(Language language) {
    Analysis analysis =
        new StopWordChoice(StopWordChoice.items("auto,+x"), null, null)
            .in(
                of(language)
                    .withStem(language.stems().get(language.stems().size() - 1))
                    .withHtmlStripped(true)
                    .withAccentsFolded(true)
                    .withNumbers(Numbers.MASK)
                    .withKeepPattern("\\S+")
                    .withMinTokenLength(2)
                    .withNgrams(2))
            .withSearch(new PhraseSearch(2, 3, 0.25, List.of("of")));
    Analysis found = analysis.withPhrases(List.of("united states of america"));
    for (Analysis whole : List.of(analysis, found)) {
      Analysis again = AnalysisJson.read(AnalysisJson.text(whole));
      assertThat(AnalysisJson.text(again)).isEqualTo(AnalysisJson.text(whole));
      assertThat(again).isEqualTo(whole);
      assertThat(again.seeksPhrases()).isEqualTo(whole.seeksPhrases());
    }
    assertThat(found).isNotEqualTo(analysis);
    assertThat(AnalysisJson.hash(found)).isNotEqualTo(AnalysisJson.hash(analysis));
  }
}
