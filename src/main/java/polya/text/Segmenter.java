package polya.text;

import java.util.function.Consumer;
import polya.Failure;

/** Cuts a text into words as one {@link Language} does. One thread uses it at a time. */
interface Segmenter {
  /** Gives each word of the text in turn; cost linear in its length. */
  void cut(String text, Consumer<String> words);

  /**
   * The segmenter of a language.
   *
   * @throws Failure (usage) if its jar is not on the class path
   */
  static Segmenter of(Language language) {
    return switch (language) {
      case SIMPLE -> Tokenizer::tokenize;
      case WHITESPACE -> Segmenter::atBlanks;
      case ZH, JA, KO -> ForeignSegmenter.of(language);
      case CJK -> LuceneSegmenter.bigrams();
      default -> LuceneSegmenter.words();
    };
  }

  private static void atBlanks(String text, Consumer<String> words) {
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      boolean parts =
          Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
      if (parts && start >= 0) {
        words.accept(text.substring(start, i));
        start = -1;
      } else if (!parts && start < 0) {
        start = i;
      }
    }
  }
}
