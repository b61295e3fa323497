package polya.params;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the name a person probably meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The known name at the smallest edit distance, letter case aside; the first one if several are.
   */
  public static String to(String name, List<String> known) {
    return known.stream()
        .min(
            Comparator.comparingInt(
                k -> distance(name.toLowerCase(Locale.ROOT), k.toLowerCase(Locale.ROOT))))
        .orElse("");
  }

  /** Levenshtein's distance; cost |a|·|b|. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
