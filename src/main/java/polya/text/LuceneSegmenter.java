package polya.text;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Words by Lucene's StandardTokenizer, which follows Unicode's UAX #29 by tables of its own. Before
 * it the text becomes lower case, compatibility-composed (NFKC) and of straight apostrophes, as for
 * {@link Tokenizer}.
 */
final class LuceneSegmenter implements Segmenter {
  /** The longest token that is not cut in pieces: longer ones are left out as a whole. */
  private static final int UNCUT = 1 << 20;

  private final StandardTokenizer tokenizer = new StandardTokenizer();
  private final TokenStream stream;
  private final CharTermAttribute term;

  private LuceneSegmenter(UnaryOperator<TokenStream> filter) {
    tokenizer.setMaxTokenLength(UNCUT);
    stream = filter.apply(tokenizer);
    term = stream.getAttribute(CharTermAttribute.class);
  }

  /** Words as they stand. */
  static Segmenter words() {
    return new LuceneSegmenter(stream -> stream);
  }

  /** Chinese, Japanese and Korean characters in pairs, each with its neighbour; other words. */
  static Segmenter bigrams() {
    return new LuceneSegmenter(CJKBigramFilter::new);
  }

  /** Text as it is cut. */
  static String normal(String text) {
    return Tokenizer.normalize(text).replace('\u2019', '\'');
  }

  @Override
  public void cut(String text, Consumer<String> words) {
    try {
      tokenizer.setReader(new StringReader(normal(text)));
      stream.reset();
      while (stream.incrementToken()) {
        if (term.length() <= 2 * Tokenizer.LONGEST) {
          words.accept(term.toString());
        }
      }
      stream.end();
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
