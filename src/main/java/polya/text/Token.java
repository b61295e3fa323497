package polya.text;

/**
 * A token of a text.
 *
 * @param word what became of it: a word, or a phrase of several with {@value #JOINT} between them;
 *     null where nothing did
 * @param parts the words of a phrase with blanks between them; of one word, the word
 * @param kept whether it counts; a stop word does not, and is still seen between the words of a
 *     phrase
 */
public record Token(String word, String parts, boolean kept) {
  /** What stands between the words of a phrase. */
  public static final String JOINT = "_";

  /** What counts for nothing and parts its neighbours. */
  public static final Token GAP = new Token(null, null, false);

  /** A single word. */
  static Token of(String word, boolean kept) {
    return new Token(word, word, kept);
  }

  /** A phrase of the words between the blanks of this text. */
  static Token phrase(String parts) {
    return new Token(parts.replace(" ", JOINT), parts, true);
  }
}
