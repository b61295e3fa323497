package polya.text;

import java.util.Locale;

/** What becomes of words with digits and without letters: 1790, 3.5, 10:30. */
public enum Numbers {
  /** They are words like others. */
  KEEP,
  /** They are left out. */
  DROP,
  /** All of them become the one word {@value #MASKED}. */
  MASK;

  /** What every number is where numbers are masked. */
  public static final String MASKED = "#";

  /** As it is written in options and files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a word is a number: it has a digit and no letter. */
  static boolean isNumber(String word) {
    boolean digit = false;
    for (int i = 0; i < word.length(); ) {
      int c = word.codePointAt(i);
      if (Character.isLetter(c)) {
        return false;
      }
      digit |= Character.isDigit(c);
      i += Character.charCount(c);
    }
    return digit;
  }
}
