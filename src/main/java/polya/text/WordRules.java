package polya.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/**
 * What becomes of a word once it is cut: articles off, numbers, stop words, stemming, accents,
 * pattern and length, in this order. What was made of a word is remembered, since texts repeat
 * their words; so none of this costs more than a look-up. One thread uses it at a time.
 */
final class WordRules {
  private static final int REMEMBERED = 1 << 17;
  private static final int SHORT = 64;

  private final UnaryOperator<String> bare;
  private final UnaryOperator<String> stem;
  private final Set<String> stopWords;
  private final Set<String> connectors;
  private final Numbers numbers;
  private final boolean foldAccents;
  private final Pattern keep;
  private final int minLength;
  private final Map<String, Token> known = new HashMap<>();

  /** The rules of an analysis for texts of a language. */
  WordRules(Analysis analysis, Language language) {
    bare = Stemmer.bare(language);
    stem = Stemmer.of(language, analysis.stem());
    stopWords = analysis.stopWords(language);
    connectors = analysis.connectors();
    numbers = analysis.numbers();
    foldAccents = analysis.foldsAccents();
    keep = analysis.keepPattern().map(Pattern::compile).orElse(null);
    minLength = analysis.minTokenLength();
  }

  /** The token of a word. */
  Token of(String word) {
    Token token = known.get(word);
    if (token == null) {
      token = made(word);
      if (word.length() <= SHORT) {
        if (known.size() == REMEMBERED) {
          known.clear();
        }
        known.put(word, token);
      }
    }
    return token;
  }

  private Token made(String cut) {
    String word = bare.apply(cut);
    if (word.codePointCount(0, word.length()) > Tokenizer.LONGEST) {
      return Token.GAP;
    }
    if (numbers != Numbers.KEEP && Numbers.isNumber(word)) {
      return numbers == Numbers.DROP ? Token.GAP : counted(Numbers.MASKED);
    }
    if (stopWords.contains(word)) {
      return Token.of(word, false);
    }
    if (connectors.contains(word)) {
      return Token.of(word, counts(word));
    }
    String stemmed = stem.apply(word);
    return counted(foldAccents ? folded(stemmed) : stemmed);
  }

  private Token counted(String word) {
    return counts(word) ? Token.of(word, true) : Token.GAP;
  }

  private boolean counts(String word) {
    return !word.isEmpty()
        && word.codePointCount(0, word.length()) >= minLength
        && (keep == null || keep.matcher(word).matches());
  }

  /** Letters without what stands on them, where ASCII has such a letter: é is e, ß is ss. */
  static String folded(String word) {
    char[] from = word.toCharArray();
    // At most four characters come of one.
    char[] to = new char[4 * from.length];
    return new String(to, 0, ASCIIFoldingFilter.foldToASCII(from, 0, to, 0, from.length));
  }
}
