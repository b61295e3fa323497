package polya.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Phrases against gensim's, and what joins what. */
class PhrasesTest {
  private static final List<List<Token>> SPEECHES = speeches();

  private static List<List<Token>> speeches() {
    TextReader reader = Analysis.simple().reader();
    return Speeches.texts(Speeches.SOTU, "text").stream()
        .map(text -> reader.tokens(text, Language.SIMPLE))
        .toList();
  }

  private static List<PhraseScore> scores(Set<String> connectors, long least) {
    Map<String, Long> words = new HashMap<>();
    Map<String, Long> pairs = new HashMap<>();
    long tokens = 0;
    for (List<Token> speech : SPEECHES) {
      PhraseCounts counts = PhraseCounts.of(speech, connectors);
      counts.words().forEach((word, n) -> words.merge(word, n, Long::sum));
      counts.pairs().forEach((pair, n) -> pairs.merge(pair, n, Long::sum));
      tokens += counts.tokens();
    }
    long all = tokens;
    return pairs.entrySet().stream()
        .filter(pair -> pair.getValue() >= least)
        .map(
            pair ->
                PhraseScore.of(
                    1,
                    pair.getKey(),
                    pair.getValue(),
                    words.get(PhraseCounts.first(pair.getKey())),
                    words.get(PhraseCounts.second(pair.getKey())),
                    all))
        .sorted(PhraseScore.ORDER)
        .toList();
  }

  /** By connectors, then phrase: count and NPMI as gensim has them. */
  private static Map<String, Map<String, double[]>> gensim() throws IOException {
    Map<String, Map<String, double[]>> expected = new TreeMap<>();
    try (InputStream in = PhrasesTest.class.getResourceAsStream("gensim-phrases.tsv")) {
      String file = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      file.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .forEach(
              f ->
                  expected
                      .computeIfAbsent(f[0], c -> new TreeMap<>())
                      .put(
                          f[1], new double[] {Double.parseDouble(f[2]), Double.parseDouble(f[3])}));
    }
    return expected;
  }

  @Test
  void scoresAreThoseOfGensim() throws IOException {
    Map<String, Map<String, double[]>> expected = gensim();
    assertThat(expected.keySet()).containsExactly("-", "of,the");
    assertThat(expected.get("-")).hasSizeGreaterThan(1000);
    expected.forEach(
        (connectors, phrases) -> {
          List<PhraseScore> scores =
              scores(connectors.equals("-") ? Set.of() : Set.of("of", "the"), 100);
          assertThat(scores.stream().map(PhraseScore::parts))
              .containsExactlyInAnyOrderElementsOf(phrases.keySet());
          for (PhraseScore score : scores) {
            double[] of = phrases.get(score.parts());
            assertThat(score.count()).isEqualTo((long) of[0]);
            assertThat(score.npmi()).isCloseTo(of[1], within(1e-6));
          }
        });
  }

  @Test
  void oneRoundJoinsAsGensimDoes() throws Exception {
    List<String> found =
        scores(Set.of("of", "the"), 100).stream()
            .filter(score -> score.npmi() > 0.5)
            .map(PhraseScore::parts)
            .toList();
    assertThat(found).hasSize(106);
    Phrases phrases = new Phrases(found);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (List<Token> speech : SPEECHES) {
      String line =
          phrases.join(speech).stream().map(Token::word).collect(Collectors.joining(" ")) + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    // ' '.join(phrases[document]) of gensim 4.4.0, a line a document.
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("10d9dae036f9ca28c6a3a04ba95b3939fc70e0fc9bdde633ccc9eebb73738c06");
  }

  private static String joined(List<String> phrases, String text) {
    List<Token> tokens = new ArrayList<>();
    for (String word : text.split(" ")) {
      tokens.add(
          word.equals(".")
              ? Token.GAP
              : word.startsWith("!") ? Token.of(word.substring(1), false) : Token.of(word, true));
    }
    return new Phrases(phrases)
        .join(tokens).stream()
            .filter(Token::kept)
            .map(Token::word)
            .collect(Collectors.joining(" "));
  }

  @Test
  void theLongestThatBeginsFirstWins() {
    List<String> phrases = List.of("new york", "york times", "new york times", "bank of america");
    assertThat(joined(phrases, "the new york times")).isEqualTo("the new_york_times");
    assertThat(joined(phrases, "old york times new york")).isEqualTo("old york_times new_york");
    // What is left out parts neighbours; a stop word is seen where the phrase has it.
    assertThat(joined(phrases, "new . york")).isEqualTo("new york");
    assertThat(joined(phrases, "bank !of america")).isEqualTo("bank_of_america");
    assertThat(joined(phrases, "bank !of canada")).isEqualTo("bank canada");
    assertThat(joined(phrases, "!new york times")).isEqualTo("york_times");
  }

  @Test
  void ngramsEndWhereAWordIsLeftOut() {
    Analysis analysis =
        Analysis.simple().withStopWords(Language.SIMPLE, List.of("the")).withNgrams(3);
    assertThat(analysis.reader().terms("red fox the big red fox", Language.SIMPLE))
        .containsExactly(
            "red", "red_fox", "fox", "big", "big_red", "big_red_fox", "red", "red_fox", "fox");
    Analysis.Ordered counted =
        analysis.reader().inOrder("red fox the big red fox", Language.SIMPLE);
    assertThat(counted.words())
        .containsExactly("big", "big_red", "big_red_fox", "fox", "red", "red_fox");
    assertThat(counted.counts()).containsExactly(1, 1, 1, 2, 2, 2);
  }
}
