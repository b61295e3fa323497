package polya.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real texts by every stemmer, with Lucene's stop words: how many distinct terms and tokens they
 * have, and the digest of the terms of twenty documents, evenly spread. A row that differs says
 * that models trained on such texts before would be others today.
 */
class RealTextsTest {
  private static final int SAMPLES = 20;

  private static List<String> texts(String corpus, String field) {
    Path file =
        corpus.equals("sotu")
            ? Speeches.SOTU
            : Path.of(System.getProperty("corpora", "none"), corpus, "raw." + corpus + ".jsonl.gz");
    Assumptions.assumeTrue(Files.exists(file), "no raw texts of " + corpus + " under -Dcorpora");
    return Speeches.texts(file, field);
  }

  @ParameterizedTest
  @CsvSource({
    "bible, text, simple, NONE, 12762, 789684, 447b775a4f3f59c3",
    "bible, text, en, NONE, 12424, 378939, 10d44ecefa752fce",
    "bible, text, en, LIGHT, 9772, 378939, 0170efcc1f3f2db9",
    "bible, text, en, FULL, 9127, 378939, 82c89aaf06bdb3d7",
    "sotu, text, simple, NONE, 27033, 1999655, d96582707bb0cceb",
    "sotu, text, en, NONE, 30028, 1009779, e9fcd02932bec6a9",
    "sotu, text, en, LIGHT, 21583, 1009779, 444fda795a19ca5d",
    "sotu, text, en, FULL, 19148, 1009779, 270dd48a48224ad3",
    "debian, text, en, LIGHT, 74131, 2616296, 0ce3410ed0a1fdbf",
    "debianml, text_en, en, NONE, 23053, 362035, 9534f682ea16833e",
    "debianml, text_en, en, LIGHT, 19008, 362035, 07be08071d46c514",
    "debianml, text_en, en, FULL, 17945, 362035, 6d29de8db0520fc8",
    "debianml, text_de, de, NONE, 38188, 332681, 07f5e8148353be1a",
    "debianml, text_de, de, LIGHT, 30697, 332681, 647343bea1cf1f7b",
    "debianml, text_de, de, FULL, 29971, 332681, f1c85a10ca642ccd",
    "debianml, text_fr, fr, NONE, 26731, 397610, e7aa2ec078fef78a",
    "debianml, text_fr, fr, LIGHT, 20536, 397610, e6765e428e2045de",
    "debianml, text_fr, fr, FULL, 19465, 397610, 06daa59433ff7727",
    "debianml, text_it, it, NONE, 26808, 377131, 4f3ec8c475ef30e5",
    "debianml, text_it, it, LIGHT, 23268, 377131, 08646bb07f1d973b",
    "debianml, text_it, it, FULL, 19498, 377131, 03283d09decae62d"
  })
  void areReadAsBefore(
      String corpus,
      String field,
      String language,
      String stem,
      int terms,
      long tokens,
      String digest)
      throws Exception {
    Language of = Language.named("language", language);
    Analysis analysis =
        new StopWordChoice(StopWordChoice.items("auto"), null, null)
            .in(Analysis.simple().withLanguage(of).withStem(Stem.valueOf(stem)));
    TextReader reader = analysis.reader();
    List<String> texts = texts(corpus, field);
    Set<String> seen = new HashSet<>();
    long[] sum = new long[1];
    MessageDigest samples = MessageDigest.getInstance("SHA-256");
    int apart = texts.size() / SAMPLES;
    for (int d = 0; d < texts.size(); d++) {
      List<String> words = reader.terms(texts.get(d), of);
      seen.addAll(words);
      sum[0] += words.size();
      if (d % apart == 0 && d / apart < SAMPLES) {
        samples.update((String.join(" ", words) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    String found = HexFormat.of().formatHex(samples.digest()).substring(0, 16);
    assertThat(List.of(seen.size(), sum[0], found)).isEqualTo(List.of(terms, tokens, digest));
  }
}
