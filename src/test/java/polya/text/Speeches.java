package polya.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Texts of the samples and of real corpora, in the order of their files. */
final class Speeches {
  /** The paragraphs of State of the Union addresses. */
  static final Path SOTU = Path.of("data-samples/sotu/sotu.jsonl.gz");

  private Speeches() {}

  /** The values of a field of gzipped JSON Lines. */
  static List<String> texts(Path file, String field) {
    ObjectMapper json = new ObjectMapper();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().map(line -> text(json, line, field)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(ObjectMapper json, String line, String field) {
    try {
      return json.readTree(line).path(field).asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
