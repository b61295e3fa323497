package polya.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Cuts text into words by the classes of its characters, in the spirit of Unicode's UAX #29 but by
 * rules of its own, which no locale changes. What is a letter, a digit or a mark is told by the
 * Java at hand: 17 knows Unicode 13, 21 knows 15. Characters that were assigned in between are
 * words under the newer one only; all others are cut alike. After NFKC and lower case:
 *
 * <ul>
 *   <li>a word is a run of letters, digits and the marks on them; numbers are words;
 *   <li>an apostrophe between letters belongs to the word ({@code don't}; ’ becomes '); a hyphen, a
 *       full stop and an underscore part words;
 *   <li>between Hebrew letters a double quote belongs to the word as well (צה"ל; ״ and ” become "),
 *       and a geresh is an apostrophe;
 *   <li>a Han or Hiragana character is a word of its own, since these scripts set no spaces; runs
 *       of Katakana and Hangul are words; so are runs of Thai, Lao, Khmer and Burmese: cut such
 *       text beforehand;
 *   <li>soft hyphens, joiners and variation selectors are dropped, so they never part a word; emoji
 *       and other symbols are no words;
 *   <li>ß stays ß, and İ becomes i with a dot above: lower case, not case folding;
 *   <li>a run of more than {@value #LONGEST} characters is no word (Base64, genomes) and is left
 *       out.
 * </ul>
 */
public final class Tokenizer {
  /** The longest word, in code points. */
  public static final int LONGEST = 255;

  private static final int GERESH = 0x5f3;
  private static final int GERSHAYIM = 0x5f4;

  private Tokenizer() {}

  /** The word that a text is, if it is one word. */
  public static Optional<String> word(String text) {
    List<String> words = new ArrayList<>();
    tokenize(text, words::add);
    return words.size() == 1 ? Optional.of(words.get(0)) : Optional.empty();
  }

  /** Text as the tokenizer sees it: compatibility-composed (NFKC) and in lower case. */
  public static String normalize(String text) {
    if (isAscii(text)) {
      return text.toLowerCase(Locale.ROOT);
    }
    String composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
    return Normalizer.normalize(composed.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Gives each word of the text in turn; cost linear in its length. */
  public static void tokenize(String text, Consumer<String> words) {
    String normal = normalize(text);
    StringBuilder word = new StringBuilder();
    int length = normal.length();
    for (int i = 0; i < length; ) {
      int plain = word.isEmpty() ? plainEnd(normal, i) : i;
      if (plain > i) {
        if (plain - i <= LONGEST) {
          words.accept(normal.substring(i, plain));
        }
        i = plain;
        continue;
      }
      int c = normal.codePointAt(i);
      i += Character.charCount(c);
      if (standsAlone(c)) {
        end(word, words);
        words.accept(Character.toString(c));
      } else if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.LETTER_NUMBER) {
        word.appendCodePoint(c);
      } else if (isMark(c)) {
        if (!word.isEmpty()) {
          word.appendCodePoint(c);
        }
      } else if (isApostrophe(c) && joins(word, normal, i)) {
        word.append('\'');
      } else if (isHebrewQuote(c) && joinsHebrew(word, normal, i)) {
        word.append(c == GERESH ? '\'' : '"');
      } else if (!isIgnorable(c)) {
        end(word, words);
      }
    }
    end(word, words);
  }

  /**
   * Where a word of ASCII ends that begins at i; i itself where there is none, or where what
   * follows may belong to it. Most words are such, and need no tables.
   */
  private static int plainEnd(String text, int i) {
    int end = i;
    int length = text.length();
    while (end < length && (isPlain(text.charAt(end)) || end > i && joinsPlain(text, end))) {
      end++;
    }
    return end == length || text.charAt(end) < 0x80 && text.charAt(end) != '\'' ? end : i;
  }

  private static boolean isPlain(char c) {
    return isPlainLetter(c) || c >= '0' && c <= '9';
  }

  private static boolean isPlainLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean joinsPlain(String text, int i) {
    return text.charAt(i) == '\''
        && isPlainLetter(text.charAt(i - 1))
        && i + 1 < text.length()
        && isPlainLetter(text.charAt(i + 1));
  }

  private static void end(StringBuilder word, Consumer<String> words) {
    if (!word.isEmpty() && word.codePointCount(0, word.length()) <= LONGEST) {
      words.accept(word.toString());
    }
    word.setLength(0);
  }

  /** Whether letters stand on both sides: at the end of the word and at i. */
  private static boolean joins(StringBuilder word, String text, int i) {
    return !word.isEmpty()
        && i < text.length()
        && !Character.isDigit(word.codePointBefore(word.length()))
        && word.charAt(word.length() - 1) != '\''
        && Character.isLetter(text.codePointAt(i))
        && !standsAlone(text.codePointAt(i));
  }

  /** Whether Hebrew letters stand on both sides: UAX #29, rules WB7b and WB7c. */
  private static boolean joinsHebrew(StringBuilder word, String text, int i) {
    int last = word.length();
    while (last > 0 && isMark(word.codePointBefore(last))) {
      last -= Character.charCount(word.codePointBefore(last));
    }
    return last > 0
        && i < text.length()
        && isHebrewLetter(word.codePointBefore(last))
        && isHebrewLetter(text.codePointAt(i));
  }

  private static boolean isHebrewLetter(int c) {
    return c >= 0x5d0 && Character.isLetter(c) && UnicodeScript.of(c) == UnicodeScript.HEBREW;
  }

  /** A double quote, straight or as it is set in Hebrew, or a single one of Hebrew's own. */
  private static boolean isHebrewQuote(int c) {
    return c == '"' || c == GERSHAYIM || c == 0x201d || c == GERESH;
  }

  private static boolean standsAlone(int c) {
    if (c < 0x2e80 || !Character.isLetter(c)) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(c);
    return script == UnicodeScript.HAN || script == UnicodeScript.HIRAGANA;
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == '\u2019';
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK)
        && !isVariationSelector(c);
  }

  private static boolean isVariationSelector(int c) {
    return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
  }

  private static boolean isIgnorable(int c) {
    int type = Character.getType(c);
    // U+200B, the zero-width space, is a format character that parts words.
    return (type == Character.FORMAT && c != 0x200b)
        || type == Character.ENCLOSING_MARK
        || isVariationSelector(c);
  }
}
