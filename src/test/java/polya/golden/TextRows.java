package polya.golden;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import polya.spark.Json;
import polya.text.Analysis;
import polya.text.Language;
import polya.text.Stem;
import polya.text.TextReader;
import polya.text.Token;

/**
 * What every language, by every stemmer that it has, makes of texts: two hundred paragraphs of a
 * sample, and a line in each of many scripts, with and without tags and accents. All characters are
 * of Unicode 13 or before.
 */
final class TextRows {
  private static final int PARAGRAPHS = 200;

  private TextRows() {}

  static SortedMap<String, String> rows() throws IOException {
    List<String> texts = texts();
    SortedMap<String, String> rows = new TreeMap<>();
    for (Language language : Language.values()) {
      for (Stem stem : language.stems()) {
        Analysis analysis = Analysis.simple().withLanguage(language).withStem(stem);
        if (!isThere(language)) {
          continue;
        }
        rows.put(
            "text/" + language.code() + "/" + stem.word(),
            row(texts, analysis)
                + ", folded "
                + row(texts, analysis.withHtmlStripped(true).withAccentsFolded(true)));
      }
    }
    return rows;
  }

  /** Those whose words come from a jar of their own are not among Polya's. */
  private static boolean isThere(Language language) {
    return language != Language.ZH && language != Language.JA && language != Language.KO;
  }

  private static List<String> texts() throws IOException {
    Path lines = Goldens.project().resolve("src/test/resources/polya/golden/languages.txt");
    List<String> texts = new ArrayList<>(Files.readAllLines(lines));
    Path sample = Path.of(SampleRows.data("sotu/sotu.jsonl.gz"));
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(sample)), StandardCharsets.UTF_8))) {
      for (int i = 0; i < PARAGRAPHS; i++) {
        texts.add(Json.read(reader.readLine()).path("text").asText());
      }
    }
    return texts;
  }

  private static String row(List<String> texts, Analysis analysis) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      TextReader reader = analysis.reader();
      int tokens = 0;
      for (String text : texts) {
        for (Token token : reader.tokens(text, analysis.language())) {
          digest.update((token.word() + "\n").getBytes(StandardCharsets.UTF_8));
          tokens++;
        }
      }
      return tokens + " tokens " + HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
