package polya.text;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;

/** HTML as the text that a reader sees. */
final class Html {
  private Html() {}

  /** The text without tags, comments, scripts and styles, and with entities as characters. */
  static String stripped(String html) {
    if (html.indexOf('<') < 0 && html.indexOf('&') < 0) {
      return html;
    }
    StringWriter text = new StringWriter(html.length());
    try (HTMLStripCharFilter filter = new HTMLStripCharFilter(new StringReader(html))) {
      filter.transferTo(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
