package polya.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.de.GermanLightStemmer;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.es.SpanishLightStemmer;
import org.apache.lucene.analysis.fr.FrenchLightStemmer;
import org.apache.lucene.analysis.it.ItalianLightStemmer;
import org.apache.lucene.analysis.pt.PortugueseLightStemmer;
import org.apache.lucene.analysis.ru.RussianLightStemmer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.German2Stemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;

/**
 * A word without its ending. Light: Krovetz' stemmer for English (Krovetz 1993), Savoy's light
 * stemmers elsewhere (Savoy 2006). Full: Snowball's (Porter 2001). One thread uses it at a time.
 */
final class Stemmer {
  private static final Set<String> FRENCH =
      Set.of("l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu");
  private static final Set<String> ITALIAN =
      Set.of(
          "c", "l", "all", "dall", "dell", "nell", "sull", "coll", "pell", "gl", "agl", "dagl",
          "degl", "negl", "sugl", "un", "m", "t", "s", "v", "d");

  private Stemmer() {}

  /** What is done to a word whether it is stemmed or not: articles and possessives come off. */
  static UnaryOperator<String> bare(Language language) {
    return switch (language) {
      case EN -> word -> word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
      case FR -> word -> withoutArticle(word, FRENCH);
      case IT -> word -> withoutArticle(word, ITALIAN);
      default -> word -> word;
    };
  }

  private static String withoutArticle(String word, Set<String> articles) {
    int end = word.indexOf('\'');
    return end > 0 && end < word.length() - 1 && articles.contains(word.substring(0, end))
        ? word.substring(end + 1)
        : word;
  }

  /** The stemmer of a language; {@link Language#stems} tells which there are. */
  static UnaryOperator<String> of(Language language, Stem stem) {
    return switch (stem) {
      case NONE -> word -> word;
      case LIGHT -> light(language);
      case FULL -> snowball(full(language));
    };
  }

  /** Shortens a word in its array and returns its length. */
  private interface InPlace {
    int stem(char[] word, int length);
  }

  private static UnaryOperator<String> light(Language language) {
    return switch (language) {
      case EN ->
          new OneWord() {
            @Override
            TokenFilter filter(TokenStream of) {
              return new KStemFilter(of);
            }
          };
      case DE -> {
        OneWord umlauts =
            new OneWord() {
              @Override
              TokenFilter filter(TokenStream of) {
                return new GermanNormalizationFilter(of);
              }
            };
        yield word -> stemmed(new GermanLightStemmer()::stem, umlauts.apply(word));
      }
      case FR -> word -> stemmed(new FrenchLightStemmer()::stem, word);
      case ES -> word -> stemmed(new SpanishLightStemmer()::stem, word);
      case IT -> word -> stemmed(new ItalianLightStemmer()::stem, word);
      case PT -> word -> stemmed(new PortugueseLightStemmer()::stem, word);
      case RU -> word -> stemmed(new RussianLightStemmer()::stem, word);
      default -> throw new IllegalArgumentException(language + " has no light stemmer");
    };
  }

  private static String stemmed(InPlace stemmer, String word) {
    char[] letters = word.toCharArray();
    return new String(letters, 0, stemmer.stem(letters, letters.length));
  }

  private static SnowballStemmer full(Language language) {
    return switch (language) {
      case EN -> new EnglishStemmer();
      case DE -> new German2Stemmer();
      case FR -> new FrenchStemmer();
      case ES -> new SpanishStemmer();
      case IT -> new ItalianStemmer();
      case NL -> new DutchStemmer();
      case PT -> new PortugueseStemmer();
      case RU -> new RussianStemmer();
      default -> throw new IllegalArgumentException(language + " has no full stemmer");
    };
  }

  private static UnaryOperator<String> snowball(SnowballStemmer stemmer) {
    return word -> {
      stemmer.setCurrent(word);
      stemmer.stem();
      return stemmer.getCurrent();
    };
  }

  /** A filter of Lucene's, for one word at a time. */
  private abstract static class OneWord implements UnaryOperator<String> {
    private final Source source = new Source();
    private final TokenFilter filter = filter(source);

    abstract TokenFilter filter(TokenStream of);

    @Override
    public String apply(String word) {
      source.word = word;
      try {
        filter.incrementToken();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return source.term.toString();
    }
  }

  private static final class Source extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private String word;

    @Override
    public boolean incrementToken() {
      clearAttributes();
      term.append(word);
      return true;
    }
  }
}
