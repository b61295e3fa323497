package polya.spark.ingest;

import java.util.List;
import java.util.Locale;

/** How a list is told in a sentence: its size, and what it begins with. */
public final class FirstFew {
  private static final int SHOWN = 5;
  private static final int LONGEST = 40;

  private FirstFew() {}

  /** {@code 7 entries ("a", "b", "c", "d", "e", …)}. */
  public static String of(List<String> entries) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%,d", entries.size()));
    text.append(entries.size() == 1 ? " entry (" : " entries (");
    for (int i = 0; i < Math.min(SHOWN, entries.size()); i++) {
      text.append(i == 0 ? "\"" : ", \"").append(shown(entries.get(i))).append('"');
    }
    return text.append(entries.size() > SHOWN ? ", …)" : ")").toString();
  }

  /** No more than a line's worth of an entry, and nothing that a terminal would obey. */
  private static String shown(String entry) {
    String plain = entry.replaceAll("\\p{Cntrl}", "?");
    int length = plain.codePointCount(0, plain.length());
    return length <= LONGEST
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
