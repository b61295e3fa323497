package polya.describe;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Terms as a page shows them: cut after 120 characters, since nobody reads more. Of terms that look
 * the same then, each is told with its index in the vocabulary.
 */
public final class ShownTerms {
  private static final int MOST = 120;

  private final Map<Integer, String> shown = new HashMap<>();

  private ShownTerms() {}

  /**
   * Some terms.
   *
   * @param terms their indices
   * @param text a term's own text
   */
  public static ShownTerms of(int[] terms, IntFunction<String> text) {
    Map<String, Integer> looks = new HashMap<>();
    for (int w : terms) {
      looks.merge(cut(text.apply(w)), 1, Integer::sum);
    }
    ShownTerms all = new ShownTerms();
    for (int w : terms) {
      String cut = cut(text.apply(w));
      all.shown.put(w, looks.get(cut) > 1 ? cut + w : cut);
    }
    return all;
  }

  /** The first characters of a text. */
  public static String cut(String text) {
    return text.codePointCount(0, text.length()) <= MOST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MOST - 1)) + "…";
  }

  /** A term as it is shown. */
  public String of(int term) {
    return Optional.ofNullable(shown.get(term)).orElseThrow();
  }
}
