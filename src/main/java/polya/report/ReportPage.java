package polya.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A page that shows topics by itself: one HTML text with one style, one script and one block of
 * data, which loads nothing. Its Content-Security-Policy knows style and script by their hashes, so
 * nothing else can run in it, whatever the data say; the script puts data into the page as text.
 */
public final class ReportPage {
  /** The first line of every such page, by which it is known again. */
  public static final String FIRST_LINE = "<!doctype html><!-- written by polya report -->";

  private ReportPage() {}

  /**
   * The page of these data.
   *
   * @param json what {@code report.js} reads: one JSON value
   */
  public static String of(String json) {
    String style = resource("report.css");
    String script = resource("report.js");
    return resource("report.html")
        .replace("@STYLE-HASH@", hash(style))
        .replace("@SCRIPT-HASH@", hash(script))
        .replace("@STYLE@", style)
        .replace("@SCRIPT@", script)
        .replace("@DATA@", escaped(json));
  }

  /**
   * JSON that ends no element and no line of a script: what it says stays the same, since such
   * characters stand in its strings alone.
   */
  static String escaped(String json) {
    return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java has no SHA-256", e);
    }
  }

  static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
